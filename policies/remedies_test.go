package policies

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/exchlint/exchlint/internal/change/impact"
	"github.com/exchlint/exchlint/internal/change/plan"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/rego/rules"
)

// chosen is what a person would do where a remedy leaves it open, by rule.
var chosen = map[string]string{
	"receive/fqdn-malformed":                            `Set-ReceiveConnector 'EX01\Relay EX01' -Fqdn mail.contoso.com`,
	"send/fqdn-malformed":                               `Set-SendConnector Internet -Fqdn mail.contoso.com`,
	"receive/ip-range-malformed":                        `Set-ReceiveConnector 'EX01\Relay EX01' -RemoteIPRanges 10.0.0.1-10.0.0.9`,
	"receive/fqdn-not-covered-by-bound-certificate":     `Set-ReceiveConnector 'EX01\Client Frontend EX01' -Fqdn mail.contoso.com`,
	"receive/hubtransport-on-port-25":                   `Remove-ReceiveConnector 'EX01\Relay EX01' -Confirm:$false`,
	"receive/transport-role-binding-conflict":           `Set-ReceiveConnector 'EX01\Client Frontend EX01' -Bindings 0.0.0.0:587`,
	"receive/binding-range-conflict":                    `Set-ReceiveConnector 'EX01\B' -RemoteIPRanges 10.0.0.21-10.0.0.30`,
	"receive/integrated-without-extended-protection":    `Set-ReceiveConnector 'EX01\Default Frontend EX01' -AuthMechanism Tls, ExchangeServer`,
	"receive/no-permission-groups":                      `Set-ReceiveConnector 'EX01\Relay EX01' -PermissionGroups AnonymousUsers`,
	"receive/open-relay-external-authoritative":         `Set-ReceiveConnector 'EX01\Relay EX01' -RemoteIPRanges 10.1.1.10`,
	"send/exo-certificate-not-pinned":                   bindCloud,
	"send/exo-self-signed-certificate":                  bindCloud,
	"send/exo-connector-missing":                        `New-SendConnector 'Outbound to Office 365' -AddressSpaces 'SMTP:contoso.mail.onmicrosoft.com;1' -DNSRoutingEnabled $true -RequireTLS $true -TlsAuthLevel DomainValidation -TlsDomain mail.protection.outlook.com -CloudServicesMailEnabled $true -Fqdn mail.contoso.com -SourceTransportServers EX01 -TlsCertificateName "` + bound + `" -ProtocolLoggingLevel Verbose`,
	"send/duplicate-address-space":                      `Set-SendConnector B -AddressSpaces 'SMTP:*;10'`,
	"send/settings-refused-by-exchange":                 `Set-SendConnector Internet -RequireTLS $true`,
	"send/fqdn-internal-name":                           `Set-SendConnector Internet -Fqdn mail.contoso.com`,
	"send/fqdn-not-covered-by-certificate":              `Set-SendConnector Internet -Fqdn mail.contoso.com`,
	"send/single-source-server":                         `Set-SendConnector Internet -SourceTransportServers EX01, EX02`,
	"receive/remote-range-near-limit":                   `Set-ReceiveConnector 'EX01\Relay EX01' -RemoteIPRanges 10.1.0.0/24`,
	"peer/setting-drift":                                `Set-ReceiveConnector 'EX01\Default Frontend EX01' -RequireTLS $false`,
	"peer/relay-range-drift":                            `Set-ReceiveConnector 'EX01\Relay EX01' -RemoteIPRanges 10.1.1.10`,
	"peer/connector-missing":                            `New-ReceiveConnector 'Relay EX02' -Server EX02 -TransportRole FrontendTransport -Custom -Bindings '[::]:25', 0.0.0.0:25 -RemoteIPRanges 10.1.1.10 -AuthMechanism Tls -PermissionGroups AnonymousUsers -Fqdn mail.contoso.com -TlsCertificateName "` + bound + `" -ProtocolLoggingLevel Verbose -Banner '220 SMTP Server Ready'`,
	"hardening/send-internet-without-smart-host":        `Set-SendConnector Internet -DNSRoutingEnabled $false -SmartHosts gw.contoso.com`,
	"hardening/send-domain-secure-or-domain-validation": `Set-SendConnector Partner -RequireTLS $true -TlsAuthLevel DomainValidation -TlsDomain fabrikam.com`,
}

const bindCloud = `Set-SendConnector 'Outbound to Office 365' -TlsCertificateName "` + bound + `" -Fqdn mail.contoso.com`

// untried are rules of which the exports do not show what clears them, and why.
var untried = map[string]string{
	"export/value-lost":                            "the objects are exported again",
	"export/certificates-missing":                  "the certificates are exported",
	"export/conflicting-records":                   "one of the exports is left out",
	"export/stale":                                 "everything is exported again",
	"receive/anonymous-relay-suspected":            "exports of connectors do not show permissions",
	"certificate/not-yet-valid":                    "time passes",
	"certificate/status-not-valid":                 "Windows gets the CA's certificates",
	"certificate/revocation-check-failure":         "the network lets the server reach the CA",
	"certificate/private-key-missing":              "Windows finds the key",
	"certificate/wildcard-on-pop-imap":             "the settings of POP and IMAP are not exported",
	"certificate/auth-certificate-expiring":        "a script of Microsoft's makes the certificate",
	"peer/root-type-drift":                         "Windows gets the CA's certificates",
	"server/default-transport-certificate-suspect": "what a new certificate is like shows once it is made",
	"peer/certificate-thumbprint-drift":            "which certificate is on which server shows once it is exported",
	"send/tls-certificate-invalid":                 "a valid certificate comes from elsewhere",
}

// outside are the rules that may need somebody outside the organization: a CA, which issues a
// certificate.
var outside = []string{
	"certificate/ecc-on-smtp",
	"certificate/expired",
	"certificate/expiring-soon",
	"certificate/key-too-small",
	"certificate/missing-server-auth-eku",
	"certificate/signature-weak",
	"certificate/without-common-name",
	"hardening/certificate-issuer-not-allowed",
	"hardening/third-party-certificate-missing",
	"receive/cloud-capability-without-usable-tls",
	"receive/fqdn-without-certificate",
	"receive/tls-certificate-invalid",
	"server/expected-names-not-covered",
	"server/third-party-certificate-missing",
	"tls-certificate-name/malformed",
	"tls-certificate-name/subject-only",
	"tls-certificate-name/unusable-subject",
}

func TestOnlyACertificateThatACAMustIssueIsOutsideTheOrganization(t *testing.T) {
	var ids []string
	for _, rule := range load(t).Rules {
		needsOthers := rule.Remedy.Fix == rules.Outside
		for _, step := range rule.Remedy.Steps {
			needsOthers = needsOthers || step.Fix == rules.Outside
		}
		if needsOthers {
			ids = append(ids, rule.ID)
		}
	}
	if diff := cmp.Diff(outside, ids); diff != "" {
		t.Errorf("rules that need others (-want +got):\n%s", diff)
	}
}

// Commands that clear a finding are tried on the organization with the fault: it is gone, no error or
// warning is new, and nothing is refused or not followed. Of a remedy that is a choice one way has to do so.
func TestRemediesClearTheirFindingsAndHarmNothing(t *testing.T) {
	set := load(t)
	for _, fault := range faults {
		id, _, _ := strings.Cut(fault.fires, " ")
		t.Run(id, func(t *testing.T) {
			selected, err := lint.Select(set.Rules, lint.Selection{Profile: fault.profile})
			if err != nil {
				t.Fatal(err)
			}
			var found []lint.Finding
			for _, f := range fault.check(t, set, selected, fault.bad).Findings {
				if f.Rule.ID == id {
					found = append(found, f)
				}
			}
			fault.try(t, set, selected, found)
		})
	}
}

// try makes what each way to clear the findings of a rule says, until one of them works.
func (f fault) try(t *testing.T, set *rules.Set, selected []*rules.Rule, found []lint.Finding) {
	if id := found[0].Rule.ID; untried[id] != "" || found[0].Remedy().Fix == rules.Outside {
		return
	}
	ways := f.ways(found)
	if len(ways) == 0 {
		t.Errorf("no way to clear it is tried: give chosen, what a person would do")
	}
	var wrong []string
	for _, way := range ways {
		problems := f.problems(t, set, selected, found, way)
		if len(problems) == 0 {
			return
		}
		wrong = append(wrong, way+"\n  "+strings.Join(problems, "\n  "))
	}
	for _, text := range wrong {
		t.Error(text)
	}
}

// ways returns scripts that may clear the findings: what was chosen; all steps; or, of a choice, one of
// them or an alternative.
func (f fault) ways(found []lint.Finding) (scripts []string) {
	first := found[0].Remedy()
	all := ""
	for _, finding := range found {
		all += commands(finding.Remedy().Steps)
	}
	scripts = append(scripts, all, chosen[found[0].Rule.ID])
	if first.Fix == rules.Choice {
		for _, step := range first.Steps {
			scripts = append(scripts, commands([]rules.Step{step}))
		}
		for _, alternative := range first.Alternatives {
			scripts = append(scripts, commands(alternative.Steps))
		}
	}
	var kept []string
	for _, script := range scripts {
		if script != "" {
			kept = append(kept, script)
		}
	}
	return kept
}

func commands(steps []rules.Step) (script string) {
	for _, step := range steps {
		if step.Command != "" {
			script += step.Command + "\n"
		}
	}
	return script
}

// problems makes a change, and returns what is wrong with it.
func (f fault) problems(t *testing.T, set *rules.Set, selected []*rules.Rule, found []lint.Finding, script string) (wrong []string) {
	t.Helper()
	request := impact.Request{Plan: plan.Read(t.Context(), []plan.File{{Name: "fix.ps1", Data: []byte(script)}}, nil)}
	options := lint.Options{AsOf: asOf, Rules: selected, Known: f.known}
	result, err := impact.Judge(t.Context(), []lint.Input{organization(t, f.bad)}, set, options, request)
	if err != nil {
		return []string{err.Error()}
	}
	for _, problem := range result.Problems() {
		wrong = append(wrong, problem.Message)
	}
	for _, refused := range result.Change.Refused {
		wrong = append(wrong, "refused: "+refused.Message)
	}
	for _, finding := range result.Findings {
		switch {
		case finding.Rule.ID == found[0].Rule.ID:
			wrong = append(wrong, "still there: "+finding.Message())
		case (finding.State == lint.New || finding.Worse) && finding.Level.AtLeast(lint.Warning):
			wrong = append(wrong, "new: "+finding.Rule.ID+": "+finding.Message())
		}
	}
	return wrong
}
