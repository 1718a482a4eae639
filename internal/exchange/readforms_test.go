package exchange

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/exchlint/exchlint/internal/exchange/ingest"
)

// readOf reads one record and returns a property of it.
func readOf(t *testing.T, json, kind, identity, property string) any {
	t.Helper()
	return find(t, Read(t.Context(), decode(t, json), ingest.Options{}).Organization, kind, identity).Input()[property]
}

func TestConnectorsAreReadAsPowerShellAndExcelWriteThem(t *testing.T) {
	const ipv4, ipv6 = `{"Port": 25, "AddressFamily": "InterNetwork", "Address": {"AddressFamily": 2, "ScopeId": null, "Address": 16777226}}`,
		`{"Port": 25, "AddressFamily": "InterNetworkV6", "Address": {"AddressFamily": 23, "ScopeId": 0, "Address": null}}`
	for _, test := range []struct {
		property, written string
		want              any
	}{
		{"Enabled", `"WAHR"`, true}, {"Enabled", `"FAUX"`, false}, {"Enabled", `"maybe"`, nil},
		{"Bindings", "[" + ipv4 + "]", []any{"10.0.0.1:25"}},
		{"Bindings", "[" + ipv4 + ", " + ipv6 + "]", nil},
		{"RemoteIPRanges", `"{10.1.1.1, 10.1.1.2…}"`, nil}, {"RemoteIPRanges", `"{10.1.1.1, 10.1.1.2?}"`, nil},
	} {
		got := readOf(t, `[{"Server": "EX01", "Name": "In", "AuthMechanism": "Tls", "PermissionGroups": "AnonymousUsers", "`+test.property+`": `+test.written+`}]`, "ReceiveConnector", `EX01\In`, test.property)
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s %s: %s", test.property, test.written, diff)
		}
	}
}

func TestABindingWithoutBracketsIsOfAllIPv6Addresses(t *testing.T) {
	for written, want := range map[string]any{`":::25"`: []any{int64(25)}, `"[::]:25"`: []any{int64(25)}} {
		connector := `[{"Server": "EX01", "Name": "In", "AuthMechanism": "Tls", "PermissionGroups": "AnonymousUsers", "Bindings": [` + written + `]}]`
		if diff := cmp.Diff(want, readOf(t, connector, "ReceiveConnector", `EX01\In`, "ports")); diff != "" {
			t.Errorf("%s: %s", written, diff)
		}
		if diff := cmp.Diff([]any{}, readOf(t, connector, "ReceiveConnector", `EX01\In`, "malformed_bindings")); diff != "" {
			t.Errorf("%s: %s", written, diff)
		}
	}
}

func TestASessionWithoutExchangesTypesSaysNothingOfTheKey(t *testing.T) {
	const thumbprint = "0123456789ABCDEF0123456789ABCDEF01234567"
	for services, want := range map[string]any{"null": nil, `"None"`: false, `"SMTP"`: false} {
		certificate := `[{"Server": "EX01", "Thumbprint": "` + thumbprint + `", "Subject": "CN=mail", "Issuer": "CN=CA", "Services": ` + services + `, "HasPrivateKey": false}]`
		if got := readOf(t, certificate, "ExchangeCertificate", `EX01\`+thumbprint, "HasPrivateKey"); got != want {
			t.Errorf("Services %s: HasPrivateKey is %v, want %v", services, got, want)
		}
	}
}
