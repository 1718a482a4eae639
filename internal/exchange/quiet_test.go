package exchange

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/exchlint/exchlint/internal/exchange/facts"
	"github.com/exchlint/exchlint/internal/exchange/ingest"
	"github.com/exchlint/exchlint/internal/exchange/model"
)

// anyListener returns the JSON of a receive connector that may get in another's way, and may
// lack what tells.
func anyListener(random *rand.Rand, server, name string) string {
	pick := func(values ...string) string { return values[random.IntN(len(values))] }
	more := fmt.Sprintf(`"TransportRole": %s, "Bindings": %s, "RemoteIPRanges": %s, "AuthMechanism": %s, "Enabled": %s`,
		pick(`"FrontendTransport"`, `"FrontendTransport"`, `"HubTransport"`, `null`),
		pick(`"0.0.0.0:25"`, `"0.0.0.0:25"`, `"192.0.2.1:25"`, `"0.0.0.0:2525"`, `"nowhere"`),
		pick(`"0.0.0.0-255.255.255.255"`, `"10.0.0.0/24"`, `"10.0.0.0-10.0.0.20"`, `"10.0.0.10-10.0.0.30"`, `"somewhere"`),
		pick(`"Tls"`, `"Tls"`, `"None"`, `null`),
		pick("true", "true", "true", "false"))
	return receive(server, name, more)
}

func TestWhatIsSaidOfAServersListenersIsWhatWouldBeSaidIfItWereTheOnlyOne(t *testing.T) {
	for seed := range uint64(20) {
		random := rand.New(rand.NewPCG(seed, 0))
		var servers [][]string
		var all []string
		for n := range 30 {
			server := fmt.Sprintf("EX%02d", n)
			var records []string
			for c := range 1 + random.IntN(3) {
				records = append(records, anyListener(random, server, string(rune('A'+c))))
			}
			servers, all = append(servers, records), append(all, records...)
		}
		together := Read(t.Context(), decode(t, list(all...)), ingest.Options{AsOf: Now}).Organization
		alone := map[string]*model.Object{}
		for _, records := range servers {
			for _, o := range Read(t.Context(), decode(t, list(records...)), ingest.Options{AsOf: Now}).Organization.Objects("ReceiveConnector") {
				alone[o.Identity] = o
			}
		}
		for _, o := range together.Objects("ReceiveConnector") {
			for _, fact := range facts.ListenerFacts {
				value, known := o.Value(fact)
				want, wanted := alone[o.Identity].Value(fact)
				Equal(t, fmt.Sprintf("%s of %s with seed %d", fact, o.Identity, seed), []any{value, known}, []any{want, wanted})
			}
		}
	}
}

func TestConnectorsOfNoServerAreNotLikeThoseOfOthers(t *testing.T) {
	unplaced := receive("", "In", "")
	org := organization(t, list(receive("EX01", "In", ""), receive("EX02", "In", ""), unplaced))
	if _, known := find(t, org, "ReceiveConnector", `?\In`).Value("range_conflicts"); known {
		t.Error("a connector of an unknown server is said to be in no conflict")
	}
}
