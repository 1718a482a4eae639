package exchange

import (
	"fmt"
	"strings"
	"testing"

	"github.com/exchlint/exchlint/internal/exchange/ingest"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/schema"
)

// sends returns a send connector's JSON: to the Internet by DNS, with what is given
// instead or besides.
func sends(name, more string) string {
	return settled(`{"Name": "` + name + `", "Enabled": true, "AddressSpaces": ["SMTP:*;1"], "SourceTransportServers": ["EX01"], "SmartHosts": [], "DNSRoutingEnabled": true,
		"Fqdn": "mail.contoso.com", "TlsCertificateName": null, "RequireTLS": false, "TlsAuthLevel": null, "TlsDomain": null, "CloudServicesMailEnabled": false,
		"FrontendProxyEnabled": false, "IsScopedConnector": false` + also(more) + `}`)
}

// stated returns a fact's value, or what it would need.
func stated(t *testing.T, o *model.Object, fact string) any {
	t.Helper()
	if value, known := o.Value(fact); known {
		return value
	}
	return strings.Join(o.Gap(fact).Missing, ", ")
}

func TestWhereASendConnectorLeads(t *testing.T) {
	const tenant = `"AddressSpaces": ["smtp:contoso.mail.onmicrosoft.com;1"]`
	tests := []struct {
		name, more           string
		internet, exo, relay any
	}{
		{"to the Internet", "", true, false, false},
		{"a tenant's space by DNS", tenant, false, true, false},
		{"a tenant's space over a gateway", tenant + `, "SmartHosts": ["gateway.fabrikam.com"]`, false, false, false},
		{"everything over Exchange Online", `"SmartHosts": ["contoso-com.mail.protection.outlook.com."]`, true, true, true},
		{"a domain over Exchange Online in China", `"AddressSpaces": ["contoso.com"], "SmartHosts": ["contoso-com.MAIL.protection.partner.outlook.cn"]`, false, true, false},
		{"a look-alike", `"SmartHosts": ["notmail.protection.outlook.com"]`, true, false, false},
		{"hybrid headers without smart hosts", `"AddressSpaces": ["contoso.com"], "CloudServicesMailEnabled": true`, false, true, false},
		{"a domain that is configured", `"SmartHosts": ["eu.cloud.fabrikam.com"]`, true, true, true},
		{"another type of address", `"AddressSpaces": ["FAX:*;1"]`, false, false, false},
		{"lost smart hosts", `"SmartHosts": {}`, true, "SmartHosts", "SmartHosts"},
		{"lost address spaces", `"AddressSpaces": {}`, "AddressSpaces", "AddressSpaces", false},
		{"lost address spaces over Exchange Online", `"AddressSpaces": {}, "SmartHosts": ["contoso-com.mail.protection.outlook.com"]`, "AddressSpaces", true, "AddressSpaces"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			reading := Read(t.Context(), decode(t, list(sends("Out", test.more))), ingest.Options{AsOf: Now, Known: model.OrganizationHints{CloudDomains: []string{"Cloud.Fabrikam.com"}}})
			matchesSchemas(t, reading.Organization)
			o := find(t, reading.Organization, "SendConnector", "Out")
			got := []any{stated(t, o, "internet"), stated(t, o, "exo"), stated(t, o, "exo_relay_all")}
			Equal(t, "internet, exo, exo_relay_all", got, []any{test.internet, test.exo, test.relay})
		})
	}
}

const cloudy = `"TlsDomainCapabilities": ["mail.protection.outlook.com:AcceptCloudServicesMail"]`

func TestWhoShowsTheHybridAndWhetherMailGetsThere(t *testing.T) {
	org := organization(t, list(receive("EX01", "Off", cloudy+`, "Enabled": false`), receive("EX02", "In", cloudy), receive("EX03", "In", cloudy)), list(sends("Out", "")))
	for identity, first := range map[string]bool{`EX01\Off`: false, `EX02\In`: true, `EX03\In`: false} {
		Equal(t, identity, stated(t, find(t, org, "ReceiveConnector", identity), "expects_cloud_route"), any(first))
	}
	Equal(t, "route", stated(t, find(t, org, "ReceiveConnector", `EX02\In`), "cloud_route"), any(false))
	Equal(t, "hybrid", stated(t, find(t, org, "SendConnector", "Out"), "hybrid"), any(true))
}

func TestWithoutSendConnectorsNobodyKnowsTheRoute(t *testing.T) {
	org := organization(t, list(receive("EX01", "In", cloudy)))
	Equal(t, "route", stated(t, find(t, org, "ReceiveConnector", `EX01\In`), "cloud_route"), any("send connectors"))
	org = organization(t, list(receive("EX01", "In", cloudy)), list(sends("Out", `"CloudServicesMailEnabled": {}`)))
	Equal(t, "route", stated(t, find(t, org, "ReceiveConnector", `EX01\In`), "cloud_route"), any("CloudServicesMailEnabled of Out"))
	Equal(t, "hybrid", stated(t, find(t, org, "SendConnector", "Out"), "hybrid"), any(true))
}

func TestWhetherAnOrganizationIsHybridTakesAllConnectors(t *testing.T) {
	org := organization(t, list(sends("Out", "")))
	Equal(t, "hybrid", stated(t, find(t, org, "SendConnector", "Out"), "hybrid"), any("receive connectors"))
	var connectors []string
	for i := range 2 * 20 {
		connectors = append(connectors, receive(fmt.Sprintf("EX%02d", i), "In", `"TlsDomainCapabilities": {}`))
	}
	org = organization(t, list(sends("Out", "")), list(connectors...))
	Equal(t, "gaps", len(find(t, org, "SendConnector", "Out").Gap("hybrid").Missing), 20+1)
	org = organization(t, list(sends("Out", "")), list(receive("EX01", "In", "")))
	Equal(t, "hybrid", stated(t, find(t, org, "SendConnector", "Out"), "hybrid"), any(false))
}

func TestMailThatOnlyComesInNeedsNoRoute(t *testing.T) {
	reading := Read(t.Context(), decode(t, list(receive("EX01", "In", cloudy))), ingest.Options{AsOf: Now, Known: model.OrganizationHints{InboundOnly: true}})
	Equal(t, "expected", stated(t, find(t, reading.Organization, "ReceiveConnector", `EX01\In`), "expects_cloud_route"), any(false))
}

func TestAThousandSharedAddressSpacesAreCounted(t *testing.T) {
	var spaces, connectors []string
	for i := range 1000 {
		spaces = append(spaces, fmt.Sprintf(`"SMTP:d%d.example;1"`, i))
	}
	for i := range 30 {
		connectors = append(connectors, sends(fmt.Sprintf("S%02d", i), `"AddressSpaces": [`+strings.Join(spaces, ",")+`]`))
	}
	shared := stated(t, find(t, organization(t, list(connectors...)), "SendConnector", "S29"), "shared_routes").([]any)
	first := shared[0].(*schema.Entry)
	Equal(t, "connectors, spaces and more", []any{len(shared), len(first.Value("spaces").([]any)), first.Value("more")}, []any{5, 5, int64(995)})
}
