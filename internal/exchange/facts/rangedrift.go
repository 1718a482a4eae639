package facts

import (
	"net/netip"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/schema"
)

// ownAddresses are the addresses that servers listen on. That a server names itself, or
// the others, among its clients is no difference between them.
func (f *deriver) ownAddresses() map[netip.Addr]bool {
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
	ranges []values.IPRange
	text   string
}

// compareRanges states for each member how the clients that it lets in differ from those
// of its peers, however the entries are cut.
func (f *deriver) compareRanges(g *peerGroup, own map[netip.Addr]bool) {
	sets, column := make([]*letIn, len(g.members)), make([]compared, len(g.members))
	seen := map[*model.Datum]*letIn{}
	var missing []string
	for i, c := range g.members {
		if datumNumber(c.Object, "merged_ranges") == nil {
			missing = append(missing, f.missingOf(c.Object, "merged_ranges")...)
			continue
		}
		exported := datumNumber(c.Object, "RemoteIPRanges")
		if seen[exported] == nil {
			ranges := c.lets(own)
			seen[exported] = &letIn{ranges, strings.Join(values.Written(ranges), " ")}
		}
		sets[i] = seen[exported]
		column[i] = compared{sets[i].text, true}
	}
	drifts := make([][]any, len(g.members))
	against(column, func(i int, others []int) {
		mine, its := sets[i].ranges, sets[others[0]].ranges
		drifts[i] = []any{schema.EntryOf(map[string]any{"added": values.AsList(values.Written(values.Outside(mine, its))), "removed": values.AsList(values.Written(values.Outside(its, mine))), "others": g.identitiesOf(others)})}
	})
	g.state("range_drift", drifts, missing)
}

// lets returns the addresses that the connector lets in, but for the servers' own.
func (c *receiveConnector) lets(own map[netip.Addr]bool) []values.IPRange {
	var ranges []values.IPRange
	for _, r := range c.ranges {
		if r.Low != r.High || !own[r.Low] {
			ranges = append(ranges, r.IPRange)
		}
	}
	return values.United(ranges)
}

func (g *peerGroup) identitiesOf(members []int) []any {
	list := make([]any, len(members))
	for i, member := range members {
		list[i] = g.members[member].Identity
	}
	return list
}
