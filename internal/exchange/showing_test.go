package exchange

import (
	"testing"

	"github.com/exchlint/exchlint/schema"
)

// shown returns a fact of a send connector of EX01 beside some certificates.
func shown(t *testing.T, fact, more string, certificates ...string) any {
	t.Helper()
	org := organization(t, list(sends("Out", more)), list(certificates...))
	o := find(t, org, "SendConnector", "Out")
	if value, known := o.Value(fact); known && len(value.([]any)) > 0 {
		return identities(t, o, fact)
	}
	return stated(t, o, fact)
}

func TestWhoIssuedTheCertificateThatIsShown(t *testing.T) {
	const private = "private_certificates"
	none, one := any([]any{}), any([]string{`EX01\` + a})
	Equal(t, "a CA of the Internet", shown(t, private, pinned, certified("EX01", "A", "")), none)
	Equal(t, "a CA of the organization", shown(t, private, pinned, certified("EX01", "A", `"RootCAType": "Enterprise"`)), one)
	Equal(t, "no word on the root", shown(t, private, pinned, certified("EX01", "A", `"RootCAType": null`)), none)
	Equal(t, "chosen by name", shown(t, private, `"Fqdn": "EX01.corp.contoso.com"`, selfSigned("EX01", "A")), one)
	Equal(t, "chosen by the server's name", shown(t, private, `"Fqdn": null`, selfSigned("EX01", "A")), one)
	Equal(t, "chosen from the Internet's CA", shown(t, private, "", certified("EX01", "A", ""), selfSigned("EX01", "B")), none)
	Equal(t, "another server's", shown(t, private, pinned, selfSigned("EX02", "A")), any("certificates of EX01"))
	Equal(t, "no name to choose by", shown(t, private, `"Fqdn": {}`, selfSigned("EX02", "A")), any("the full name of EX01"))
	Equal(t, "lost sources", shown(t, private, `"SourceTransportServers": {}`, selfSigned("EX01", "A")), any("SourceTransportServers"))
	Equal(t, "a disabled connector", shown(t, private, `"Enabled": false, "Fqdn": null`, selfSigned("EX01", "A")), none)
}

func TestTheNameInEHLOIsLookedForAsClientsDo(t *testing.T) {
	const without = "certificates_without_fqdn"
	none, one := any([]any{}), any([]string{`EX01\` + a})
	wildcard := certified("EX01", "A", `"CertificateDomains": ["*.contoso.com"]`)
	Equal(t, "the name itself", shown(t, without, pinned+`, "Fqdn": "Mail.Contoso.com."`, certified("EX01", "A", "")), none)
	Equal(t, "another name", shown(t, without, pinned+`, "Fqdn": "smtp.contoso.com"`, certified("EX01", "A", "")), one)
	Equal(t, "a wildcard for one label", shown(t, without, pinned+`, "Fqdn": "smtp.contoso.com"`, wildcard), none)
	Equal(t, "a wildcard for two labels", shown(t, without, pinned+`, "Fqdn": "smtp.eu.contoso.com"`, wildcard), one)
	Equal(t, "names that were not exported", shown(t, without, pinned+`, "Fqdn": "smtp.contoso.com"`, certified("EX01", "A", `"CertificateDomains": null`)), any(`CertificateDomains of EX01\`+a))
	Equal(t, "one of two has it", shown(t, without, pinned, certified("EX01", "A", ""), certified("EX01", "B", `"CertificateDomains": []`)), none)
	Equal(t, "no name in EHLO", shown(t, without, pinned+`, "Fqdn": null`, certified("EX01", "A", "")), none)
	Equal(t, "a lost name", shown(t, without, pinned+`, "Fqdn": {}`, certified("EX01", "A", "")), any("Fqdn"))
}

func TestWhatEachSourceServerWouldChoose(t *testing.T) {
	choice := func(more string, certificates ...string) any {
		org := organization(t, list(sends("Out", more)), list(certificates...))
		return stated(t, find(t, org, "SendConnector", "Out"), "chosen_certificates")
	}
	entry := func(identity string, fit bool) any {
		return any([]any{schema.EntryOf(map[string]any{"Server": "EX01", "identity": identity, "fit": fit})})
	}
	Equal(t, "a CA's", choice("", certified("EX01", "A", "")), entry(`EX01\`+a, true))
	Equal(t, "an expired one", choice("", certified("EX01", "A", `"NotAfter": "2026-02-01T00:00:00Z"`)), entry(`EX01\`+a, false))
	Equal(t, "its own", choice(`"Fqdn": "EX01.corp.contoso.com"`, selfSigned("EX01", "A")), entry(`EX01\`+a, false))
	Equal(t, "none", choice("", selfSigned("EX01", "A")), entry("", false))
	Equal(t, "not known", choice("", selfSigned("EX02", "A")), any([]any{}))
	Equal(t, "a bound one is not chosen", choice(pinned, certified("EX01", "A", "")), any([]any{}))
}
