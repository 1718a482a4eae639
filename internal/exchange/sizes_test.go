package exchange

import (
	"testing"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/schema"
)

func TestSendConnectorsOfAnotherSizeStandAgainstTheMost(t *testing.T) {
	send := func(name, size, more string) string {
		return settled(`{"Name": "` + name + `", "Enabled": true, "AddressSpaces": "SMTP:` + name + `;1", "SourceTransportServers": ["EX01"], "SmartHosts": [], "DNSRoutingEnabled": true, "MaxMessageSize": ` + size + also(more) + `}`)
	}
	tests := []struct {
		name       string
		connectors string
		want       map[string]any // others, or what is missing, by connector
	}{
		{"alike", list(send("a", `"35 MB (36,700,160 bytes)"`, ""), send("b", `36700160`, "")), map[string]any{"a": 0, "b": 0}},
		{"one of three", list(send("a", `"35 MB"`, ""), send("b", `"Unlimited"`, ""), send("c", `"35 MB"`, "")), map[string]any{"a": 0, "b": 2, "c": 0}},
		{"one of two", list(send("a", `"35 MB"`, ""), send("b", `"10 MB"`, "")), map[string]any{"a": 1, "b": 1}},
		{"a disabled one does not count", list(send("a", `"35 MB"`, ""), send("b", `"10 MB"`, `"Enabled": false`)), map[string]any{"a": 0, "b": 0}},
		{"one that is lost", list(send("a", `"35 MB"`, ""), send("b", `{}`, "")), map[string]any{"a": []string{"MaxMessageSize of b"}, "b": []string{"MaxMessageSize"}}},
		{"a lost one alone", list(send("a", `{}`, "")), map[string]any{"a": 0}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for _, c := range organization(t, test.connectors).Objects("SendConnector") {
				Equal(t, c.Identity, drifting(c), test.want[c.Identity])
			}
		})
	}
}

// drifting returns how many others a connector's size_drift shows, or what it lacks.
func drifting(o *model.Object) any {
	value, known := o.Value("size_drift")
	if !known {
		return o.Gap("size_drift").Missing
	}
	shown := 0
	for _, drift := range value.([]any) {
		shown += len(drift.(*schema.Entry).Value("others").([]any))
	}
	return shown
}
