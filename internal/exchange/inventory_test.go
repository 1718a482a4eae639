package exchange

import (
	"fmt"
	"testing"

	"github.com/exchlint/exchlint/internal/exchange/ingest"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/schema"
)

func TestSourceServersThatNothingElseTellsOf(t *testing.T) {
	const sources = `"SourceTransportServers": ["EX01", "OLDEX"]`
	fact := func(known model.OrganizationHints, documents ...string) any {
		reading := Read(t.Context(), decode(t, documents...), ingest.Options{AsOf: Now, Known: known})
		return stated(t, reading.Organization.Objects("SendConnector")[0], "unknown_sources")
	}
	old := any([]any{"OLDEX"})
	Equal(t, "no export", fact(model.OrganizationHints{}, list(sends("Out", sources)), list(receive("EX01", "In", ""))), old)
	Equal(t, "a certificate", fact(model.OrganizationHints{}, list(sends("Out", sources)), list(selfSigned("OLDEX", "A"), selfSigned("EX01", "B"))), any([]any{}))
	Equal(t, "an Edge server by configuration", fact(model.OrganizationHints{EdgeServers: []string{"oldex.contoso.com"}}, list(sends("Out", sources)), list(receive("EX01", "In", ""))), any([]any{}))
	Equal(t, "what an Edge subscription made", fact(model.OrganizationHints{}, list(sends("EdgeSync - Site to Internet", sources)), list(receive("EX01", "In", ""))), any([]any{}))
	Equal(t, "exports that are incomplete on purpose", fact(model.OrganizationHints{IncompleteExport: true}, list(sends("Out", sources)), list(receive("EX01", "In", ""))), any([]any{}))
	Equal(t, "no server at all", fact(model.OrganizationHints{EdgeServers: []string{"OLDEX"}}, list(sends("Out", sources))), any("certificates, receive connectors"))
	Equal(t, "lost sources", fact(model.OrganizationHints{}, list(sends("Out", `"SourceTransportServers": {}`)), list(receive("EX01", "In", ""))), any("SourceTransportServers"))
}

func TestServersAreCountedByRole(t *testing.T) {
	edge := receive("EDGE01", "Default internal receive connector EDGE01", "")
	org := organization(t, list(sends("Out", ""), sends("Over the edge", `"SourceTransportServers": ["EDGE01"]`)), list(receive("EX01", "In", ""), receive("EX02", "In", ""), edge))
	Equal(t, "Mailbox servers", stated(t, find(t, org, "SendConnector", "Out"), "servers_of_role"), any(int64(2)))
	Equal(t, "Edge servers", stated(t, find(t, org, "SendConnector", "Over the edge"), "servers_of_role"), any(int64(1)))
}

func TestNamesAndHostsThatTheInternetDoesNotHave(t *testing.T) {
	reading := Read(t.Context(), decode(t, list(
		sends("empty", `"Fqdn": null`), sends("label", `"Fqdn": "EX01"`), sends("local", `"Fqdn": "ex01.corp.local"`), sends("suffix", `"Fqdn": "ex01.ad.contoso.com"`),
		sends("public", `"SmartHosts": ["10.1.2.3", "gateway.fabrikam.com"]`), sends("private", `"SmartHosts": ["10.1.2.3", "gateway.corp.local"]`))),
		ingest.Options{AsOf: Now, Known: model.OrganizationHints{InternalSuffixes: []string{"ad.contoso.com"}}})
	for name, want := range map[string]bool{"empty": true, "label": true, "local": true, "suffix": true, "public": false, "private": false} {
		Equal(t, name, stated(t, find(t, reading.Organization, "SendConnector", name), "internal_fqdn"), any(want))
		Equal(t, "the gateway of "+name, stated(t, find(t, reading.Organization, "SendConnector", name), "private_gateway"), any(name == "private"))
	}
}

func TestConnectorsThatRouteTheSame(t *testing.T) {
	const elsewhere, scoped = `"SourceTransportServers": ["EX02"]`, `"IsScopedConnector": true`
	shared := func(more string) any {
		org := organization(t, list(sends("A", scoped), sends("B", more)))
		Equal(t, "the first", stated(t, find(t, org, "SendConnector", "A"), "shared_routes"), any([]any{}))
		return stated(t, find(t, org, "SendConnector", "B"), "shared_routes")
	}
	entry := func(together bool) any {
		return any([]any{schema.EntryOf(map[string]any{"spaces": []any{"SMTP:*"}, "more": int64(0), "identity": "A", "exo": false, "together": together})})
	}
	Equal(t, "from the same server", shared(scoped), entry(true))
	Equal(t, "from another server", shared(elsewhere), entry(false))
	Equal(t, "from another server, each for its site", shared(scoped+", "+elsewhere), any([]any{}))
	Equal(t, "of another cost", shared(`"AddressSpaces": ["SMTP:*;10"]`), any([]any{}))
	Equal(t, "a disabled one", shared(`"Enabled": false`), any([]any{}))
	Equal(t, "from servers that are not known", shared(`"SourceTransportServers": {}`), any("SourceTransportServers"))
	Equal(t, "for a site or not", shared(elsewhere+`, "IsScopedConnector": {}`), any("IsScopedConnector"))
	org := organization(t, list(sends("A", `"AddressSpaces": {}`), sends("B", "")))
	Equal(t, "one that routes nobody knows what", stated(t, find(t, org, "SendConnector", "B"), "shared_routes"), any("AddressSpaces of A"))
}

func TestFrontEndsNeedTheCertificateToo(t *testing.T) {
	const proxied = pinned + `, "FrontendProxyEnabled": true`
	lacking := func(more string, documents ...string) any {
		org := organization(t, append([]string{list(sends("Out", more))}, documents...)...)
		return stated(t, find(t, org, "SendConnector", "Out"), "frontends_without_certificate")
	}
	both := list(receive("EX01", "In", ""), receive("EX02", "In", ""))
	Equal(t, "one lacks it", lacking(proxied, both, list(certified("EX01", "A", ""), selfSigned("EX02", "B"))), any([]any{"EX02"}))
	Equal(t, "all have it", lacking(proxied, both, list(certified("EX01", "A", ""), certified("EX02", "A", ""))), any([]any{}))
	Equal(t, "one is not exported", lacking(proxied, both, list(certified("EX01", "A", ""))), any("certificates of EX02"))
	Equal(t, "one has no front end", lacking(proxied, list(receive("EX01", "In", ""), receive("EX02", "In", `"TransportRole": "HubTransport"`)), list(certified("EX01", "A", ""), selfSigned("EX02", "B"))), any([]any{}))
	Equal(t, "mail that leaves by itself", lacking(pinned, both, list(selfSigned("EX02", "B"))), any([]any{}))
	Equal(t, "nothing is bound", lacking(`"FrontendProxyEnabled": true`, both, list(selfSigned("EX02", "B"))), any([]any{}))
	Equal(t, "no receive connectors", lacking(proxied, list(certified("EX01", "A", ""))), any("receive connectors"))
}

func TestAThousandConnectorsOfOneRouteAreNotAllShown(t *testing.T) {
	var records []string
	for i := range 3 * 5 {
		records = append(records, sends(fmt.Sprintf("Out %02d", i), ""))
	}
	org := organization(t, list(records...))
	for i, shown := range []int{0, 1, 2, 3, 4, 5, 5, 5} {
		value := stated(t, find(t, org, "SendConnector", fmt.Sprintf("Out %02d", i)), "shared_routes")
		Equal(t, records[i], len(value.([]any)), shown)
	}
}
