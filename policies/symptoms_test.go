package policies

import (
	"slices"
	"testing"

	"github.com/exchlint/exchlint/internal/rego/rules"
	"github.com/exchlint/exchlint/internal/report"
)

func TestWhatPeopleSeeLeadsToTheRulesBehindIt(t *testing.T) {
	list := load(t).Rules
	for text, wanted := range map[string][]string{
		"451 5.7.3 STARTTLS is required to send mail":                                                       {"receive/tls-not-offered", "receive/tls-certificate-unresolved", "receive/fqdn-without-certificate", "receive/specific-connector-drops-starttls"},
		"450 4.4.101 Proxy session setup failed":                                                            {"receive/tls-not-offered", "receive/tls-certificate-unresolved", "receive/fqdn-without-certificate", "receive/specific-connector-drops-starttls"},
		"454 4.7.5 The certificate specified in TlsCertificateName of the SendConnector could not be found": {"send/tls-certificate-unresolved", "certificate/status-not-valid", "send/tls-certificate-invalid"},
		"454 4.7.5": {"send/tls-certificate-unresolved", "certificate/status-not-valid", "send/tls-certificate-invalid"},
		"TLS negotiation failed with error NoCredentials":             {"certificate/private-key-missing"},
		"TLS negotiation failed with error UnknownCredentials":        {"send/tls-certificate-not-smtp-enabled"},
		"421 4.4.1 Connection timed out":                              {"certificate/private-key-missing", "send/tls-certificate-not-smtp-enabled"},
		"450 4.7.320 Certificate validation failed [SubjectMismatch]": {"peer/tls-binding-drift", "receive/tls-certificate-name-missing"},
		"450 4.4.317 SubjectMismatch":                                 {"peer/tls-binding-drift", "receive/tls-certificate-name-missing"},
		"SubjectMismatch":                                             {"peer/tls-binding-drift", "receive/tls-certificate-name-missing"},
		"450 4.4.317 UntrustedRoot":                                   {"certificate/status-not-valid"},
		"454 4.7.0 UntrustedRoot":                                     {"certificate/status-not-valid", "send/exo-self-signed-certificate"},
		"Event 2004":                                                  {"certificate/status-not-valid", "send/exo-self-signed-certificate"},
		"550 5.7.64 TenantAttribution; Relay Access Denied [ATTR36]":  {"send/exo-certificate-not-pinned"},
		"ATTR36":      {"send/exo-certificate-not-pinned"},
		"Event 12014": {"receive/tls-certificate-unresolved", "receive/fqdn-without-certificate"},
		"12014":       {"receive/tls-certificate-unresolved", "receive/fqdn-without-certificate"},
		"Event 12015": {"certificate/expired"},
		"Event 12016": {"certificate/expired"},
		"Event 1018":  {"receive/hubtransport-on-port-25"},
		"Event 1019":  {"receive/hubtransport-on-port-25"},
		"Event 1036":  {"receive/hubtransport-on-port-25"},
		"SChannel 36887 alert 46, certificate_unknown":                 {"receive/tls-certificate-name-missing"},
		"certificate_unknown":                                          {"receive/tls-certificate-name-missing"},
		"A value in the request is invalid":                            {"tls-certificate-name/exceeds-edgesync-limit"},
		"Incomplete":                                                   {"tls-certificate-name/exceeds-edgesync-limit"},
		"These certificates are tagged with following Send Connectors": {"certificate/duplicate-issuer-subject"},
		"HCW8011": {"send/duplicate-address-space"},
		"HCW8039": {"send/exo-address-space-mixed"},
		"RequiredTls flag should be set to true if TlsCertificateName is specified": {"send/tls-certificate-without-require-tls"},
		"530 5.7.1 Client was not authenticated":                                    {"receive/anonymous-on-default-frontend-missing"},
	} {
		found := report.Symptomatic(list, text)
		for _, id := range wanted {
			i := slices.IndexFunc(found, func(r *rules.Rule) bool { return r.ID == id })
			if i < 0 {
				t.Errorf("%q does not lead to %s", text, id)
			} else if len(found[i].Symptoms) == 0 {
				t.Errorf("%q leads to %s only by its description", text, id)
			}
		}
	}
}
