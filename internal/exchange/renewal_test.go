package exchange

import (
	"fmt"
	"testing"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/schema"
)

func TestARenewalUnderAnotherNameIsFound(t *testing.T) {
	const renewed = `"Issuer": "CN=R12, O=Fabrikam CA, C=US", "NotBefore": "2026-11-01T00:00:00Z"`
	tests := []struct {
		name, old, renewal string
		want               string // what it replaces and the seconds left of that; "" for no renewal
	}{
		{"another issuer, and newer", "", renewed, `EX01\` + a + " 16675200"},
		{"a wildcard will do", "", renewed + `, "Subject": "CN=*.contoso.com", "CertificateDomains": ["*.contoso.com"]`, `EX01\` + a + " 16675200"},
		{"the old one is gone", `"Subject": "CN=owa.contoso.com"`, renewed, " 0"},
		{"the same name", "", `"NotBefore": "2026-11-01T00:00:00Z"`, ""},
		{"older than what is named", "", `"Issuer": "CN=R12", "NotBefore": "2025-11-01T00:00:00Z"`, ""},
		{"for another host", "", renewed + `, "Subject": "CN=owa.contoso.com", "CertificateDomains": ["owa.contoso.com"]`, ""},
		{"it signed itself", "", renewed + `, "IsSelfSigned": true`, ""},
		{"not for SMTP yet", "", renewed + `, "Services": "IIS"`, `EX01\` + a + " 16675200"},
		{"no key", "", renewed + `, "HasPrivateKey": false`, ""},
		{"expired", "", renewed + `, "NotAfter": "2026-11-10T00:00:00Z"`, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			const out = `{"Name": "Out", "Enabled": true, "AddressSpaces": ["SMTP:*;1"], "SourceTransportServers": ["EX01"], ` + pinned + `}`
			org := organization(t, list(receive("EX01", "In", pinned)), list(certified("EX01", "A", test.old), certified("EX01", "B", test.renewal)), list(out))
			for _, o := range []*model.Object{find(t, org, "ReceiveConnector", `EX01\In`), find(t, org, "SendConnector", "Out")} {
				found, known := o.Value("renewals")
				if !known {
					t.Fatalf("not known: %+v", o.Gap("renewals"))
				}
				got := ""
				for _, entry := range found.([]any) {
					r := entry.(*schema.Entry).Map()
					got += fmt.Sprint(r["replaces"], " ", r["seconds_left"])
				}
				Equal(t, o.Identity, got, test.want)
			}
		})
	}
}

func TestARenewalOfThePrivateCAComesAfterOneOfThePublic(t *testing.T) {
	const private = `"Issuer": "CN=Contoso CA", "RootCAType": "Enterprise", "NotBefore": "2026-11-01T00:00:00Z"`
	const public = `"Issuer": "CN=R12", "NotBefore": "2026-10-01T00:00:00Z"`
	old, newer := certified("EX01", "A", ""), certified("EX01", "B", private)
	for certificates, wanted := range map[string]any{list(old, newer): true, list(old, newer, certified("EX01", "C", public)): false} {
		org := organization(t, list(receive("EX01", "In", pinned)), certificates)
		found, _ := find(t, org, "ReceiveConnector", `EX01\In`).Value("renewals")
		Equal(t, "private", found.([]any)[0].(*schema.Entry).Value("private"), wanted)
	}
}

func TestOfConnectorsThatDontCareNoRenewalIsTold(t *testing.T) {
	const renewed = `"Issuer": "CN=R12", "NotBefore": "2026-11-01T00:00:00Z"`
	org := organization(t, list(receive("EX01", "Hub", `"TransportRole": "HubTransport", `+pinned), receive("EX01", "Off", `"Enabled": false, `+pinned), receive("EX01", "Plain", "")),
		list(certified("EX01", "A", ""), certified("EX01", "B", renewed)), `[{"Name": "Out", "Enabled": false, "AddressSpaces": ["SMTP:*;1"], "SourceTransportServers": ["EX01"], `+pinned+`}]`)
	for _, o := range append(org.Objects("ReceiveConnector"), org.Objects("SendConnector")...) {
		Equal(t, o.Identity, identities(t, o, "renewals"), []string{})
	}
}

func TestWhetherACertificateRenewsIsNotKnownWithoutItsNames(t *testing.T) {
	nameless := `{"Identity": "EX01.corp.contoso.com\\` + b + `", "Thumbprint": "` + b + `", "Issuer": "CN=R12", "Subject": "CN=owa.contoso.com", "IsSelfSigned": false, "NotBefore": "2026-11-01T00:00:00Z", "NotAfter": "2027-11-01T00:00:00Z",
		"Services": "SMTP", "Status": "Valid", "HasPrivateKey": true}`
	org := organization(t, list(receive("EX01", "In", pinned)), list(certified("EX01", "A", ""), nameless))
	Equal(t, "missing", find(t, org, "ReceiveConnector", `EX01\In`).Gap("renewals").Missing, []string{`CertificateDomains of EX01\` + b})
}

func TestAWildcardIsRenewedByACertificateForTheConnectorsOwnHost(t *testing.T) {
	const bound = `"TlsCertificateName": "<I>CN=R11, O=Fabrikam CA, C=US<S>CN=*.contoso.com", "Fqdn": "mail.contoso.com"`
	wildcard := certified("EX01", "A", `"Subject": "CN=*.contoso.com", "CertificateDomains": ["*.contoso.com"]`)
	org := organization(t, list(receive("EX01", "In", bound)), list(wildcard, certified("EX01", "B", `"NotBefore": "2026-11-01T00:00:00Z"`)))
	found := stated(t, find(t, org, "ReceiveConnector", `EX01\In`), "renewals").([]any)
	Equal(t, "renewals", len(found), 1)
}

func TestTheSamePartsInAnotherOrderAreNoRenewal(t *testing.T) {
	const turned = `"TlsCertificateName": "<I>C=US, O=Fabrikam CA, CN=R11<S>CN=mail.contoso.com"`
	org := organization(t, list(receive("EX01", "In", turned)), list(certified("EX01", "A", "")))
	Equal(t, "renewals", stated(t, find(t, org, "ReceiveConnector", `EX01\In`), "renewals"), any([]any{}))
}

func TestASuccessorWhoseFitnessIsUnknownLeavesTheSuccessorUnknown(t *testing.T) {
	const name = `"Subject": "CN=mail.contoso.com", "Issuer": "CN=CA", "CertificateDomains": ["mail.contoso.com"]`
	successor := func(later string) any {
		org := organization(t, list(certified("EX01", "A", name+`, "NotAfter": "2026-12-01T00:00:00Z"`), certified("EX01", "B", later)))
		o := find(t, org, "ExchangeCertificate", `EX01\`+a)
		if text, known := o.Value("successor"); known {
			return text
		}
		return o.Gap("successor").Missing
	}
	const sound = name + `, "NotAfter": "2027-12-01T00:00:00Z", "NotBefore": "2026-01-01T00:00:00Z", "HasPrivateKey": true, "Status": "Valid"`
	Equal(t, "one that is fit", successor(sound+`, "Services": "SMTP"`), any(b))
	Equal(t, "one that is not", successor(sound+`, "Services": "IIS"`), any(""))
	Equal(t, "one of unknown services", successor(sound+`, "Services": null`), any([]string{`Services of EX01\` + b}))
	Equal(t, "one of an unknown name", successor(`"Subject": null, "Issuer": "CN=CA", "Services": "SMTP"`), any([]string{`Subject of EX01\` + b}))
}
