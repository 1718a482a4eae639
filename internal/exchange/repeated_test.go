package exchange

import (
	"strings"
	"testing"

	"github.com/exchlint/exchlint/internal/exchange/ingest"
)

func TestAPropertyThatStandsTwiceContradictsItself(t *testing.T) {
	for _, test := range []struct{ name, columns, property, want string }{
		{"differently", `"RequireTLS": true, "RequireTLS": false`, "RequireTLS", "RequireTLS"},
		{"in another case of letters", `"RequireTLS": true, "requiretls": false`, "RequireTLS", "RequireTLS"},
		{"with the same value", `"RequireTLS": true, "RequireTLS": true`, "RequireTLS", ""},
		{"with the same value, written differently", `"AuthMechanism": 3, "AuthMechanism": "Tls, Integrated"`, "AuthMechanism", ""},
		{"the first of three differently", `"RequireTLS": true, "RequireTLS": false, "RequireTLS": false`, "RequireTLS", "RequireTLS"},
		{"once without a value", `"RequireTLS": null, "RequireTLS": false`, "RequireTLS", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := `[{"Server": "EX01", "Name": "a", "Bindings": "0.0.0.0:25", "RemoteIPRanges": "10.0.0.1", ` + test.columns + `}]`
			o := find(t, Read(t.Context(), decode(t, text), ingest.Options{}).Organization, "ReceiveConnector", `EX01\a`)
			conflicts := ""
			if list, known := o.Value("conflicts"); known {
				for _, entry := range list.([]any) {
					conflicts += entry.(interface{ Value(string) any }).Value("property").(string)
				}
			}
			_, known := o.Value(test.property)
			Equal(t, "conflicts", conflicts, test.want)
			Equal(t, "whether it is known", known, test.want == "")
		})
	}
}

func TestAPropertyThatStandsAThousandTimesIsReadInTime(t *testing.T) {
	text := `[{"Server": "EX01", "Name": "a", "Bindings": "0.0.0.0:25", "RemoteIPRanges": "10.0.0.1"` + strings.Repeat(`, "RequireTLS": true, "RequireTLS": false`, 5000) + `}]`
	o := find(t, Read(t.Context(), decode(t, text), ingest.Options{}).Organization, "ReceiveConnector", `EX01\a`)
	if _, known := o.Value("RequireTLS"); known {
		t.Error("RequireTLS is known")
	}
}
