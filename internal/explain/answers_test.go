package explain

import (
	"fmt"
	"net/netip"
	"testing"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/schema"
)

// connector is one of a server that listens on port 25 for clients in some ranges.
func connector(name string, ranges ...any) *model.Object {
	return model.NewObject(schema.Lookup("ReceiveConnector"), `EX01\`+name, map[string]any{
		"Server": "EX01", "Name": name, "Enabled": true, "Bindings": []any{"0.0.0.0:25", "[::]:25"}, "RemoteIPRanges": ranges,
	})
}

func TestTheNarrowestRangeAnswers(t *testing.T) {
	all := connector("All", "0.0.0.0-255.255.255.255", "::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")
	net, part := connector("Net", "10.20.0.0/16"), connector("Part", "10.20.0.64-10.20.0.95", "not a range")
	org := &model.Organization{ByKind: map[string][]*model.Object{"ReceiveConnector": {all, net, part}}}
	for client, want := range map[string]string{
		"10.20.0.70":  `[{0.0.0.0:25 10.20.0.70 EX01\Part 10.20.0.64-10.20.0.95 [EX01\Net EX01\All]}]`,
		"10.20.0.1":   `[{0.0.0.0:25 10.20.0.1 EX01\Net 10.20.0.0/16 [EX01\All]}]`,
		"192.0.2.1":   `[{0.0.0.0:25 192.0.2.1 EX01\All 0.0.0.0-255.255.255.255 []}]`,
		"2001:db8::1": `[{[::]:25 2001:db8::1 EX01\All ::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff []}]`,
	} {
		if got := fmt.Sprint(answers(org, net, netip.MustParseAddr(client))); got != want {
			t.Errorf("%s is answered by %s, want %s", client, got, want)
		}
	}
	if got := answers(org, net, netip.Addr{}); got != nil {
		t.Errorf("without a client there are %v", got)
	}
}

func TestNobodyAnswersAnAddressThatNoRangeHas(t *testing.T) {
	net := connector("Net", "10.20.0.0/16")
	org := &model.Organization{ByKind: map[string][]*model.Object{"ReceiveConnector": {net}}}
	if got := answers(org, net, netip.MustParseAddr("192.0.2.1")); len(got) != 1 || got[0].Identity != "" {
		t.Errorf("there are %v", got)
	}
}
