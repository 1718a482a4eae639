package exchange

import "slices"

// quiet are the connectors of some servers, of each of which it is known that none gets in
// another's way. Most servers are set up like one of them, and then it is known of them, too.
type quiet [][]*receiveConnector

// mostQuiet is how many are remembered: the last ones.
const mostQuiet = 8

// What decides who gets in whose way, and what is said of connectors of which none does.
var (
	listenerSettings = []string{"TransportRole", "Bindings", "RemoteIPRanges", "disabled", "edge", "external", "offers_starttls"}
	listenerTrouble  = []string{"role_conflicts", "range_conflicts", "without_starttls"}
)

// like reports whether a server is set up like one that was seen, and states what is known of
// that one.
func (q quiet) like(connectors []*receiveConnector) bool {
	for _, others := range q {
		if !slices.EqualFunc(connectors, others, listensLike) {
			continue
		}
		for i, c := range connectors {
			for _, fact := range listenerTrouble {
				c.share(fact, noValues)
			}
			c.share("front_end", others[i].number("front_end"))
		}
		return true
	}
	return false
}

func listensLike(a, b *receiveConnector) bool {
	return !slices.ContainsFunc(listenerSettings, func(property string) bool {
		number := a.number(property)
		return number == notKnown || number != b.number(property)
	})
}

// note remembers the connectors of a server if none of them gets in another's way.
func (q *quiet) note(connectors []*receiveConnector) {
	for _, c := range connectors {
		troubled := func(fact string) bool { return c.number(fact) != noValues }
		if slices.ContainsFunc(listenerTrouble, troubled) || c.number("front_end") == notKnown {
			return
		}
	}
	if len(*q) == mostQuiet {
		*q = (*q)[1:]
	}
	*q = append(*q, connectors)
}
