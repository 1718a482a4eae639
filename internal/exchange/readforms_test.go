package exchange

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/exchlint/exchlint/internal/exchange/ingest"
	"github.com/exchlint/exchlint/internal/export"
	"github.com/exchlint/exchlint/internal/export/document"
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

func TestRowsOfAnotherCmdletInACSVAreAnError(t *testing.T) {
	const table = "Name,Server,Bindings,RemoteIPRanges,Fqdn\nIn,EX01,0.0.0.0:25,10.0.0.1,x\nOutbound,,,,mail.contoso.com\n"
	file, err := export.Decode(t.Context(), "connectors.csv", []byte(table))
	if err != nil {
		t.Fatal(err)
	}
	reading := Read(t.Context(), []*document.File{file}, ingest.Options{})
	if len(reading.Organization.All()) != 1+2 || len(reading.Errors) != 1 || reading.Errors[0].Line != 3 {
		t.Errorf("%d objects, errors %v", len(reading.Organization.All()), reading.Errors)
	}
}

func TestWhatAShellShowsBesideExportsIsPassedOver(t *testing.T) {
	const list = "[PS] C:\\>Get-ReceiveConnector | fl Identity,Fqdn\n\nIdentity : EX01\\In\nFqdn     : mail.contoso.com\n\n"
	for name, test := range map[string]struct {
		above            string
		foreign, refused int
	}{
		"nothing":                 {"", 0, 0},
		"an object of another":    {"[PS] C:\\>Get-MailboxDatabase | fl\n\nName   : DB01\nServer : EX01\n\n", 1, 0},
		"an object and no prompt": {"Database : DB01\nServer   : EX01\n\n", 1, 0},
		"prose":                   {"VERBOSE: Connecting to EX01.\n\n", 1, 0},
		"a table of another":      {"Name Server Recovery\n---- ------ --------\nDB01 EX01   False\n\n", 1, 0},
		"a table of ours":         {"Identity Bindings\n-------- --------\nEX01\\In  {:25...}\n\n", 1, 1},
		"a table at our prompt":   {"[PS] C:\\>Get-ReceiveConnector | ft Name\n\nName\n----\nIn\n\n", 1, 1},
	} {
		file, err := export.Decode(t.Context(), "x.txt", []byte(test.above+list))
		if err != nil {
			t.Fatal(err)
		}
		reading := Read(t.Context(), []*document.File{file}, ingest.Options{})
		find(t, reading.Organization, "ReceiveConnector", `EX01\In`)
		if len(reading.Foreign) != test.foreign || len(reading.Errors) != test.refused {
			t.Errorf("%s: passed over %v, errors %v", name, reading.Foreign, reading.Errors)
		}
	}
}
