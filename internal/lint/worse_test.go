package lint

import (
	"strings"
	"testing"
)

func TestAValueIsWorseIfItAllowsMoreOrProtectsLess(t *testing.T) {
	list := func(texts ...string) any {
		all := []any{}
		for _, text := range texts {
			all = append(all, text)
		}
		return all
	}
	for _, test := range []struct {
		property  string
		then, now any
		worse     bool
	}{
		{"AuthMechanism", list("Tls", "Integrated"), list("Integrated"), true},
		{"AuthMechanism", list("Integrated"), list("Tls", "Integrated"), false},
		{"AuthMechanism", list("Tls"), list("Tls", "ExternalAuthoritative"), true},
		{"AuthMechanism", list("Tls", "BasicAuth", "BasicAuthRequireTLS"), list("Tls", "BasicAuth"), true},
		{"AuthMechanism", list("Tls", "BasicAuth", "BasicAuthRequireTLS"), list("Tls"), false},
		{"PermissionGroups", list("ExchangeServers"), list("AnonymousUsers", "ExchangeServers"), true},
		{"PermissionGroups", list("AnonymousUsers", "ExchangeServers"), list("ExchangeServers"), false},
		{"RemoteIPRanges", list("10.0.0.0/24"), list("10.0.0.0-10.0.0.127", "10.0.0.128/25"), false},
		{"RemoteIPRanges", list("10.0.0.0/24"), list("10.0.0.0-10.0.1.0"), true},
		{"RemoteIPRanges", list("10.0.0.0/24"), list("10.0.0.0/24", "::1"), true},
		{"RemoteIPRanges", list("10.0.0.0/24"), list("10.0.0.7", "not an address"), false},
		{"TlsDomainCapabilities", list("a.com:AcceptOorgProtocol"), list("A.com:AcceptOorgProtocol"), false},
		{"TlsDomainCapabilities", list("a.com:AcceptOorgProtocol"), list("a.com:AcceptOorgProtocol,AcceptCrossForestMail"), true},
		{"TlsDomainCapabilities", list("a.com:AcceptOorgProtocol", "b.com:AcceptOorgProtocol"), list("b.com:AcceptOorgProtocol"), false},
		{"TlsAuthLevel", "DomainValidation", "CertificateValidation", true},
		{"TlsAuthLevel", "EncryptionOnly", "", true},
		{"TlsAuthLevel", "EncryptionOnly", "DomainValidation", false},
		{"SmartHostAuthMechanism", "BasicAuthRequireTLS", "BasicAuth", true},
		{"SmartHostAuthMechanism", "BasicAuth", "BasicAuth", false},
		{"RequireTLS", true, false, true},
		{"RequireTLS", false, true, false},
		{"IgnoreSTARTTLS", false, true, true},
		{"TarpitInterval", float64(5), int64(0), true},
		{"PublicKeySize", float64(2048), int64(4096), false},
		{"NotAfter", "2027-01-01T00:00:00Z", "2026-12-01T00:00:00Z", true},
		{"Status", "Valid", "Revoked", true},
		{"Status", "Revoked", "DateInvalid", false},
		{"Services", list("IIS", "SMTP"), list("IIS"), true},
		{"Fqdn", "a", "b", false},
		{"RemoteIPRanges", nil, list("0.0.0.0/0"), false},
		{"RemoteIPRanges", "10.0.0.1", list("0.0.0.0/0"), true},
		{"RequireTLS", "garbage", true, false},
	} {
		if got := worse(test.property, test.then, test.now); got != test.worse {
			t.Errorf("%s from %v to %v: worse is %v", test.property, test.then, test.now, got)
		}
	}
}

func TestThousandsOfFindingsOfOneFingerprintAreComparedInATimeThatGrowsWithThem(t *testing.T) {
	f := scanner()
	r := &Result{AsOf: today, FailOn: Warning}
	var earlier []Earlier
	for range 200_000 {
		r.Findings = append(r.Findings, f)
		earlier = append(earlier, Earlier{Fingerprint: f.Fingerprint, Rule: f.Rule.ID, Level: Note}, Earlier{Fingerprint: f.Fingerprint, Rule: f.Rule.ID, Level: f.Level, Waived: true})
	}
	if r.compare(earlier); r.Findings[0].State != Updated || !r.Findings[199_999].Worse {
		t.Errorf("the states are %s and %s", r.Findings[0].State, r.Findings[199_999].State)
	}
}

func TestABaselineWithoutValuesIsSaid(t *testing.T) {
	for _, value := range []any{nil, []any{"Tls"}} {
		f := scanner()
		r := &Result{AsOf: today, Findings: []Finding{f}}
		r.compare([]Earlier{{Fingerprint: f.Fingerprint, Rule: f.Rule.ID, Level: f.Level, Property: f.Property, Value: value}})
		said := len(r.Notices) == 1 && strings.Contains(r.Notices[0].Message, "only levels are compared")
		if said != (value == nil) {
			t.Errorf("with the value %v the notices are %v", value, r.Notices)
		}
	}
}
