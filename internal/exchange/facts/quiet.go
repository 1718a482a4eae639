package facts

import (
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
)

// quiet are the connectors of some servers, of each of which it is known that none gets in
// another's way. Most servers are set up like one of them, and then it is known of them, too.
type quiet [][]*receiveConnector

// mostQuiet is how many are remembered: the last ones.
const maxQuiet = 8

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
				c.SetShared(fact, model.EmptyList)
			}
			c.SetShared("front_end", datumNumber(others[i].Object, "front_end"))
		}
		return true
	}
	return false
}

func listensLike(a, b *receiveConnector) bool {
	return !slices.ContainsFunc(listenerSettings, func(property string) bool {
		number := datumNumber(a.Object, property)
		return number == model.Unset || number != datumNumber(b.Object, property)
	})
}

// note remembers the connectors of a server if none of them gets in another's way.
func (q *quiet) note(connectors []*receiveConnector) {
	for _, c := range connectors {
		troubled := func(fact string) bool { return datumNumber(c.Object, fact) != model.EmptyList }
		if slices.ContainsFunc(listenerTrouble, troubled) || datumNumber(c.Object, "front_end") == model.Unset {
			return
		}
	}
	if len(*q) == maxQuiet {
		*q = (*q)[1:]
	}
	*q = append(*q, connectors)
}
