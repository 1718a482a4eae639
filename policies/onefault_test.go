package policies

import (
	"crypto/sha1"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/rego/rules"
	"github.com/google/go-cmp/cmp"
)

// fault is the least that a rule must know: an organization with one fault, and the
// nearest one without it. Each line of them is an object: what it is, and how it differs
// from a healthy one. The rest of the organization is healthy.
type fault struct {
	fires   string // the rule and its level
	also    string // other rules that the same fault makes fire, with their levels, sorted
	bad     string
	good    string
	profile string
	known   model.OrganizationHints
}

// healthy are objects of an organization of one server. On another one, EX01 is replaced.
var healthy = map[string]string{
	"self": `{"Subject": "CN=EX01", "Issuer": "CN=EX01", "CertificateDomains": ["EX01", "EX01.contoso.com"], "Services": "SMTP",
		"RootCAType": "Registry", "IsSelfSigned": true, "NotBefore": "2024-05-02T10:00:00Z", "NotAfter": "2029-05-02T10:00:00Z"}`,
	"public": `{"Subject": "CN=mail.contoso.com", "Issuer": "CN=R3, O=Let's Encrypt, C=US", "CertificateDomains": ["mail.contoso.com"], "Services": "IIS, SMTP",
		"RootCAType": "ThirdParty", "IsSelfSigned": false, "NotBefore": "2026-03-01T00:00:00Z", "NotAfter": "2027-03-01T00:00:00Z"}`,
	"frontend": `{"Name": "Default Frontend EX01"}`,
	"client": `{"Name": "Client Frontend EX01", "Bindings": ["[::]:587", "0.0.0.0:587"], "AuthMechanism": "Tls, Integrated, BasicAuth, BasicAuthRequireTLS",
		"PermissionGroups": "ExchangeUsers", "Fqdn": "mail.contoso.com", "DomainSecureEnabled": false}`,
	"relay": `{"Name": "Relay EX01", "RemoteIPRanges": ["10.1.1.10"], "AuthMechanism": "Tls", "PermissionGroups": "AnonymousUsers", "Fqdn": "mail.contoso.com",
		"DomainSecureEnabled": false}`,
	"proxy": `{"Name": "Outbound Proxy Frontend EX01", "Bindings": ["[::]:717", "0.0.0.0:717"], "PermissionGroups": "ExchangeServers", "TlsCertificateName": null}`,
	"hub": `{"Name": "Default EX01", "TransportRole": "HubTransport", "Bindings": ["[::]:2525", "0.0.0.0:2525"],
		"PermissionGroups": "ExchangeUsers, ExchangeServers, ExchangeLegacyServers", "TlsCertificateName": null}`,
	"edge": `{"Name": "Default internal receive connector EX01", "TransportRole": "HubTransport", "AuthMechanism": "Tls, ExchangeServer",
		"PermissionGroups": "AnonymousUsers, ExchangeServers, Partners"}`,
	"partner":   `{"Name": "Partner", "AddressSpaces": ["SMTP:fabrikam.com;1"]}`,
	"internet":  `{"Name": "Internet", "AddressSpaces": ["SMTP:*;1"]}`,
	"smarthost": `{"Name": "Gateway", "AddressSpaces": ["SMTP:*;1"], "SmartHosts": ["gw.contoso.com"], "DNSRoutingEnabled": false, "RequireTLS": true}`,
	"cloud": `{"Name": "Outbound to Office 365", "AddressSpaces": ["SMTP:contoso.mail.onmicrosoft.com;1"], "RequireTLS": true, "CloudServicesMailEnabled": true,
		"TlsAuthLevel": "DomainValidation", "TlsDomain": "mail.protection.outlook.com", "TlsCertificateName": "` + bound + `"}`,
}

const bound = "<I>CN=R3, O=Let's Encrypt, C=US<S>CN=mail.contoso.com"

// common is what objects of a kind share unless they say otherwise.
var common = map[string]string{
	"ExchangeCertificate": `{"Status": "Valid", "HasPrivateKey": true, "PublicKey": "RSA", "PublicKeySize": 2048, "SignatureAlgorithm": "sha256RSA",
		"EnhancedKeyUsageList": ["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"], "FriendlyName": "Exchange"}`,
	"ReceiveConnector": `{"Server": "EX01", "Enabled": true, "TransportRole": "FrontendTransport", "Bindings": ["[::]:25", "0.0.0.0:25"],
		"RemoteIPRanges": ["::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "0.0.0.0-255.255.255.255"], "Fqdn": "EX01.contoso.com",
		"AuthMechanism": "Tls, Integrated, BasicAuth, BasicAuthRequireTLS, ExchangeServer", "PermissionGroups": "AnonymousUsers, ExchangeServers, ExchangeLegacyServers",
		"TlsCertificateName": "` + bound + `", "TlsDomainCapabilities": [], "RequireTLS": false, "DomainSecureEnabled": true, "SuppressXAnonymousTls": false,
		"ExtendedProtectionPolicy": "None", "ProtocolLoggingLevel": "Verbose", "Banner": "220 SMTP Server Ready", "TarpitInterval": "00:00:05",
		"ConnectionTimeout": "00:10:00", "ConnectionInactivityTimeout": "00:05:00", "BinaryMimeEnabled": true, "ChunkingEnabled": true,
		"MaxHopCount": 60, "MaxRecipientsPerMessage": 5000, "MaxInboundConnection": 5000, "MaxMessageSize": "36 MB (37,748,736 bytes)"}`,
	"SendConnector": `{"Enabled": true, "SourceTransportServers": ["EX01"], "SmartHosts": [], "DNSRoutingEnabled": true, "Fqdn": "mail.contoso.com",
		"TlsCertificateName": null, "RequireTLS": false, "TlsAuthLevel": null, "TlsDomain": null, "CloudServicesMailEnabled": false, "IgnoreSTARTTLS": false,
		"ForceHELO": false, "DomainSecureEnabled": false, "FrontendProxyEnabled": false, "IsScopedConnector": false, "SmartHostAuthMechanism": "None",
		"ProtocolLoggingLevel": "Verbose", "ConnectionInactivityTimeOut": "00:10:00", "MaxMessageSize": "35 MB (36,700,160 bytes)"}`,
}

var kinds = map[string]string{"self": "ExchangeCertificate", "public": "ExchangeCertificate", "partner": "SendConnector", "internet": "SendConnector", "smarthost": "SendConnector", "cloud": "SendConnector"}

// object is one that a line describes: "frontend EX02 {"RequireTLS": true}".
func object(t *testing.T, line string) (kind string, properties map[string]any) {
	t.Helper()
	head, changes, _ := strings.Cut(line, "{")
	words := strings.Fields(head)
	server := append(words, "EX01")[1]
	if kind = kinds[words[0]]; kind == "" {
		kind = "ReceiveConnector"
	}
	text := strings.ReplaceAll(common[kind]+healthy[words[0]], "EX01", server) + "{" + changes
	decoder := json.NewDecoder(strings.NewReader(strings.TrimSuffix(text, "{")))
	for decoder.More() {
		if err := decoder.Decode(&properties); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
	}
	if kind == "ExchangeCertificate" {
		print := fmt.Sprintf("%X", sha1.Sum(fmt.Append(nil, properties["Issuer"], properties["Subject"], properties["NotBefore"])))
		properties["Thumbprint"], properties["Identity"] = print, server+`.contoso.com\`+print
	}
	return kind, properties
}

// organization is the export of the objects that lines describe. The connector for the
// Internet and the certificates are there, too, as a healthy server has them, unless some line is about such.
func organization(t *testing.T, lines string) lint.Input {
	t.Helper()
	export := map[string][]any{}
	servers := map[string]bool{}
	add := func(line string) {
		kind, properties := object(t, line)
		export[kind] = append(export[kind], properties)
		if server, ok := properties["Server"].(string); ok {
			servers[server] = true
		}
	}
	for line := range strings.Lines(lines) {
		if strings.TrimSpace(line) != "" {
			add(line)
		}
	}
	if !strings.Contains(lines, "frontend") {
		add("frontend")
	}
	if export["SendConnector"] == nil {
		add("partner")
	}
	if export["ExchangeCertificate"] == nil {
		for _, server := range slices.Sorted(maps.Keys(servers)) {
			add("self " + server)
			add("public " + server)
		}
	}
	data, err := json.Marshal(export)
	if err != nil {
		t.Fatal(err)
	}
	return lint.Input{Name: "export.json", Data: data, Named: true}
}

// check lints what lines describe with the rules of a profile.
func (f fault) check(t *testing.T, set *rules.Set, rules []*rules.Rule, lines string) *lint.Result {
	t.Helper()
	result := lint.Run(t.Context(), []lint.Input{organization(t, lines)}, set, lint.Options{AsOf: asOf, Rules: rules, Known: f.known})
	for _, problem := range result.Errors {
		t.Errorf("%s:%d: %s", problem.File, problem.Line, problem.Message)
	}
	return result
}

func TestOneFaultMakesItsRuleFireAndNoOther(t *testing.T) {
	set := load(t)
	for _, fault := range faults {
		id, _, _ := strings.Cut(fault.fires, " ")
		t.Run(id, func(t *testing.T) {
			rules, err := lint.Select(set.Rules, lint.Selection{Profile: fault.profile})
			if err != nil {
				t.Fatal(err)
			}
			own, err := lint.Select(set.Rules, lint.Selection{Only: []string{id}})
			if err != nil {
				t.Fatal(err)
			}
			fired := map[string]bool{}
			for _, f := range fault.check(t, set, rules, fault.bad).Findings {
				fired[f.Rule.ID+" "+string(f.Level)] = true
			}
			want := slices.Sorted(slices.Values(strings.FieldsFunc(fault.also+"\n"+fault.fires, func(c rune) bool { return c == '\n' })))
			if diff := cmp.Diff(want, slices.Sorted(maps.Keys(fired))); diff != "" {
				t.Errorf("what the fault makes fire (-want +got):\n%s", diff)
			}
			good := fault.check(t, set, own, fault.good)
			for _, f := range good.Findings {
				t.Errorf("without the fault: %s", f.Message())
			}
			if good.Passed == 0 || len(good.NotEvaluated) > 0 {
				t.Errorf("without the fault nothing is judged: %+v", good.NotEvaluated)
			}
		})
	}
}

func TestAServerAsSetupLeavesItGivesNoWarning(t *testing.T) {
	set := load(t)
	rules, err := lint.Select(set.Rules, lint.Selection{})
	if err != nil {
		t.Fatal(err)
	}
	const vanilla = `
		self
		frontend {"TlsCertificateName": null, "Banner": ""}
		client {"TlsCertificateName": null, "Banner": "", "Fqdn": "EX01.contoso.com", "ProtocolLoggingLevel": "None"}
		proxy {"TarpitInterval": "00:00:00"}
		hub {"DomainSecureEnabled": false, "ProtocolLoggingLevel": "None"}
		hub {"Name": "Client Proxy EX01", "Bindings": ["[::]:465", "0.0.0.0:465"], "PermissionGroups": "ExchangeUsers, ExchangeServers"}
		partner {"Enabled": false}`
	result := fault{}.check(t, set, rules, vanilla)
	for _, f := range result.Findings {
		if f.Level.AtLeast(lint.Warning) {
			t.Errorf("%s: %s", f.Rule.ID, f.Message())
		}
	}
	if result.Passed < 100 {
		t.Errorf("only %d checks passed", result.Passed)
	}
}
