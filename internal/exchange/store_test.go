package exchange

import (
	"testing"

	"github.com/exchlint/exchlint/internal/exchange/ingest"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/schema"
)

// server reads made-up exports and returns what is known of EX01.
func server(t *testing.T, documents ...string) *model.Object {
	t.Helper()
	return find(t, organization(t, documents...), "Server", "EX01")
}

func TestAServersStoreIsSortedByWhatItIsGoodFor(t *testing.T) {
	for name, test := range map[string]struct {
		certificate string
		used, idle  []string
	}{
		"of a CA, for SMTP":            {certified("EX01", "A", ""), []string{`EX01\` + a}, []string{}},
		"of a CA, expired":             {certified("EX01", "A", `"NotAfter": "2026-06-01T00:00:00Z"`), []string{}, []string{}},
		"of a private CA, for SMTP":    {certified("EX01", "A", `"RootCAType": "Enterprise"`), []string{`EX01\` + a}, []string{}},
		"self-signed":                  {selfSigned("EX01", "A"), []string{}, []string{}},
		"of a public CA, for IIS":      {certified("EX01", "A", `"Services": "IIS"`), []string{}, []string{`EX01\` + a}},
		"of a private CA, for IIS":     {certified("EX01", "A", `"Services": "IIS", "RootCAType": "Enterprise"`), []string{}, []string{}},
		"of a public CA without a key": {certified("EX01", "A", `"Services": "IIS", "HasPrivateKey": false`), []string{}, []string{}},
		"a request":                    {certified("EX01", "A", `"Services": "None", "Status": "PendingRequest"`), []string{}, []string{}},
		"the Auth certificate":         {certified("EX01", "A", `"Subject": "CN=Microsoft Exchange Server Auth Certificate"`), []string{}, []string{}},
	} {
		o := server(t, list(test.certificate))
		Equal(t, name, [][]string{identities(t, o, "ca_for_smtp"), identities(t, o, "ca_not_for_smtp")}, [][]string{test.used, test.idle})
	}
}

func TestAStoreThatWasNotExportedIsNotEmpty(t *testing.T) {
	o := server(t, list(receive("EX01", "In", "")))
	for _, fact := range []string{"ca_for_smtp", "ca_not_for_smtp", "own_certificates"} {
		Equal(t, fact, o.Gap(fact).Missing, []string{"certificates of EX01"})
	}
}

func TestHybridDutiesAreConnectorsOfEitherKind(t *testing.T) {
	const capable = `"TlsDomainCapabilities": ["mail.protection.outlook.com:AcceptCloudServicesMail"]`
	const off = `"Enabled": false, `
	const out = `{"Name": "Out", "Enabled": true, "AddressSpaces": ["SMTP:*;1"], "SmartHosts": ["contoso.mail.protection.outlook.com"], "SourceTransportServers": ["EX01"]}`
	const internet = `{"Name": "Internet", "Enabled": true, "AddressSpaces": ["SMTP:*;1"], "SmartHosts": ["relay.fabrikam.com"], "SourceTransportServers": ["EX01"]}`
	o := server(t, list(receive("EX01", "In", capable), receive("EX01", "Off", off+capable), receive("EX01", "Plain", "")), list(out, internet))
	Equal(t, "duties", identities(t, o, "hybrid_duties"), []string{`EX01\In`, "Out"})
}

func TestACertificateOfTheServersOwnNameIsKnown(t *testing.T) {
	connector := list(receive("EX01", "In", ""))
	for name, test := range map[string]struct {
		certificate string
		want        []any
	}{
		"setup's":            {selfSigned("EX01", "A"), []any{schema.EntryOf(map[string]any{"identity": `EX01\` + a, "self_signed": true, "expired": false})}},
		"setup's, expired":   {certified("EX01", "A", `"Subject": "CN=EX01", "Issuer": "CN=EX01", "IsSelfSigned": true, "NotAfter": "2026-06-01T00:00:00Z"`), []any{schema.EntryOf(map[string]any{"identity": `EX01\` + a, "self_signed": true, "expired": true})}},
		"a CA's wildcard":    {certified("EX01", "A", `"CertificateDomains": ["*.corp.contoso.com"]`), []any{schema.EntryOf(map[string]any{"identity": `EX01\` + a, "self_signed": false, "expired": false})}},
		"one without SMTP":   {certified("EX01", "A", `"Subject": "CN=EX01", "Services": "IIS"`), []any{}},
		"one of other names": {certified("EX01", "A", ""), []any{}},
	} {
		own, known := server(t, connector, list(test.certificate)).Value("own_certificates")
		if !known {
			t.Errorf("%s: not known", name)
		}
		Equal(t, name, own, any(test.want))
	}
}

func TestExpectedNamesThatNoCertificateForSMTPCoversAreListed(t *testing.T) {
	for name, test := range map[string]struct {
		certificate string
		want        []any
	}{
		"by name":                    {certified("EX01", "A", ""), []any{}},
		"by a wildcard":              {certified("EX01", "A", `"Subject": "CN=x", "CertificateDomains": ["*.contoso.com"]`), []any{}},
		"by a wildcard further up":   {certified("EX01", "A", `"Subject": "CN=x", "CertificateDomains": ["*.com"]`), []any{"mail.contoso.com"}},
		"by one for other services":  {certified("EX01", "A", `"Services": "IIS"`), []any{"mail.contoso.com"}},
		"by one whose names are cut": {certified("EX01", "A", `"Subject": "CN=x", "CertificateDomains": null`), nil},
	} {
		reading := Read(t.Context(), decode(t, list(test.certificate)), ingest.Options{AsOf: Now, Known: model.OrganizationHints{ExpectedNames: []string{"Mail.Contoso.com."}}})
		uncovered, known := find(t, reading.Organization, "Server", "EX01").Value("uncovered_names")
		if known != (test.want != nil) {
			t.Errorf("%s: known is %t", name, known)
		}
		if known {
			Equal(t, name, uncovered, any(test.want))
		}
	}
}
