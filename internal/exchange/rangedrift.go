package exchange

import (
	"net/netip"
	"strings"

	"github.com/exchlint/exchlint/schema"
)

// ownAddresses are the addresses that servers listen on. That a server names itself, or
// the others, among its clients is no difference between them.
func (f *facts) ownAddresses() map[netip.Addr]bool {
	own := map[netip.Addr]bool{}
	for _, c := range f.receive {
		for _, at := range c.bindings {
			if !at.Addr().IsUnspecified() {
				own[at.Addr().Unmap()] = true
			}
		}
	}
	return own
}

// letIn is whom a connector lets in, but for the servers' own addresses.
type letIn struct {
	ranges []ipRange
	text   string
}

// compareRanges states for each member how the clients that it lets in differ from those
// of its peers, however the entries are cut.
func (f *facts) compareRanges(g *peerGroup, own map[netip.Addr]bool) {
	sets, values := make([]*letIn, len(g.members)), make([]compared, len(g.members))
	seen := map[number]*letIn{}
	var missing []string
	for i, c := range g.members {
		if c.number("merged_ranges") == notKnown {
			missing = append(missing, f.missingOf(c.Object, "merged_ranges")...)
			continue
		}
		exported := c.number("RemoteIPRanges")
		if seen[exported] == nil {
			ranges := c.lets(own)
			seen[exported] = &letIn{ranges, strings.Join(written(ranges), " ")}
		}
		sets[i] = seen[exported]
		values[i] = compared{sets[i].text, true}
	}
	drifts := make([][]any, len(g.members))
	against(values, func(i int, others []int) {
		mine, its := sets[i].ranges, sets[others[0]].ranges
		drifts[i] = []any{schema.EntryOf(map[string]any{"added": asList(written(outside(mine, its))), "removed": asList(written(outside(its, mine))), "others": g.identitiesOf(others)})}
	})
	g.state("range_drift", drifts, missing)
}

// lets returns the addresses that the connector lets in, but for the servers' own.
func (c *receiveConnector) lets(own map[netip.Addr]bool) []ipRange {
	var ranges []ipRange
	for _, r := range c.ranges {
		if r.low != r.high || !own[r.low] {
			ranges = append(ranges, r.ipRange)
		}
	}
	return united(ranges)
}

func written(ranges []ipRange) []string {
	texts := make([]string, len(ranges))
	for i, r := range ranges {
		texts[i] = r.String()
	}
	return texts
}

func (g *peerGroup) identitiesOf(members []int) []any {
	list := make([]any, len(members))
	for i, member := range members {
		list[i] = g.members[member].Identity
	}
	return list
}

// outside returns what of some ranges lies outside others, both in order and without
// overlaps.
func outside(ranges, others []ipRange) (left []ipRange) {
	for _, r := range ranges {
		for len(others) > 0 && others[0].high.Less(r.low) {
			others = others[1:]
		}
		left = append(left, r.minus(others)...)
	}
	return left
}

// minus returns what is left of a range outside others.
func (r ipRange) minus(others []ipRange) (left []ipRange) {
	for _, other := range others {
		if r.high.Less(other.low) {
			break
		}
		if r.low.Less(other.low) {
			left = append(left, ipRange{r.low, other.low.Prev()})
		}
		if !other.high.Less(r.high) {
			return left
		}
		r.low = other.high.Next()
	}
	return append(left, r)
}
