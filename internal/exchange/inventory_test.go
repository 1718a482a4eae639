package exchange

import (
	"fmt"
	"testing"

	"github.com/exchlint/exchlint/schema"
)

func TestSourceServersThatNothingElseTellsOf(t *testing.T) {
	const sources = `"SourceTransportServers": ["EX01", "OLDEX"]`
	fact := func(known Known, documents ...string) any {
		reading := Read(t.Context(), decode(t, documents...), Options{AsOf: now, Known: known})
		return stated(t, reading.Organization.Objects("SendConnector")[0], "unknown_sources")
	}
	old := any([]any{"OLDEX"})
	equal(t, "no export", fact(Known{}, list(sends("Out", sources)), list(receive("EX01", "In", ""))), old)
	equal(t, "a certificate", fact(Known{}, list(sends("Out", sources)), list(selfSigned("OLDEX", "A"), selfSigned("EX01", "B"))), any([]any{}))
	equal(t, "an Edge server by configuration", fact(Known{EdgeServers: []string{"oldex.contoso.com"}}, list(sends("Out", sources)), list(receive("EX01", "In", ""))), any([]any{}))
	equal(t, "what an Edge subscription made", fact(Known{}, list(sends("EdgeSync - Site to Internet", sources)), list(receive("EX01", "In", ""))), any([]any{}))
	equal(t, "exports that are incomplete on purpose", fact(Known{IncompleteExport: true}, list(sends("Out", sources)), list(receive("EX01", "In", ""))), any([]any{}))
	equal(t, "no server at all", fact(Known{EdgeServers: []string{"OLDEX"}}, list(sends("Out", sources))), any("certificates, receive connectors"))
	equal(t, "lost sources", fact(Known{}, list(sends("Out", `"SourceTransportServers": {}`)), list(receive("EX01", "In", ""))), any("SourceTransportServers"))
}

func TestServersAreCountedByRole(t *testing.T) {
	edge := receive("EDGE01", "Default internal receive connector EDGE01", "")
	org := organization(t, list(sends("Out", ""), sends("Over the edge", `"SourceTransportServers": ["EDGE01"]`)), list(receive("EX01", "In", ""), receive("EX02", "In", ""), edge))
	equal(t, "Mailbox servers", stated(t, find(t, org, "SendConnector", "Out"), "servers_of_role"), any(int64(2)))
	equal(t, "Edge servers", stated(t, find(t, org, "SendConnector", "Over the edge"), "servers_of_role"), any(int64(1)))
}

func TestNamesAndHostsThatTheInternetDoesNotHave(t *testing.T) {
	reading := Read(t.Context(), decode(t, list(
		sends("empty", `"Fqdn": null`), sends("label", `"Fqdn": "EX01"`), sends("local", `"Fqdn": "ex01.corp.local"`), sends("suffix", `"Fqdn": "ex01.ad.contoso.com"`),
		sends("public", `"SmartHosts": ["10.1.2.3", "gateway.fabrikam.com"]`), sends("private", `"SmartHosts": ["10.1.2.3", "gateway.corp.local"]`))),
		Options{AsOf: now, Known: Known{InternalSuffixes: []string{"ad.contoso.com"}}})
	for name, want := range map[string]bool{"empty": true, "label": true, "local": true, "suffix": true, "public": false, "private": false} {
		equal(t, name, stated(t, find(t, reading.Organization, "SendConnector", name), "internal_fqdn"), any(want))
		equal(t, "the gateway of "+name, stated(t, find(t, reading.Organization, "SendConnector", name), "private_gateway"), any(name == "private"))
	}
}

func TestConnectorsThatRouteTheSame(t *testing.T) {
	const elsewhere, scoped = `"SourceTransportServers": ["EX02"]`, `"IsScopedConnector": true`
	shared := func(more string) any {
		org := organization(t, list(sends("A", scoped), sends("B", more)))
		equal(t, "the first", stated(t, find(t, org, "SendConnector", "A"), "shared_routes"), any([]any{}))
		return stated(t, find(t, org, "SendConnector", "B"), "shared_routes")
	}
	entry := func(together bool) any {
		return any([]any{schema.EntryOf(map[string]any{"space": "SMTP:*", "identity": "A", "exo": false, "together": together})})
	}
	equal(t, "from the same server", shared(scoped), entry(true))
	equal(t, "from another server", shared(elsewhere), entry(false))
	equal(t, "from another server, each for its site", shared(scoped+", "+elsewhere), any([]any{}))
	equal(t, "of another cost", shared(`"AddressSpaces": ["SMTP:*;10"]`), any([]any{}))
	equal(t, "a disabled one", shared(`"Enabled": false`), any([]any{}))
	equal(t, "from servers that are not known", shared(`"SourceTransportServers": {}`), any("SourceTransportServers"))
	equal(t, "for a site or not", shared(elsewhere+`, "IsScopedConnector": {}`), any("IsScopedConnector"))
	org := organization(t, list(sends("A", `"AddressSpaces": {}`), sends("B", "")))
	equal(t, "one that routes nobody knows what", stated(t, find(t, org, "SendConnector", "B"), "shared_routes"), any("AddressSpaces of A"))
}

func TestFrontEndsNeedTheCertificateToo(t *testing.T) {
	const proxied = pinned + `, "FrontendProxyEnabled": true`
	lacking := func(more string, documents ...string) any {
		org := organization(t, append([]string{list(sends("Out", more))}, documents...)...)
		return stated(t, find(t, org, "SendConnector", "Out"), "frontends_without_certificate")
	}
	both := list(receive("EX01", "In", ""), receive("EX02", "In", ""))
	equal(t, "one lacks it", lacking(proxied, both, list(certified("EX01", "A", ""), selfSigned("EX02", "B"))), any([]any{"EX02"}))
	equal(t, "all have it", lacking(proxied, both, list(certified("EX01", "A", ""), certified("EX02", "A", ""))), any([]any{}))
	equal(t, "one is not exported", lacking(proxied, both, list(certified("EX01", "A", ""))), any("certificates of EX02"))
	equal(t, "one has no front end", lacking(proxied, list(receive("EX01", "In", ""), receive("EX02", "In", `"TransportRole": "HubTransport"`)), list(certified("EX01", "A", ""), selfSigned("EX02", "B"))), any([]any{}))
	equal(t, "mail that leaves by itself", lacking(pinned, both, list(selfSigned("EX02", "B"))), any([]any{}))
	equal(t, "nothing is bound", lacking(`"FrontendProxyEnabled": true`, both, list(selfSigned("EX02", "B"))), any([]any{}))
	equal(t, "no receive connectors", lacking(proxied, list(certified("EX01", "A", ""))), any("receive connectors"))
}

func TestAThousandConnectorsOfOneRouteAreNotAllShown(t *testing.T) {
	var records []string
	for i := range 3 * mostNear {
		records = append(records, sends(fmt.Sprintf("Out %02d", i), ""))
	}
	org := organization(t, list(records...))
	for i, shown := range []int{0, 1, 2, 3, 4, 5, 5, 5} {
		value := stated(t, find(t, org, "SendConnector", fmt.Sprintf("Out %02d", i)), "shared_routes")
		equal(t, records[i], len(value.([]any)), shown)
	}
}
