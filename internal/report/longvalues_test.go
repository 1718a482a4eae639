package report

import (
	"strings"
	"testing"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/schema"
)

func TestAValueInAMessageIsCutAsOneThatStandsAlone(t *testing.T) {
	name, issuer := strings.Repeat("n", 300), "<I>CN="+strings.Repeat("i", 1100)
	controls := strings.Repeat("\x1b", 40)
	f := sampleError()
	f.Object = model.NewObject(schema.Lookup("ReceiveConnector"), `EX01\`+name, map[string]any{
		"Name": name, "TlsCertificateName": issuer, "Banner": controls, "Fqdn": "mail.contoso.com",
		"Bindings": []any{"0.0.0.0:25", name + ":25"}, "certificate_name": schema.EntryOf(map[string]any{"issuer": issuer[3:]}),
	})
	f.Identity = f.Object.Identity
	rule := *f.Rule
	rule.Everything, f.Rule = true, &rule
	tests := map[string]struct{ text, want string }{
		"the object's name":     {"offers no TLS", `EX01\` + name[:194] + "…: offers no TLS"},
		"a value":               {`TlsCertificateName is "` + issuer + `"`, `TlsCertificateName is "` + issuer[:199] + `…"`},
		"a value of a fact":     {`issued by "` + issuer[3:] + `"`, `issued by "` + issuer[3:202] + `…"`},
		"an element of a list":  {"listens on " + name + ":25, 0.0.0.0:25", "listens on " + name[:199] + "…, 0.0.0.0:25"},
		"what escapes lengthen": {`Banner is "` + controls + `"`, `Banner is "` + strings.Repeat(`\u001b`, 33) + `…"`},
		"a value that is short": {`Fqdn is "mail.contoso.com"` + strings.Repeat(" indeed", 40), `Fqdn is "mail.contoso.com"` + strings.Repeat(" indeed", 40)},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			f.Said = test.text
			f.Related = []lint.Related{{Message: f.Message()}}
			r := empty()
			r.Findings = []lint.Finding{f}
			for format, want := range map[string]int{"text": 2, "lines": 1, "github": 1} {
				shown := strings.ReplaceAll(write(t, format, r, Options{Verbose: true}), "%25", "%")
				if got := strings.Count(shown, test.want); got != want {
					t.Errorf("%s has %d of %s in\n%s", format, got, test.want, shown)
				}
			}
		})
	}
}
