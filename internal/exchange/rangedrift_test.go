package exchange

import (
	"testing"

	"github.com/exchlint/exchlint/schema"
)

func TestClientsThatAreLetInOnSomeServersOnly(t *testing.T) {
	relay := func(server, ranges string) string { return receive(server, "Relay", `"RemoteIPRanges": `+ranges) }
	drift := func(records ...string) map[string]any {
		found := map[string]any{}
		for _, o := range organization(t, list(records...)).Objects("ReceiveConnector") {
			switch value := stated(t, o, "range_drift").(type) {
			case []any:
				for _, entry := range value {
					difference := entry.(*schema.Entry).Map()
					found[o.Identity] = []any{difference["added"], difference["removed"]}
				}
			default:
				found[o.Identity] = value
			}
		}
		return found
	}
	entry := func(added, removed []any) any { return []any{any(added), any(removed)} }
	none := []any{}
	Equal(t, "the same, written otherwise", drift(relay("EX01", `["10.0.0.0/31", "10.0.0.2"]`), relay("EX02", `["10.0.0.0-10.0.0.2"]`)), map[string]any{})
	Equal(t, "one of three has one more", drift(relay("EX01", `["10.0.0.1"]`), relay("EX02", `["10.0.0.1", "10.0.0.9"]`), relay("EX03", `["10.0.0.1"]`)), map[string]any{`EX02\Relay`: entry([]any{"10.0.0.9"}, none)})
	Equal(t, "two of two differ", drift(relay("EX01", `["10.0.0.1", "10.0.0.3"]`), relay("EX02", `["10.0.0.1", "10.0.0.2"]`)),
		map[string]any{`EX01\Relay`: entry([]any{"10.0.0.3"}, []any{"10.0.0.2"}), `EX02\Relay`: entry([]any{"10.0.0.2"}, []any{"10.0.0.3"})})
	Equal(t, "a hole in a network", drift(relay("EX01", `["10.0.0.0/24"]`), relay("EX02", `["10.0.0.0/24"]`), relay("EX03", `["10.0.0.0-10.0.0.99", "10.0.0.128/25"]`)), map[string]any{`EX03\Relay`: entry(none, []any{"10.0.0.100-10.0.0.127"})})
	Equal(t, "all of both families against one", drift(relay("EX01", `["0.0.0.0/0", "::/0"]`), relay("EX02", `["::/0", "0.0.0.0/0"]`), relay("EX03", `["255.255.255.255"]`)), map[string]any{`EX03\Relay`: entry(none, []any{"0.0.0.0-255.255.255.254", "::/0"})})
	Equal(t, "the servers' own addresses", drift(receive("EX01", "Relay", `"Bindings": ["10.9.9.1:25"], "RemoteIPRanges": ["10.0.0.1", "10.9.9.2"]`), receive("EX02", "Relay", `"Bindings": ["10.9.9.2:25"], "RemoteIPRanges": ["10.0.0.1", "10.9.9.1"]`)), map[string]any{})
	Equal(t, "a lost one", drift(relay("EX01", `["10.0.0.1"]`), relay("EX02", `{}`)), map[string]any{`EX01\Relay`: `RemoteIPRanges of EX02\Relay`, `EX02\Relay`: "RemoteIPRanges"})
}

func TestEdgeServersOfAHybridNeedOneCertificate(t *testing.T) {
	edge := func(server, name, more string) string {
		return receive(server, "Default internal receive connector "+server, `"TlsCertificateName": "<I>CN=R11, O=Fabrikam CA, C=US<S>CN=`+name+`"`+also(more))
	}
	certificates := list(certified("EDGE01", "A", `"Subject": "CN=a.contoso.com", "CertificateDomains": ["a.contoso.com", "b.contoso.com"]`), certified("EDGE02", "B", `"Subject": "CN=b.contoso.com", "CertificateDomains": ["a.contoso.com", "b.contoso.com"]`))
	for _, test := range []struct {
		more     string
		harmless bool
	}{{"", true}, {cloudy, false}} {
		org := organization(t, list(edge("EDGE01", "a.contoso.com", test.more), edge("EDGE02", "b.contoso.com", test.more)), certificates)
		drift := stated(t, find(t, org, "ReceiveConnector", `EDGE01\Default internal receive connector EDGE01`), "binding_drift").([]any)
		Equal(t, "harmless with "+test.more, drift[0].(*schema.Entry).Value("harmless"), any(test.harmless))
	}
}

func TestAServersOwnFullNameIsNoDriftInWhateverDomain(t *testing.T) {
	org := organization(t, list(receive("EX01", "In", `"Fqdn": "ex01.eu.contoso.com"`), receive("EX02", "In", `"Fqdn": "EX02.us.contoso.com"`)))
	Equal(t, "drift", stated(t, find(t, org, "ReceiveConnector", `EX01\In`), "setting_drift"), any([]any{}))
}

func TestOneValueOnAllServersIsNoDriftWhateverAServerIsCalled(t *testing.T) {
	more := `"Fqdn": "mail.contoso.com", "Banner": "220 mail.contoso.com", "TlsCertificateName": "<I>CN=R11, O=Fabrikam CA, C=US<S>CN=mail.contoso.com"`
	org := organization(t, list(receive("MAIL", "In", more), receive("EX02", "In", more), receive("EX03", "In", more)))
	for _, o := range org.Objects("ReceiveConnector") {
		for _, fact := range []string{"binding_drift", "setting_drift"} {
			Equal(t, fact+" of "+o.Identity, stated(t, o, fact), any([]any{}))
		}
	}
}
