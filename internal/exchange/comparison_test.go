package exchange

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/exchlint/exchlint/internal/exchange/ingest"
)

func TestWhatIsSaidOfPeersIsWhatWouldBeSaidIfThereWereNoOthers(t *testing.T) {
	drifting := 0
	for seed := range uint64(20) {
		random := rand.New(rand.NewPCG(seed, 0))
		pick := func(values ...string) string { return values[random.IntN(len(values))] }
		byName := map[string][]string{}
		var all []string
		for n := range 8 {
			server := fmt.Sprintf("EX%02d", n)
			for _, name := range []string{"A", "B", "C"} {
				if random.IntN(3) == 0 {
					continue
				}
				record := receive(server, name, fmt.Sprintf(`"Banner": %s, "Comment": %s, "RequireTLS": %s, "Fqdn": %s, "TlsCertificateName": %s`,
					pick(`"220 `+server+`"`, `"220 EX00"`, `""`, `null`), pick(`"same"`, `"`+server+` here"`),
					pick("true", "false"), pick(`"mail.contoso.com"`, `"`+server+`.contoso.com"`), pick(`null`, `"<I>CN=`+server+`<S>CN=`+server+`"`)))
				byName[name], all = append(byName[name], record), append(all, record)
			}
		}
		together := Read(t.Context(), decode(t, list(all...)), ingest.Options{AsOf: Now}).Organization
		for _, records := range byName {
			for _, alone := range Read(t.Context(), decode(t, list(records...)), ingest.Options{AsOf: Now}).Organization.Objects("ReceiveConnector") {
				o := find(t, together, "ReceiveConnector", alone.Identity)
				for _, fact := range []string{"setting_drift", "binding_drift"} {
					value, known := o.Value(fact)
					want, wanted := alone.Value(fact)
					Equal(t, fmt.Sprintf("%s of %s with seed %d", fact, o.Identity, seed), []any{value, known}, []any{want, wanted})
					if list, _ := value.([]any); len(list) > 0 {
						drifting++
					}
				}
			}
		}
	}
	if drifting == 0 {
		t.Error("nothing differs")
	}
}
