package facts

import "github.com/exchlint/exchlint/schema"

// clashingRanges finds, for each connector, those before it that answer some of the
// same clients without either being the more specific one.
func (n *neighbours) clashingRanges(connectors []*receiveConnector) map[*receiveConnector][]any {
	clashes := clashes{found: map[*receiveConnector][]any{}, seen: map[[2]*receiveConnector]bool{}}
	for group := range n.gather(connectors) {
		clashes.sweep(n.sorted(group))
	}
	return clashes.found
}

// clashes collects the pairs of connectors that are in conflict, each once, with the
// one whose identity sorts later.
type clashes struct {
	found map[*receiveConnector][]any
	seen  map[[2]*receiveConnector]bool
}

// maxOpen bounds how many of the ranges that begin before another one and may reach
// into it are looked at. Ranges without conflicts nest two or three deep.
const maxOpen = 64

// sweep goes through ranges from low to high addresses. At each one, those that began
// before it and have not ended lie open: it is inside them, or overlaps them in part.
func (s *clashes) sweep(entries []entry) {
	var open []entry
	for _, e := range entries {
		for len(open) > 0 && open[len(open)-1].High.Compare(e.Low) < 0 {
			open = open[:len(open)-1]
		}
		for _, other := range open[max(0, len(open)-maxOpen):] {
			s.compare(other, e)
		}
		open = append(open, e)
	}
}

// compare notes a conflict of two ranges, of which a begins first. Exchange refuses
// equal ranges on one endpoint, and ranges of which neither contains the other also where
// one connector listens on a single address and the other on all.
func (s *clashes) compare(a, b entry) {
	partial := a.Overlaps(b.IPRange) && !a.Contains(b.IPRange)
	equal := a.IPRange == b.IPRange && a.at == b.at
	together := a.at == b.at || a.at == everywhere(a.at) || b.at == everywhere(b.at)
	if a.connector == b.connector || !together || !partial && !equal {
		return
	}
	if a.connector.Identity > b.connector.Identity {
		a, b = b, a
	}
	pair := [2]*receiveConnector{a.connector, b.connector}
	if s.seen[pair] || len(s.found[b.connector]) >= maxPairs {
		return
	}
	s.seen[pair] = true
	s.found[b.connector] = append(s.found[b.connector], schema.EntryOf(map[string]any{
		"identity": a.connector.Identity, "binding": b.at.String(), "range": b.text, "other": a.text, "identical": equal,
	}))
}
