package facts

import (
	"net/netip"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
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

// acceptedClients are the clients that a connector accepts, without the servers' own addresses.
type acceptedClients struct {
	ranges []values.IPRange
	text   string
}

// compareRanges states for each member how the clients that it accepts differ from those of its
// peers, however the entries are cut.
func (f *deriver) compareRanges(g *peerGroup, own map[netip.Addr]bool) {
	accepted, column := make([]*acceptedClients, len(g.members)), make([]compared, len(g.members))
	seen := map[*model.Datum]*acceptedClients{}
	for i, c := range g.members {
		if !property.MergedRanges.Of(c.Object).IsKnown() {
			continue
		}
		exported := property.RemoteIPRanges.Datum(c.Object)
		if seen[exported] == nil {
			ranges := c.accepts(own)
			seen[exported] = &acceptedClients{ranges, strings.Join(values.Written(ranges), " ")}
		}
		accepted[i], column[i] = seen[exported], compared{seen[exported].text, true}
	}
	d := newDrifts(g)
	d.lack(column, func(i int) []model.Input { return property.MergedRanges.Missing(g.members[i].Object) })
	against(column, func(i int, others []int) {
		d.found[i] = []any{accepted[i].drift(accepted[others[0]], g.identitiesOf(others))}
	})
	d.state(property.RangeDrift)
}

// drift returns how the clients differ from those of another connector.
func (a *acceptedClients) drift(other *acceptedClients, others []any) any {
	return schema.EntryOf(map[string]any{
		"added":   values.AsList(values.Written(values.Outside(a.ranges, other.ranges))),
		"removed": values.AsList(values.Written(values.Outside(other.ranges, a.ranges))),
		"others":  others,
	})
}

// accepts returns the addresses that the connector accepts, without the servers' own.
func (c *receiveConnector) accepts(own map[netip.Addr]bool) []values.IPRange {
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
