package exchange

import (
	"testing"

	"github.com/exchlint/exchlint/schema"
)

func TestCertificatesOfOneNameAreListedWithTheFirstToExpire(t *testing.T) {
	older := certified("EX01", "A", `"NotAfter": "2026-10-01T00:00:00Z"`)
	newer := certified("EX01", "B", `"Services": "IIS"`)
	org := organization(t, list(older, newer, certified("EX02", "A", ""), certified("EX01", "C", `"Subject": "CN=owa.contoso.com"`)))
	duplicates, _ := find(t, org, "ExchangeCertificate", `EX01\`+a).Value("duplicates")
	Equal(t, "of the first", duplicates, any([]any{
		schema.EntryOf(map[string]any{"identity": `EX01\` + a, "defects": []any{"expired"}}),
		schema.EntryOf(map[string]any{"identity": `EX01\` + b, "defects": []any{"not enabled for SMTP"}}),
	}))
	for _, other := range []string{`EX01\` + b, `EX02\` + a, `EX01\CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC`} {
		duplicates, _ := find(t, org, "ExchangeCertificate", other).Value("duplicates")
		Equal(t, "of "+other, duplicates, any([]any{}))
	}
}

func TestARequestIsNoDuplicateButForTheCertificateOfItsSubject(t *testing.T) {
	request := certified("EX01", "B", `"Issuer": "CN=mail.contoso.com", "IsSelfSigned": true, "Services": "None", "Status": "PendingRequest", "NotBefore": "2026-08-01T00:00:00Z"`)
	org := organization(t, list(certified("EX01", "A", ""), certified("EX01", "C", `"NotAfter": "2026-12-01T00:00:00Z"`), certified("EX02", "D", `"NotAfter": "2028-12-01T00:00:00Z"`), request))
	Equal(t, "what it is for", identities(t, find(t, org, "ExchangeCertificate", `EX01\`+b), "requested_for"), []string{`EX01\` + a})
	Equal(t, "what a certificate is for", identities(t, find(t, org, "ExchangeCertificate", `EX01\`+a), "requested_for"), []string{})
	Equal(t, "duplicates of the request", identities(t, find(t, org, "ExchangeCertificate", `EX01\`+b), "duplicates"), []string{})
}

func TestDuplicatesOfWhichTooLittleIsKnownAreNotJudged(t *testing.T) {
	blind := `{"Identity": "EX01.corp.contoso.com\\` + b + `", "Thumbprint": "` + b + `", "Subject": "CN=mail.contoso.com", "Issuer": "CN=R11, O=Fabrikam CA, C=US", "NotBefore": "2026-01-01T00:00:00Z", "NotAfter": "2026-12-01T00:00:00Z"}`
	org := organization(t, list(certified("EX01", "A", ""), blind))
	o := find(t, org, "ExchangeCertificate", `EX01\`+b)
	Equal(t, "missing", o.Gap("duplicates").Missing, []string{"HasPrivateKey", "Services", "Status"})
}

func TestACertificateIsWantedByConnectorsThatNameOneOrHaveNothingBetter(t *testing.T) {
	const disabled = `{"Name": "Off", "Enabled": false, "AddressSpaces": ["SMTP:*;1"], "SourceTransportServers": ["EX01"], ` + pinned + `}`
	const out = `{"Name": "Out", "Enabled": true, "AddressSpaces": ["SMTP:*;1"], "SourceTransportServers": ["EX02"], ` + pinned + `}`
	org := organization(t, list(receive("EX01", "Plain", ""), receive("EX01", "Hub", `"TransportRole": "HubTransport", `+pinned), receive("EX02", "In", pinned)),
		list(certified("EX01", "A", ""), selfSigned("EX01", "B"), certified("EX02", "C", `"Subject": "O=Contoso"`), certified("EX02", "D", "")), list(disabled, out))
	wanted := func(identity string) any {
		by, _ := find(t, org, "ExchangeCertificate", identity).Value("wanted_by")
		return by
	}
	Equal(t, "on EX01", wanted(`EX01\`+a), any([]any{`EX01\Plain`}))
	Equal(t, "on EX02", wanted(`EX02\CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC`), any([]any{`EX02\In`, "Out"}))
	Equal(t, "a name without a host", isTrue(find(t, org, "ExchangeCertificate", `EX02\CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC`), "nameable"), false)
}

func TestACertificateIsReplacedByOneThatCoversAsMuchUnderAnotherName(t *testing.T) {
	const later = `"Issuer": "CN=R12", "NotAfter": "2027-07-01T00:00:00Z"`
	for name, test := range map[string]struct{ other, want string }{
		"another issuer":   {certified("EX01", "B", later), b},
		"a wildcard":       {certified("EX01", "B", later+`, "Subject": "CN=*.contoso.com", "CertificateDomains": ["*.contoso.com"]`), b},
		"the same name":    {certified("EX01", "B", `"NotAfter": "2027-07-01T00:00:00Z"`), ""},
		"not for SMTP yet": {certified("EX01", "B", later+`, "Services": "IIS"`), b},
		"no longer valid":  {certified("EX01", "B", `"Issuer": "CN=R12", "NotAfter": "2027-05-01T00:00:00Z"`), ""},
		"another server's": {certified("EX02", "B", later), ""},
	} {
		org := organization(t, list(certified("EX01", "A", ""), test.other))
		replacement, _ := find(t, org, "ExchangeCertificate", `EX01\`+a).Value("replacement")
		Equal(t, name, replacement, any(test.want))
	}
}
