package explain

import (
	"net/netip"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
)

// Answer is which connector takes a connection of a client to one binding: of those whose ranges have
// its address, the one with the narrowest range (Receive connectors, 'Receive connector remote addresses').
type Answer struct {
	Binding  string
	From     netip.Addr
	Identity string   // "" where no connector takes it
	Range    string   // the entry of RemoteIPRanges that has the address
	Others   []string // connectors whose ranges have the address, too, the narrowest first
}

// match is a connector with the narrowest of its ranges that has an address.
type match struct {
	identity, text string
	values.IPRange
}

// answers returns one answer for each binding of a connector that the client can reach.
func answers(org *model.Organization, o *model.Object, client netip.Addr) (all []Answer) {
	bindings, _ := list(o, "Bindings")
	for _, binding := range bindings {
		at, err := netip.ParseAddrPort(binding)
		if !client.IsValid() || err != nil || at.Addr().Is4() != client.Is4() {
			continue
		}
		all = append(all, answerAt(org, o, at, binding, client))
	}
	return all
}

func answerAt(org *model.Organization, o *model.Object, at netip.AddrPort, binding string, client netip.Addr) Answer {
	var matches []match
	for _, other := range org.Objects("ReceiveConnector") {
		if text(other, "Server") == text(o, "Server") && text(other, "Enabled") != "false" && listens(other, at) {
			if m, ok := narrowest(other, client); ok {
				matches = append(matches, m)
			}
		}
	}
	slices.SortStableFunc(matches, func(a, b match) int { return values.WidestFirst(b.IPRange, a.IPRange) })
	answer := Answer{Binding: binding, From: client, Others: []string{}}
	for i, m := range matches {
		if i == 0 {
			answer.Identity, answer.Range = m.identity, m.text
			continue
		}
		answer.Others = append(answer.Others, m.identity)
	}
	return answer
}

// listens reports whether a connector takes connections that arrive at an address and port.
func listens(o *model.Object, at netip.AddrPort) bool {
	bindings, _ := list(o, "Bindings")
	return slices.ContainsFunc(bindings, func(binding string) bool {
		own, err := netip.ParseAddrPort(binding)
		return err == nil && own.Port() == at.Port() && (own.Addr() == at.Addr() || own.Addr().IsUnspecified() && own.Addr().Is4() == at.Addr().Is4())
	})
}

// narrowest returns the narrowest range of a connector that has an address.
func narrowest(o *model.Object, client netip.Addr) (m match, ok bool) {
	ranges, _ := list(o, "RemoteIPRanges")
	for _, text := range ranges {
		r, defect := values.ParseRange(strings.TrimSpace(text))
		has := defect == "" && r.Low.Is4() == client.Is4() && r.Low.Compare(client) <= 0 && client.Compare(r.High) <= 0
		if has && (!ok || values.WidestFirst(m.IPRange, r) < 0) {
			m, ok = match{o.Identity, text, r}, true
		}
	}
	return m, ok
}
