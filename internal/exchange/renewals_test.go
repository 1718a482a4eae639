package exchange

import (
	"fmt"
	"strings"
	"testing"

	"github.com/exchlint/exchlint/schema"
)

// differing returns the certificates for which a fact is not empty, and what it says.
func differing(t *testing.T, fact string, documents ...string) map[string]any {
	t.Helper()
	found := map[string]any{}
	for _, o := range organization(t, documents...).Objects("ExchangeCertificate") {
		switch value := stated(t, o, fact).(type) {
		case []any:
			if len(value) > 0 {
				entry := value[0].(*schema.Entry).Map()
				delete(entry, "others")
				found[o.Identity] = entry
			}
		default:
			found[o.Identity] = value
		}
	}
	return found
}

func TestARenewalThatReachedSomeServersOnly(t *testing.T) {
	old := func(server string) string { return certified(server, "A", "") }
	renewed := func(server string) string {
		return certified(server, "B", `"NotBefore": "2026-10-01T00:00:00Z", "NotAfter": "2027-12-01T00:00:00Z"`)
	}
	ending := func(server string) string { return certified(server, "A", `"NotAfter": "2026-12-01T00:00:00Z"`) }
	const fact = "thumbprint_drift"
	late, calm := any(map[string]any{"harmless": false}), any(map[string]any{"harmless": true})
	none := map[string]any{}
	Equal(t, "one of three is late", differing(t, fact, list(ending("EX01"), renewed("EX02"), renewed("EX03"))), map[string]any{`EX01\` + a: late})
	Equal(t, "one of two: both stand out", differing(t, fact, list(ending("EX01"), renewed("EX02"))), map[string]any{`EX01\` + a: late, `EX02\` + b: late})
	Equal(t, "all last for long", differing(t, fact, list(old("EX01"), renewed("EX02"), renewed("EX03"))), map[string]any{`EX01\` + a: calm})
	Equal(t, "an old one beside the new one", differing(t, fact, list(old("EX01"), renewed("EX01"), renewed("EX02"))), none)
	Equal(t, "the same", differing(t, fact, list(old("EX01"), old("EX02"))), none)
	Equal(t, "an Edge server's own", differing(t, fact, list(old("EX01"), renewed("EDGE01")), list(receive("EDGE01", "Default internal receive connector EDGE01", ""))), none)
	Equal(t, "signed by themselves", differing(t, fact, list(certified("EX01", "A", `"IsSelfSigned": true`), certified("EX02", "B", `"IsSelfSigned": true`))), none)
	Equal(t, "a date that is not known", differing(t, fact, list(certified("EX01", "A", `"NotBefore": null`), old("EX02"))), map[string]any{`EX01\` + a: "NotBefore"})
}

func TestACertificateThatIsForSMTPOnSomeServersOnly(t *testing.T) {
	plain := func(server string) string { return certified(server, "A", `"Services": "IIS"`) }
	smtp := func(server string) string { return certified(server, "A", "") }
	const fact = "smtp_drift"
	entry := func(enabled, used bool) any { return map[string]any{"enabled": enabled, "used": used} }
	Equal(t, "one of two lacks it", differing(t, fact, list(smtp("EX01"), plain("EX02"))), map[string]any{`EX02\` + a: entry(false, false)})
	Equal(t, "one of three has it", differing(t, fact, list(smtp("EX01"), plain("EX02"), plain("EX03"))), map[string]any{`EX01\` + a: entry(true, false)})
	Equal(t, "one that connectors use lacks it", differing(t, fact, list(smtp("EX01"), plain("EX02")), list(receive("EX02", "In", pinned))), map[string]any{`EX02\` + a: entry(false, true)})
	Equal(t, "all have it", differing(t, fact, list(smtp("EX01"), smtp("EX02"))), map[string]any{})
	unseen := certified("EX03", "A", `"Services": {}`)
	Equal(t, "one can't be seen", differing(t, fact, list(smtp("EX01"), smtp("EX02"), unseen)), map[string]any{`EX01\` + a: `Services of EX03\` + a, `EX02\` + a: `Services of EX03\` + a, `EX03\` + a: "Services"})
	Equal(t, "one can't be seen and one lacks it", differing(t, fact, list(smtp("EX01"), plain("EX02"), unseen))[`EX02\`+a], entry(false, false))
}

func TestWhatPeersUseAndAServerLacks(t *testing.T) {
	absent := func(documents ...string) any {
		o := find(t, organization(t, documents...), "Server", "EX02")
		value, known := o.Value("missing_certificates")
		if !known {
			return strings.Join(o.Gap("missing_certificates").Missing, ", ")
		}
		found := map[string]bool{}
		for _, entry := range value.([]any) {
			missing := entry.(*schema.Entry).Map()
			found[missing["certificate"].(*schema.Entry).Value("identity").(string)] = missing["named"].(bool)
		}
		return found
	}
	others := list(sends("Another", `"Enabled": false`))
	used, free := list(receive("EX01", "In", pinned), receive("EX02", "In", "")), list(receive("EX01", "In", ""), receive("EX02", "In", ""))
	certificates := list(certified("EX01", "A", ""), selfSigned("EX02", "B"))
	none, one := any(map[string]bool{}), any(map[string]bool{`EX01\` + a: false})
	Equal(t, "a connector of the peer uses it", absent(used, certificates, others), one)
	Equal(t, "its own connector is bound to it", absent(list(receive("EX01", "In", pinned), receive("EX02", "In", pinned)), certificates, others), any(map[string]bool{`EX01\` + a: true}))
	Equal(t, "a send connector of both is bound to it", absent(free, certificates, list(sends("Out", pinned+`, "SourceTransportServers": ["EX01", "EX02"]`))), any(map[string]bool{`EX01\` + a: true}))
	Equal(t, "nobody uses it", absent(free, certificates, list(sends("Out", `"Fqdn": "EX01"`))), none)
	Equal(t, "it is there, renewed", absent(used, list(certified("EX01", "A", ""), certified("EX02", "B", "")), others), none)
	Equal(t, "another one there covers the same", absent(used, list(certified("EX01", "A", ""), certified("EX02", "B", `"Issuer": "CN=R12, O=Fabrikam CA, C=US"`)), others), none)
	Equal(t, "another one there covers the same, but a connector names the one that is missing", absent(list(receive("EX01", "In", pinned), receive("EX02", "In", pinned)), list(certified("EX01", "A", ""), certified("EX02", "B", `"Issuer": "CN=R12, O=Fabrikam CA, C=US"`)), others), none)
	Equal(t, "it is spent", absent(used, list(certified("EX01", "A", `"NotAfter": "2026-02-01T00:00:00Z"`), selfSigned("EX02", "B")), others), none)
	Equal(t, "it is the peer's own", absent(list(receive("EX01", "In", `"TlsCertificateName": "<I>CN=R11, O=Fabrikam CA, C=US<S>CN=ex01.contoso.com"`), receive("EX02", "In", "")), list(certified("EX01", "A", `"Subject": "CN=ex01.contoso.com"`), selfSigned("EX02", "B")), others), none)
	Equal(t, "the server's certificates are not exported", absent(used, list(certified("EX01", "A", "")), others), any("certificates of EX02"))
	Equal(t, "who uses it is not known", absent(list(receive("EX02", "In", "")), certificates, others), any("receive connectors of EX01"))
}

func TestManyMissingCertificatesAreNotAllShown(t *testing.T) {
	var certificates, connectors []string
	for i := range 2 * 20 {
		subject := fmt.Sprintf("CN=host%d.contoso.com", i)
		certificates = append(certificates, strings.ReplaceAll(certified("EX01", "A", fmt.Sprintf(`"Subject": %q`, subject)), a, fmt.Sprintf("%040X", i)))
		connectors = append(connectors, receive("EX01", fmt.Sprint("In ", i), fmt.Sprintf(`"TlsCertificateName": "<I>CN=R11, O=Fabrikam CA, C=US<S>%s"`, subject)))
	}
	org := organization(t, list(append(connectors, receive("EX02", "In", ""))...), list(append(certificates, selfSigned("EX02", "F"))...))
	value, _ := find(t, org, "Server", "EX02").Value("missing_certificates")
	Equal(t, "shown", len(value.([]any)), 20)
}

func TestACertificateWithoutANameMayBeTheOneThatARenewalBrought(t *testing.T) {
	const fact = "thumbprint_drift"
	nameless := certified("EX02", "B", `"Subject": null`)
	org := organization(t, list(certified("EX01", "A", ""), nameless))
	Equal(t, "what the named one needs", find(t, org, "ExchangeCertificate", `EX01\`+a).Gap(fact).Missing, []string{`Subject of EX02\` + strings.Repeat("B", 40)})
	own := organization(t, list(certified("EX01", "A", ""), certified("EX01", "B", `"Subject": null`)))
	drift, known := find(t, own, "ExchangeCertificate", `EX01\`+a).Value(fact)
	Equal(t, "one of the same server settles nothing of others", []any{drift, known}, []any{[]any{}, true})
}
