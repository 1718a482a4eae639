package exchange

import "testing"

func TestAPublicCertificateBehindAPrivateOneIsARival(t *testing.T) {
	const private = `"Issuer": "CN=Contoso CA", "RootCAType": "Enterprise", "NotBefore": "2026-10-01T00:00:00Z"`
	const older = `"Issuer": "CN=Contoso CA", "RootCAType": "Enterprise", "NotBefore": "2025-10-01T00:00:00Z"`
	const fqdn = `"Fqdn": "mail.contoso.com"`
	for name, test := range map[string]struct {
		connector, public, private string
		want                       []string
	}{
		"the private one is newer":       {fqdn, "", private, []string{`EX01\` + a}},
		"the public one is newer":        {fqdn, "", older, []string{}},
		"the connector names one":        {fqdn + ", " + pinned, "", private, []string{}},
		"the public one is not for SMTP": {fqdn, `"Services": "IIS"`, private, []string{}},
		"the public one has expired":     {fqdn, `"NotAfter": "2026-06-01T00:00:00Z"`, private, []string{}},
		"the private one is for IIS":     {fqdn, "", private + `, "Services": "IIS"`, []string{}},
		"the connector faces inwards":    {fqdn + `, "TransportRole": "HubTransport"`, "", private, []string{}},
		"it signed itself":               {fqdn, `"Status": "Untrusted"`, `"Issuer": "CN=mail.contoso.com", "IsSelfSigned": true, "RootCAType": "Registry"`, []string{}},
	} {
		org := organization(t, list(receive("EX01", "In", test.connector)), list(certified("EX01", "A", test.public), certified("EX01", "B", test.private)))
		Equal(t, name, identities(t, find(t, org, "ReceiveConnector", `EX01\In`), "public_rivals"), test.want)
	}
}

func TestWithoutTheKindOfRootNoRivalIsSeen(t *testing.T) {
	org := organization(t, list(receive("EX01", "In", `"Fqdn": "mail.contoso.com"`)), list(certified("EX01", "A", ""), certified("EX01", "B", `"Issuer": "CN=Contoso CA", "RootCAType": null, "NotBefore": "2026-10-01T00:00:00Z"`)))
	Equal(t, "missing", find(t, org, "ReceiveConnector", `EX01\In`).Gap("public_rivals").Missing, []string{`RootCAType of EX01\` + b})
}
