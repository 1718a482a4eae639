package exchange

import (
	"encoding/json"
	"testing"

	"github.com/exchlint/exchlint/internal/exchange/ingest"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/schema"
)

func TestACapabilityIsTakenApart(t *testing.T) {
	tests := []struct {
		name, entry, domain, subject, defect string
		capabilities                         []any
	}{
		{"the one of hybrid", "mail.protection.outlook.com:AcceptCloudServicesMail", "mail.protection.outlook.com", "", "", []any{"AcceptCloudServicesMail"}},
		{"by its number", "mail.protection.outlook.com:514", "mail.protection.outlook.com", "", "", []any{"AcceptOorgProtocol", "AcceptCloudServicesMail"}},
		{"two, with a blank and another case", "Mail.Protection.outlook.com: acceptoorgheader, ALLOWSUBMIT", "mail.protection.outlook.com", "", "", []any{"AcceptOorgHeader", "AllowSubmit"}},
		{"without TLS", "NO-TLS:AcceptCloudServicesMail", "no-tls", "", "", []any{"AcceptCloudServicesMail"}},
		{"all subdomains", "*.fabrikam.com:AllowSubmit", "*.fabrikam.com", "", "", []any{"AllowSubmit"}},
		{"a certificate", "<I>CN=MSIT Machine Auth CA 2, DC=redmond<S>CN=mail.protection.outlook.com:AcceptOorgProtocol", "", "CN=mail.protection.outlook.com", "", []any{"AcceptOorgProtocol"}},
		{"a certificate without its subject", "<I>CN=CA:AcceptOorgProtocol", "", "", "malformed-certificate-name", []any{"AcceptOorgProtocol"}},
		{"a domain alone", "mail.protection.outlook.com", "mail.protection.outlook.com", "", "no-capability", []any{}},
		{"nothing behind the colon", "mail.protection.outlook.com:", "mail.protection.outlook.com", "", "no-capability", []any{}},
		{"nothing before the colon", ":AcceptCloudServicesMail", "", "", "no-domain", []any{"AcceptCloudServicesMail"}},
		{"any domain", "*:AcceptCloudServicesMail", "*", "", "any-domain", []any{"AcceptCloudServicesMail"}},
		{"an address", "smtp://outlook.com:AcceptCloudServicesMail", "smtp://outlook.com", "", "not-a-domain", []any{"AcceptCloudServicesMail"}},
		{"a number with an unknown bit", "fabrikam.com:65536", "fabrikam.com", "", "", []any{"65536"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := capabilities(t, test.entry)[0].(*schema.Entry).Map()
			Equal(t, "domain, subject, defect", []any{got["domain"], got["subject"], got["defect"]}, []any{test.domain, test.subject, test.defect})
			Equal(t, "capabilities", got["capabilities"], any(test.capabilities))
		})
	}
}

// capabilities returns the fact of a connector with the entries.
func capabilities(t *testing.T, entries ...string) []any {
	t.Helper()
	text, err := json.Marshal(entries)
	if err != nil {
		t.Fatal(err)
	}
	org := organization(t, list(receive("EX01", "In", `"TlsDomainCapabilities": `+string(text))))
	value, known := find(t, org, "ReceiveConnector", `EX01\In`).Value("domain_capabilities")
	if !known {
		t.Fatal("not known")
	}
	return value.([]any)
}

func TestADomainMayStandOnlyOnce(t *testing.T) {
	var defects []any
	for _, entry := range capabilities(t, "fabrikam.com:AllowSubmit", "Fabrikam.com:AcceptOorgHeader", "contoso.com:AllowSubmit") {
		defects = append(defects, entry.(*schema.Entry).Value("defect"))
	}
	Equal(t, "defects", defects, []any{"", "repeated", ""})
}

func TestAMisspeltCapabilityShowsTheOneThatWasMeant(t *testing.T) {
	for text, meant := range map[string]string{
		"AcceptCloudServiceMail":  "AcceptCloudServicesMail",
		"AcceptCloudServicesMai":  "AcceptCloudServicesMail",
		"AcceptOrgProtocol":       "AcceptOorgProtocol",
		"AcceptProxyFrmProtocol":  "AcceptProxyFromProtocol",
		"AcceptEverything":        "",
		"Anonymous":               "",
		"AcceptCloudServicesMäil": "AcceptCloudServicesMail",
	} {
		got := capabilities(t, "fabrikam.com:"+text)[0].(*schema.Entry).Value("unknown")
		Equal(t, text, got, any([]any{schema.EntryOf(map[string]any{"capability": text, "meant": meant})}))
	}
}

func TestCapabilitiesThatWereNotExportedAreNotNone(t *testing.T) {
	o := find(t, organization(t, list(receive("EX01", "In", `"TlsDomainCapabilities": "System.Collections.ArrayList"`))), "ReceiveConnector", `EX01\In`)
	if value, known := o.Value("domain_capabilities"); known {
		t.Errorf("known as %v", value)
	}
	Equal(t, "missing", o.Gap("domain_capabilities").Missing, []string{"TlsDomainCapabilities"})
}

func TestTheDomainsOfExchangeOnlineAreKnown(t *testing.T) {
	entries := `["mail.protection.outlook.com:AcceptCloudServicesMail", "*.mail.protection.partner.outlook.cn:AcceptCloudServicesMail",
		"cloud.fabrikam.com:AcceptCloudServicesMail", "mail.protection.outlook.com.contoso.com:AcceptCloudServicesMail", "NO-TLS:AcceptCloudServicesMail"]`
	files := decode(t, list(receive("EX01", "In", `"TlsDomainCapabilities": `+entries)))
	organization := Read(t.Context(), files, ingest.Options{AsOf: Now, Known: model.OrganizationHints{CloudDomains: []string{"Cloud.fabrikam.com"}}}).Organization
	value, _ := find(t, organization, "ReceiveConnector", `EX01\In`).Value("domain_capabilities")
	var cloud []any
	for _, entry := range value.([]any) {
		cloud = append(cloud, entry.(*schema.Entry).Value("cloud"))
	}
	Equal(t, "of Exchange Online", cloud, []any{true, true, true, false, false})
}
