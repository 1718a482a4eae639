package exchange

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/exchlint/exchlint/internal/exchange/ingest"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/export"
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/schema"
	"github.com/google/go-cmp/cmp"
)

var Now = time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)

// organization reads made-up exports: JSON documents, each in a file of its own.
func organization(t *testing.T, documents ...string) *model.Organization {
	t.Helper()
	reading := Read(t.Context(), decode(t, documents...), ingest.Options{AsOf: Now})
	for _, flaw := range reading.Errors {
		t.Errorf("%s:%d: %s", flaw.File, flaw.Line, flaw.Message)
	}
	matchesSchemas(t, reading.Organization)
	return reading.Organization
}

func decode(t *testing.T, documents ...string) []*document.File {
	t.Helper()
	var files []*document.File
	for i, document := range documents {
		file, err := export.Decode(t.Context(), strings.Repeat("x", i+1)+".json", []byte(document))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return files
}

// receive returns a receive connector's JSON: a front end on port 25, with what is
// given instead or besides.
func receive(server, name, more string) string {
	return settled(`{"Server": "` + server + `", "Name": "` + name + `", "Enabled": true, "TransportRole": "FrontendTransport", "Bindings": ["0.0.0.0:25"],
		"RemoteIPRanges": ["0.0.0.0-255.255.255.255"], "AuthMechanism": "Tls", "PermissionGroups": "AnonymousUsers", "RequireTLS": false,
		"Fqdn": "` + server + `.corp.contoso.com", "TlsCertificateName": null, "TlsDomainCapabilities": []` + also(more) + `}`)
}

// certified returns a certificate's JSON: CA-issued, for SMTP, in date, with its key.
func certified(server, letter, more string) string {
	return settled(`{"Identity": "` + server + `.corp.contoso.com\\` + strings.Repeat(letter, 40) + `", "Thumbprint": "` + strings.Repeat(letter, 40) + `", "Subject": "CN=mail.contoso.com",
		"Issuer": "CN=R11, O=Fabrikam CA, C=US", "NotBefore": "2026-01-01T00:00:00Z", "NotAfter": "2027-06-01T00:00:00Z", "Services": "SMTP", "Status": "Valid",
		"HasPrivateKey": true, "IsSelfSigned": false, "RootCAType": "ThirdParty", "CertificateDomains": ["mail.contoso.com"]` + also(more) + `}`)
}

// selfSigned returns the certificate that setup gives a server.
func selfSigned(server, letter string) string {
	return certified(server, letter, `"Subject": "CN=`+server+`", "Issuer": "CN=`+server+`", "IsSelfSigned": true, "RootCAType": "Registry", "CertificateDomains": ["`+server+`", "`+server+`.corp.contoso.com"]`)
}

func also(more string) string {
	if more == "" {
		return ""
	}
	return ", " + more
}

// settled returns a record in which each name stands once, with its last value.
func settled(record string) string {
	var members map[string]json.RawMessage
	if json.Unmarshal([]byte(record), &members) != nil {
		return record
	}
	text, err := json.Marshal(members)
	if err != nil {
		return record
	}
	return string(text)
}

func list(records ...string) string { return "[" + strings.Join(records, ", ") + "]" }

const pinned = `"TlsCertificateName": "<I>CN=R11, O=Fabrikam CA, C=US<S>CN=mail.contoso.com"`

// identities returns what a fact lists, by identity.
func identities(t *testing.T, o *model.Object, fact string) []string {
	t.Helper()
	value, known := o.Value(fact)
	if !known {
		t.Fatalf("%s of %s is not known: %+v", fact, o.Identity, o.Gap(fact))
	}
	names := []string{}
	for _, entry := range value.([]any) {
		names = append(names, entry.(*schema.Entry).Value("identity").(string))
	}
	return names
}

func find(t *testing.T, org *model.Organization, kind, identity string) *model.Object {
	t.Helper()
	o := org.Find(kind, identity)
	if o == nil {
		t.Fatalf("there is no %s %q", kind, identity)
	}
	return o
}

func Equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// valueOf returns the value of a property, and whether it is known.
func valueOf[T any](o *model.Object, property string) (T, bool) {
	any, known := o.Value(property)
	value, _ := any.(T)
	return value, known
}

func boolOf(o *model.Object, property string) (bool, bool)   { return valueOf[bool](o, property) }
func textOf(o *model.Object, property string) (string, bool) { return valueOf[string](o, property) }

func textsOf(o *model.Object, property string) ([]string, bool) {
	list, known := valueOf[[]any](o, property)
	return model.Strings(list), known
}

func isTrue(o *model.Object, property string) bool {
	value, _ := boolOf(o, property)
	return value
}

var a, b = strings.Repeat("A", 40), strings.Repeat("B", 40)

func TestANameIsLookedUpOnTheConnectorsOwnServer(t *testing.T) {
	org := organization(t, list(receive("EX01", "In", pinned), receive("EX02", "In", pinned)), list(certified("EX01", "A", ""), selfSigned("EX02", "B")))
	Equal(t, "bound on EX01", identities(t, find(t, org, "ReceiveConnector", `EX01\In`), "bound_certificates"), []string{`EX01\` + a})
	Equal(t, "bound on EX02", identities(t, find(t, org, "ReceiveConnector", `EX02\In`), "bound_certificates"), []string{})
	Equal(t, "near on EX02", identities(t, find(t, org, "ReceiveConnector", `EX02\In`), "near_certificates"), []string{`EX01\` + a})
	Equal(t, "named", find(t, org, "ExchangeCertificate", `EX01\`+a).Datum(mustIndex(t, "named")).Value, any(true))
}

func mustIndex(t *testing.T, property string) int {
	t.Helper()
	i, ok := schema.Lookup("ExchangeCertificate").Index(property)
	if !ok {
		t.Fatal(property)
	}
	return i
}

func TestANearMissSaysInWhatItDiffers(t *testing.T) {
	const c = `"Issuer": "CN=R10, O=Fabrikam CA, C=US"`
	const reordered = `"Issuer": "C=US, O=Fabrikam CA, CN=R11"`
	org := organization(t, list(receive("EX01", "In", pinned)), list(certified("EX01", "A", c), certified("EX01", "B", reordered), certified("EX02", "C", "")))
	value, _ := find(t, org, "ReceiveConnector", `EX01\In`).Value("near_certificates")
	differences := map[string]int{}
	for _, entry := range value.([]any) {
		differences[entry.(*schema.Entry).Value("difference").(string)]++
	}
	Equal(t, "differences", differences, map[string]int{"issuer": 2, "order": 1, "server": 1})
}

func TestWithoutCertificatesNothingIsSaidOfThem(t *testing.T) {
	org := organization(t, list(receive("EX01", "In", pinned), receive("EX01", "Plain", "")), list(certified("EX02", "A", "")))
	for _, name := range []string{"In", "Plain"} {
		o := find(t, org, "ReceiveConnector", `EX01\`+name)
		if _, known := o.Value("presented"); known {
			t.Errorf("what %s presents is known", name)
		}
		Equal(t, "missing", o.Gap("presented").Missing, []string{"certificates of EX01"})
	}
	Equal(t, "bound", identities(t, find(t, org, "ReceiveConnector", `EX01\Plain`), "bound_certificates"), []string{})
}

func TestServicesThatASessionCantSeeAreNotNone(t *testing.T) {
	remote := `{"PSComputerName": "ex01.corp.contoso.com", "Thumbprint": "` + a + `", "Subject": "CN=mail.contoso.com", "Issuer": "CN=R11, O=Fabrikam CA, C=US",
		"NotBefore": "2026-01-01T00:00:00Z", "NotAfter": "2027-06-01T00:00:00Z", "HasPrivateKey": false, "DnsNameList": ["mail.contoso.com"]}`
	org := organization(t, list(receive("EX01", "In", pinned)), list(remote))
	o := find(t, org, "ReceiveConnector", `EX01\In`)
	Equal(t, "bound", identities(t, o, "bound_certificates"), []string{`EX01\` + a})
	Equal(t, "what SMTP needs", o.Gap("bound_for_smtp").Missing, []string{`Services of EX01\` + a})
	Equal(t, "what soundness needs", o.Gap("bound_defects").Missing, []string{`HasPrivateKey of EX01\` + a, `Status of EX01\` + a})
}

func TestSelectionPrefersTheCAsCertificateAndThenTheNewest(t *testing.T) {
	tests := []struct {
		name         string
		certificates string
		by, identity string
	}{
		{"the server's own name finds the self-signed one", list(selfSigned("EX01", "A"), certified("EX01", "B", `"CertificateDomains": ["EX01.corp.contoso.com"]`)), "fqdn", `EX01\` + b},
		{"a wildcard covers several labels", list(selfSigned("EX01", "A"), certified("EX01", "B", `"CertificateDomains": ["*.contoso.com"]`)), "fqdn", `EX01\` + b},
		{"a newer one wins", list(certified("EX01", "A", `"CertificateDomains": ["*.contoso.com"], "NotBefore": "2026-02-01T00:00:00Z"`), certified("EX01", "B", `"CertificateDomains": ["*.contoso.com"]`)), "fqdn", `EX01\` + a},
		{"an expired newest one still wins", list(selfSigned("EX01", "A"), certified("EX01", "B", `"CertificateDomains": ["*.contoso.com"], "NotAfter": "2026-02-01T00:00:00Z"`)), "fqdn", `EX01\` + b},
		{"one without revocation goes behind", list(certified("EX01", "A", `"CertificateDomains": ["*.contoso.com"]`), certified("EX01", "B", `"CertificateDomains": ["*.contoso.com"], "Status": "RevocationCheckFailure", "NotBefore": "2026-03-01T00:00:00Z"`)), "fqdn", `EX01\` + a},
		{"an untrusted one is passed over", list(selfSigned("EX01", "A"), certified("EX01", "B", `"CertificateDomains": ["*.contoso.com"], "Status": "Untrusted"`)), "fqdn", `EX01\` + a},
		{"one without its key is passed over", list(selfSigned("EX01", "A"), certified("EX01", "B", `"CertificateDomains": ["*.contoso.com"], "HasPrivateKey": false`)), "fqdn", `EX01\` + a},
		{"SMTP doesn't matter", list(selfSigned("EX01", "A"), certified("EX01", "B", `"CertificateDomains": ["*.contoso.com"], "Services": "IIS"`)), "fqdn", `EX01\` + b},
		{"nothing covers it", list(certified("EX01", "A", "")), "nothing", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			org := organization(t, list(receive("EX01", "In", "")), test.certificates)
			value, known := find(t, org, "ReceiveConnector", `EX01\In`).Value("presented")
			if !known {
				t.Fatal("not known")
			}
			chosen := value.(*schema.Entry).Map()
			Equal(t, "chosen", []any{chosen["by"], chosen["identity"]}, []any{test.by, test.identity})
		})
	}
}

func TestACertificateThatAHostNameFindsMayLackSMTP(t *testing.T) {
	lacks := func(services, more string) any {
		certificates := list(selfSigned("EX01", "A"), certified("EX01", "B", `"CertificateDomains": ["*.contoso.com"], "Services": `+services))
		return stated(t, find(t, organization(t, list(receive("EX01", "In", more)), certificates), "ReceiveConnector", `EX01\In`), "found_without_smtp")
	}
	Equal(t, "for IIS alone", len(lacks(`"IIS"`, "").([]any)), 1)
	Equal(t, "for SMTP, too", lacks(`"IIS, SMTP"`, ""), any([]any{}))
	Equal(t, "not told", lacks(`{}`, ""), any(`Services of EX01\`+b))
	Equal(t, "a name is bound", lacks(`"IIS"`, pinned), any([]any{}))
	Equal(t, "for the inside", lacks(`"IIS"`, `"TransportRole": "HubTransport"`), any([]any{}))
}

func TestExternalIsWhatFacesTheOutside(t *testing.T) {
	tests := []struct {
		name, more  string
		want, known bool
	}{
		{"a front end on 25", "", true, true},
		{"a disabled one", `"Enabled": false, "Bindings": null`, false, true},
		{"a hub connector, whatever its bindings", `"TransportRole": "HubTransport", "Bindings": {}`, false, true},
		{"717 alone", `"Bindings": ["[::]:717", "0.0.0.0:717"]`, false, true},
		{"717 and 25", `"Bindings": ["0.0.0.0:717", "0.0.0.0:25"]`, true, true},
		{"lost bindings", `"Bindings": "System.Collections.ArrayList"`, false, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			org := organization(t, list(receive("EX01", "In", test.more)))
			got, known := boolOf(find(t, org, "ReceiveConnector", `EX01\In`), "external")
			Equal(t, "external", []bool{got, known}, []bool{test.want, test.known})
		})
	}
}

func TestASendConnectorNeedsItsCertificateOnEverySourceServer(t *testing.T) {
	send := func(sources string) string {
		return `[{"Name": "Out", "Enabled": true, "AddressSpaces": "SMTP:*;1", "SourceTransportServers": ` + sources + `, "SmartHosts": [], "DNSRoutingEnabled": true, ` + pinned + `}]`
	}
	certificates := list(certified("EX01", "A", ""), selfSigned("EX02", "B"), certified("EX04", "C", `"Services": "IIS"`),
		certified("EX05", "D", `"NotAfter": "2026-11-10T00:00:00Z"`), certified("EX05", "E", `"Services": "IIS"`))
	state := func(sources, fact string) any {
		o := find(t, organization(t, send(sources), certificates), "SendConnector", "Out")
		if value, known := o.Value(fact); known {
			return len(value.([]any))
		}
		return o.Gap(fact).Missing
	}
	Equal(t, "all have it", state(`["EX01"]`, "sources_without_certificate"), 0)
	Equal(t, "one lacks it", state(`["EX01", "EX02"]`, "sources_without_certificate"), 1)
	Equal(t, "one is not exported", state(`["EX01", "EX03"]`, "sources_without_certificate"), []string{"certificates of EX03"})
	Equal(t, "one lacks it, one is not exported", state(`["EX02", "EX03"]`, "sources_without_certificate"), 1)
	Equal(t, "one has it without SMTP", state(`["EX01", "EX04"]`, "sources_without_smtp"), 1)
	Equal(t, "one has an expired one with SMTP and a good one without", state(`["EX05"]`, "sources_without_smtp"), 1)
	Equal(t, "lost sources", state(`{}`, "sources_without_certificate"), []string{"SourceTransportServers"})
}

func TestTheMinorityDriftsElseTheEmptyElseEachSide(t *testing.T) {
	other := `"TlsCertificateName": "<I>CN=R10, O=Fabrikam CA, C=US<S>CN=mail.contoso.com"`
	drifting := func(names ...string) []string {
		var records []string
		for i, name := range names {
			records = append(records, receive("EX0"+string(rune('1'+i)), "In EX0"+string(rune('1'+i)), name))
		}
		org := organization(t, list(records...))
		var found []string
		for _, o := range org.Objects("ReceiveConnector") {
			if value, _ := o.Value("binding_drift"); len(value.([]any)) > 0 {
				found = append(found, o.Identity)
			}
		}
		return found
	}
	Equal(t, "alike", drifting(pinned, pinned), []string(nil))
	Equal(t, "one of two empty", drifting(pinned, ""), []string{`EX02\In EX02`})
	Equal(t, "two of three empty", drifting(pinned, "", ""), []string{`EX01\In EX01`})
	Equal(t, "one of three other", drifting(pinned, other, pinned), []string{`EX02\In EX02`})
	Equal(t, "two of two other", drifting(pinned, other), []string{`EX01\In EX01`, `EX02\In EX02`})
	Equal(t, "all three other", drifting(pinned, other, ""), []string{`EX03\In EX03`})
}

func TestPerServerCertificatesAreNoDrift(t *testing.T) {
	own := func(server string) string {
		return `"TlsCertificateName": "<I>CN=Contoso CA<S>CN=` + server + `.corp.contoso.com"`
	}
	org := organization(t, list(receive("EX01", "Default Frontend EX01", own("ex01")), receive("EX02", "Default Frontend EX02", own("EX02"))))
	for _, o := range org.Objects("ReceiveConnector") {
		for _, fact := range []string{"binding_drift", "setting_drift"} {
			value, known := o.Value(fact)
			Equal(t, fact+" of "+o.Identity, []any{value, known}, []any{[]any{}, true})
		}
	}
}

func TestAServersMissingConnectorIsFoundByItsName(t *testing.T) {
	org := organization(t, list(receive("EX01", "Relay EX01", ""), receive("EX02", "Relay EX02", ""), receive("EX03", "Default Frontend EX03", `"PermissionGroups": "ExchangeUsers"`),
		receive("EX01", "Default Frontend EX01", `"PermissionGroups": "ExchangeUsers"`), receive("EX02", "Default Frontend EX02", `"PermissionGroups": "ExchangeUsers"`)))
	value, _ := find(t, org, "Server", "EX03").Value("missing_connectors")
	Equal(t, "missing on EX03", value, any([]any{schema.EntryOf(map[string]any{"name": "Relay EX03", "holders": []any{`EX01\Relay EX01`, `EX02\Relay EX02`}, "more": int64(0), "unlisted": int64(0)})}))
	value, _ = find(t, org, "Server", "EX01").Value("missing_connectors")
	Equal(t, "missing on EX01", value, any([]any{}))
}

func TestAServerWithoutAFrontEndIsOfAnotherKind(t *testing.T) {
	const hub = `"TransportRole": "HubTransport", "AuthMechanism": "Tls, Integrated, ExchangeServer"`
	org := organization(t, list(receive("EX10", "Default EX10", hub), receive("EX16", "Default EX16", hub+`, "Bindings": ["0.0.0.0:2525"]`), receive("EX16", "Default Frontend EX16", "")))
	for _, server := range []string{"EX10", "EX16"} {
		Equal(t, "missing on "+server, stated(t, find(t, org, "Server", server), "missing_connectors"), any([]any{}))
	}
	Equal(t, "drift", stated(t, find(t, org, "ReceiveConnector", `EX10\Default EX10`), "setting_drift"), any([]any{}))
}

func TestAConnectorWithoutANameHasNoPeers(t *testing.T) {
	org := organization(t, list(strings.Replace(receive("EX02", "In", ""), `"Name":"In"`, `"Name": null`, 1)))
	Equal(t, "missing", find(t, org, "ReceiveConnector", `EX02\?`).Gap("setting_drift").Missing, []string{"Name"})
}

func TestWhatAllServersLackIsBounded(t *testing.T) {
	var records []string
	for i := range 1001 {
		records = append(records, receive(fmt.Sprintf("EX%04d", i), fmt.Sprintf("Relay %d", i), fmt.Sprintf(`"Bindings": ["0.0.0.0:%d"]`, 3000+i)))
	}
	total := 0
	for _, server := range Read(t.Context(), decode(t, list(records...)), ingest.Options{}).Organization.Objects("Server") {
		missing := stated(t, server, "missing_connectors").([]any)
		total += len(missing)
		last := missing[len(missing)-1].(*schema.Entry).Map()
		Equal(t, "not listed of "+server.Identity, last["unlisted"], any(int64(1000-len(missing))))
	}
	if total > 10_000 {
		t.Errorf("%d connectors are said to be missing", total)
	}
}

func TestTheCredentialIsNeverRead(t *testing.T) {
	files := decode(t, `[{"Name": "Out", "AddressSpaces": "SMTP:*;1", "SmartHosts": ["relay.fabrikam.com"], "AuthenticationCredential": {"UserName": "relay", "Password": "Secret-4711"}}]`)
	organization := Read(t.Context(), files, ingest.Options{}).Organization
	if line := files[0].Line(1, 1<<30); strings.Contains(line, "Secret-4711") || !strings.Contains(line, "relay.fabrikam.com") {
		t.Errorf("the file's line is shown as %s", line)
	}
	for _, o := range organization.All() {
		for name, value := range o.Input() {
			if strings.Contains(name+model.Display(value), "Secret") || name == "AuthenticationCredential" {
				t.Errorf("%s is %v", name, value)
			}
		}
	}
}

func TestAWildcardStandsForOneLabelToClientsAndForAnyToExchange(t *testing.T) {
	const wildcard = `"CertificateDomains": ["*.contoso.com"]`
	for fqdn, want := range map[string]bool{"mail.contoso.com": true, "MAIL.Contoso.com.": true, "ex01.corp.contoso.com": false, "contoso.com": false, "": true} {
		org := organization(t, list(receive("EX01", "In", pinned+`, "Fqdn": "`+fqdn+`"`)), list(certified("EX01", "A", wildcard)))
		got, known := boolOf(find(t, org, "ReceiveConnector", `EX01\In`), "fqdn_covered")
		Equal(t, fqdn, []bool{got, known}, []bool{want, true})
	}
	org := organization(t, list(receive("EX01", "In", "")), list(certified("EX01", "A", wildcard)))
	Equal(t, "what Exchange chooses for ex01.corp.contoso.com", identities(t, find(t, org, "ReceiveConnector", `EX01\In`), "covering_certificates"), []string{`EX01\` + a})
}

func TestAnFqdnOfADotAloneIsCoveredByNoCertificate(t *testing.T) {
	org := organization(t, list(receive("EX01", "In", pinned+`, "Fqdn": "."`)), list(certified("EX01", "A", "")))
	got, known := boolOf(find(t, org, "ReceiveConnector", `EX01\In`), "fqdn_covered")
	Equal(t, "fqdn_covered, and whether it is known", []bool{got, known}, []bool{false, true})
}

func TestNamesThatWereNotExportedMayCoverTheFqdn(t *testing.T) {
	org := organization(t, list(receive("EX01", "In", pinned)), list(certified("EX01", "A", `"CertificateDomains": null`)))
	Equal(t, "what it needs", find(t, org, "ReceiveConnector", `EX01\In`).Gap("fqdn_covered").Missing, []string{`CertificateDomains of EX01\` + a})
}

func TestAnotherConnectorMayGrantTheSame(t *testing.T) {
	const granted = `"TlsDomainCapabilities": ["mail.protection.outlook.com:AcceptCloudServicesMail"]`
	elsewhere := func(other string) any {
		o := find(t, organization(t, list(receive("EX01", "Hybrid", granted+`, "Enabled": false`), receive("EX01", "In", other), receive("EX02", "In", granted))), "ReceiveConnector", `EX01\Hybrid`)
		if value, known := boolOf(o, "capabilities_elsewhere"); known {
			return value
		}
		return o.Gap("capabilities_elsewhere").Missing
	}
	Equal(t, "the same", elsewhere(granted), any(true))
	Equal(t, "nothing", elsewhere(""), any(false))
	Equal(t, "the same, but disabled too", elsewhere(granted+`, "Enabled": false`), any(false))
	Equal(t, "nobody knows", elsewhere(`"TlsDomainCapabilities": {}`), any([]string{`TlsDomainCapabilities of EX01\In`}))
}

func TestEdgeServersShowInMoreThanOneWay(t *testing.T) {
	send := func(name string) string {
		return `{"Name": "` + name + `", "Enabled": true, "AddressSpaces": "SMTP:*;1", "SourceTransportServers": "EX01", "SmartHosts": []}`
	}
	edges := func(documents ...string) []string {
		shown, _ := textsOf(find(t, organization(t, documents...), "SendConnector", "Out"), "edge_servers")
		return shown
	}
	Equal(t, "none", edges(list(send("Out"))), []string{})
	Equal(t, "a subscription's connector", edges(list(send("Out"), send("EdgeSync - Inbound to Main"))), []string{"EX01", "EdgeSync - Inbound to Main"})
	Equal(t, "an Edge server's own connector", edges(list(send("Out")), list(receive("EDGE01", "Default internal receive connector EDGE01", ""))), []string{"EDGE01"})
}

func TestACollectionOfWhichOnlyATypesNameIsLeftIsLost(t *testing.T) {
	org := organization(t, `{"ReceiveConnector": `+list(receive("EX01", "In", ""))+`, "SendConnector": "Microsoft.Exchange.Data.SmtpSendConnectorConfig"}`)
	lost := stated(t, org.Objects("SendConnector")[0], "lost_values").([]any)
	Equal(t, "lost values", len(lost), 1)
}

func TestAServersOwnFullNameIsNoDriftWhateverItsNameIsMadeOf(t *testing.T) {
	org := organization(t, list(receive("EX_01", "In", ""), receive("EX_02", "In", ""), receive("EX-03", "In", "")))
	for _, o := range org.Objects("ReceiveConnector") {
		Equal(t, "drift of "+o.Identity, stated(t, o, "setting_drift"), any([]any{}))
	}
}
