package exchange

import (
	"fmt"
	"strings"
	"testing"

	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/schema"
)

// listener returns a receive connector's JSON of one role, place and range.
func listener(name, role, bindings, ranges string) string {
	return receive("EX01", name, fmt.Sprintf(`"TransportRole": %q, "Bindings": %q, "RemoteIPRanges": %q`, role, bindings, ranges))
}

// pairs returns whom the connectors of an organization are in conflict with, as
// "later: earlier".
func pairs(t *testing.T, fact string, connectors ...string) []string {
	t.Helper()
	org := organization(t, list(connectors...))
	var found []string
	for _, o := range org.Objects("ReceiveConnector") {
		for _, other := range identities(t, o, fact) {
			found = append(found, strings.TrimPrefix(o.Identity, `EX01\`)+": "+strings.TrimPrefix(other, `EX01\`))
		}
	}
	return found
}

func TestRangesInOnePlaceNestButNeitherCoincideNorOverlapInPart(t *testing.T) {
	const front, everywhere = "FrontendTransport", "0.0.0.0:25"
	tests := []struct {
		name          string
		first, second string
		at            string // where the second listens
		conflict      bool
	}{
		{"nested", "10.0.0.0-10.0.0.20", "10.0.0.5-10.0.0.6", everywhere, false},
		{"nested the other way round", "10.0.0.5-10.0.0.6", "10.0.0.0/24", everywhere, false},
		{"nested from the first address on", "10.0.0.0/24", "10.0.0.0/25", everywhere, false},
		{"apart", "10.0.0.0/24", "10.0.1.0/24", everywhere, false},
		{"of two families", "::/0", "0.0.0.0/0", everywhere, false},
		{"overlapping", "10.0.0.0-10.0.0.20", "10.0.0.10-10.0.0.30", everywhere, true},
		{"overlapping in one address", "10.0.0.0-10.0.0.20", "10.0.0.20-10.0.0.30", everywhere, true},
		{"equal", "10.0.0.5", "10.0.0.5/32", everywhere, true},
		{"one equal of several", "10.0.0.5,10.0.0.9", "10.0.0.7,10.0.0.9", everywhere, true},
		{"overlapping behind a nested one", "10.0.0.0-10.0.0.20", "10.0.0.1,10.0.0.2,10.0.0.3-10.0.0.21", everywhere, true},
		{"equal on another port", "10.0.0.5", "10.0.0.5", "0.0.0.0:587", false},
		{"equal on one of all addresses", "10.0.0.5", "10.0.0.5", "192.0.2.1:25", false},
		{"overlapping on one of all addresses", "10.0.0.0-10.0.0.20", "10.0.0.10-10.0.0.30", "192.0.2.1:25", true},
		{"equal in the other family of addresses", "10.0.0.5", "10.0.0.5", "[::]:25", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var want []string
			if test.conflict {
				want = []string{"B: A"}
			}
			Equal(t, "conflicts", pairs(t, "range_conflicts", listener("A", front, everywhere, test.first), listener("B", front, test.at, test.second)), want)
		})
	}
}

func TestRangesOnTwoAddressesDoNotMeet(t *testing.T) {
	got := pairs(t, "range_conflicts", listener("A", "FrontendTransport", "192.0.2.1:25", "10.0.0.0-10.0.0.20"), listener("B", "FrontendTransport", "192.0.2.2:25", "10.0.0.10-10.0.0.30"))
	Equal(t, "conflicts", got, []string(nil))
}

func TestEachPairIsSaidOnceOnTheLaterConnector(t *testing.T) {
	const front, at = "FrontendTransport", "[::]:25,0.0.0.0:25"
	got := pairs(t, "range_conflicts", listener("B", front, at, "10.0.0.5,10.0.0.6"), listener("A", front, at, "10.0.0.5,10.0.0.6"), listener("C", front, at, "10.0.0.6"))
	Equal(t, "conflicts", got, []string{"B: A", "C: A", "C: B"})
}

func TestDisabledConnectorsTakeNoClients(t *testing.T) {
	off := strings.Replace(listener("A", "FrontendTransport", "0.0.0.0:25", "10.0.0.5"), `"Enabled":true`, `"Enabled":false`, 1)
	Equal(t, "conflicts", pairs(t, "range_conflicts", off, listener("B", "FrontendTransport", "0.0.0.0:25", "10.0.0.5")), []string(nil))
}

func TestTwoRolesCantListenInOnePlace(t *testing.T) {
	tests := []struct {
		name, hub string
		conflict  bool
	}{
		{"the same address", "192.0.2.1:587", true},
		{"all addresses", "0.0.0.0:587", true},
		{"another address", "192.0.2.2:587", false},
		{"another port", "192.0.2.1:2525", false},
		{"the other family", "[::]:587", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var want []string
			if test.conflict {
				want = []string{"Hub: Front"}
			}
			got := pairs(t, "role_conflicts", listener("Front", "FrontendTransport", "192.0.2.1:587", "10.0.0.5"), listener("Hub", "HubTransport", test.hub, "10.0.0.6"))
			Equal(t, "conflicts", got, want)
		})
	}
	got := pairs(t, "role_conflicts", listener("A", "HubTransport", "0.0.0.0:587", "10.0.0.5"), listener("B", "FrontendTransport", "192.0.2.1:587", "10.0.0.6"))
	Equal(t, "one address beside all", got, []string{"B: A"})
}

func TestOfAConnectorWhoseNeighboursAreNotKnownNothingIsSaid(t *testing.T) {
	org := organization(t, list(listener("A", "FrontendTransport", "0.0.0.0:25", "10.0.0.5"), listener("B", "FrontendTransport", "System.Collections.ArrayList", "10.0.0.5"),
		listener("C", "FrontendTransport", "0.0.0.0:25", "10.0.0.5")))
	a, c := find(t, org, "ReceiveConnector", `EX01\A`), find(t, org, "ReceiveConnector", `EX01\C`)
	Equal(t, "what A needs", a.Gap("range_conflicts").Missing, []string{`Bindings of EX01\B`})
	Equal(t, "what C conflicts with", identities(t, c, "range_conflicts"), []string{`EX01\A`})
}

func TestConnectorsOfUnknownServersAreNotCompared(t *testing.T) {
	record := func(name string) string {
		return strings.Replace(listener(name, "FrontendTransport", "0.0.0.0:25", "10.0.0.5"), `"Server":"EX01",`, "", 1)
	}
	org := organization(t, list(record("A"), record("B")))
	for _, o := range org.Objects("ReceiveConnector") {
		for _, fact := range []string{"role_conflicts", "range_conflicts", "front_end", "without_starttls"} {
			Equal(t, fact+" needs", o.Gap(fact).Missing, []string{"Server"})
		}
	}
}

func TestAMoreSpecificConnectorWithoutSTARTTLSTakesClientsAway(t *testing.T) {
	front := receive("EX01", "Front", `"Fqdn": "EX01.corp.contoso.com"`)
	relay := func(more string) string {
		return receive("EX01", "Relay", `"AuthMechanism": "None", "RemoteIPRanges": ["10.1.1.10"]`+also(more))
	}
	taken := func(documents ...string) any {
		o := find(t, organization(t, documents...), "ReceiveConnector", `EX01\Relay`)
		if _, known := o.Value("without_starttls"); !known {
			return o.Gap("without_starttls").Missing
		}
		return identities(t, o, "without_starttls")
	}
	certificates := list(selfSigned("EX01", "A"))
	Equal(t, "its clients", taken(list(front, relay("")), certificates), any([]string{`EX01\Front`}))
	Equal(t, "on another port", taken(list(front, relay(`"Bindings": ["0.0.0.0:2525"]`)), certificates), any([]string{}))
	Equal(t, "on one of the addresses", taken(list(front, relay(`"Bindings": ["192.0.2.1:25"]`)), certificates), any([]string{`EX01\Front`}))
	Equal(t, "with STARTTLS", taken(list(front, relay(`"AuthMechanism": "Tls"`)), certificates), any([]string{}))
	Equal(t, "with a name that finds nothing", taken(list(front, relay(`"AuthMechanism": "Tls", `+pinned)), certificates), any([]string{`EX01\Front`}))
	Equal(t, "without certificates", taken(list(front, relay(""))), any([]string{"certificates of EX01"}))
}

func TestRangesAreMergedIntoAsFewAsCanBe(t *testing.T) {
	tests := map[string]string{
		"10.0.0.1":                                            "10.0.0.1",
		"10.0.0.0/25,10.0.0.128/25":                           "10.0.0.0/24",
		"10.0.0.2,10.0.0.1":                                   "10.0.0.1-10.0.0.2",
		"10.0.0.0/24,10.0.0.7":                                "10.0.0.0/24",
		"10.0.0.0-10.0.0.20,10.0.0.10-10.0.0.31":              "10.0.0.0/27",
		"0.0.0.0-255.255.255.255,::/0":                        "0.0.0.0/0 ::/0",
		"255.255.255.255,0.0.0.0,2001:db8::,10.0.0.1":         "0.0.0.0 10.0.0.1 255.255.255.255 2001:db8::",
		"2001:db8::-2001:db8::1,10.0.0.0(255.0.0.0)":          "10.0.0.0/8 2001:db8::/127",
		"192.168.1.1/24,192.168.1.77,192.168.2.0-192.168.2.9": "192.168.1.0-192.168.2.9",
	}
	for ranges, want := range tests {
		org := organization(t, list(listener("In", "FrontendTransport", "0.0.0.0:25", ranges)))
		merged, _ := textOf(find(t, org, "ReceiveConnector", `EX01\In`), "merged_ranges")
		Equal(t, ranges, strings.ReplaceAll(merged, ",", " "), want)
	}
}

func TestWhatCantBeReadIsNamed(t *testing.T) {
	o := find(t, organization(t, list(listener("In", "FrontendTransport", "0.0.0.0:25,mail.contoso.com:25", "10.0.0.9-10.0.0.1,fe80::1%11,10.0.0.1"))), "ReceiveConnector", `EX01\In`)
	ranges, _ := o.Value("malformed_ranges")
	Equal(t, "ranges", ranges, any([]any{schema.EntryOf(map[string]any{"text": "10.0.0.9-10.0.0.1", "defect": values.HighBelowLow})}))
	bindings, _ := o.Value("malformed_bindings")
	Equal(t, "bindings", bindings, any([]any{schema.EntryOf(map[string]any{"text": "mail.contoso.com:25", "defect": values.NoBinding})}))
	if _, known := o.Value("wide"); known {
		t.Error("whether it is wide is known")
	}
	o = find(t, organization(t, list(listener("In", "FrontendTransport", "0.0.0.0:25", "10.0.0.9-10.0.0.1,0.0.0.0/0"))), "ReceiveConnector", `EX01\In`)
	if !isTrue(o, "wide") {
		t.Error("all of IPv4 is not wide beside what can't be read")
	}
}

func TestExchangeOnlineIsKnownByItsAddresses(t *testing.T) {
	for ranges, want := range map[string]string{"10.1.1.10": "no", "40.107.0.0/16": "only", "40.107.1.1,10.1.1.10": "partly", "0.0.0.0/0": "partly", "2a01:111:f400::/48,52.101.0.1": "only"} {
		o := find(t, organization(t, list(listener("In", "FrontendTransport", "0.0.0.0:25", ranges))), "ReceiveConnector", `EX01\In`)
		got, _ := textOf(o, "exchange_online")
		Equal(t, ranges, got, want)
	}
}

// An export may be made up to cost time: all connectors in one place, with ranges that
// overlap in part, or bindings by the thousand.
func TestOfManyConflictsAFewAreSaid(t *testing.T) {
	var connectors []string
	for i := range 300 {
		connectors = append(connectors, listener(fmt.Sprintf("In %03d", i), []string{"FrontendTransport", "HubTransport"}[i%2], "0.0.0.0:25", fmt.Sprintf("10.0.%d.0-10.9.%d.0", i%256, i%256)))
	}
	last := find(t, organization(t, list(connectors...)), "ReceiveConnector", `EX01\In 299`)
	Equal(t, "range conflicts", len(identities(t, last, "range_conflicts")), 10)
	Equal(t, "role conflicts", len(identities(t, last, "role_conflicts")), 10)
}

func TestMoreBindingsThanAreComparedCountAsUnread(t *testing.T) {
	var bindings []string
	for i := range 32 + 1 {
		bindings = append(bindings, fmt.Sprintf("10.0.0.%d:25", i))
	}
	org := organization(t, list(listener("Many", "FrontendTransport", strings.Join(bindings, ","), "10.0.0.5"), listener("One", "FrontendTransport", "10.0.1.1:25", "10.0.0.5")))
	Equal(t, "what is missing", find(t, org, "ReceiveConnector", `EX01\One`).Gap("range_conflicts").Missing, []string{`Bindings of EX01\Many`})
}

func TestAHubConnectorOnPort25HasEveryPairItself(t *testing.T) {
	hub := listener("Hub", "HubTransport", "0.0.0.0:25", "10.0.0.5")
	got := pairs(t, "role_conflicts", listener("Front", "FrontendTransport", "0.0.0.0:25", "10.0.0.6"), hub, listener("Relay", "FrontendTransport", "0.0.0.0:25", "10.0.0.7"))
	Equal(t, "conflicts", got, []string{"Hub: Front", "Hub: Relay", "Relay: Hub"})
}
