package facts

import (
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/schema"
)

// compareRoutes finds the send connectors that route the same for the same cost, among
// which Exchange chooses as it likes.
func (f *deriver) compareRoutes() {
	for _, c := range f.send {
		if c.IsTrue("disabled") {
			continue
		}
		f.unrouted = append(f.unrouted, f.missingOf(c.Object, "address_spaces")...)
		for _, s := range c.spaces {
			if mine := f.routes[s]; len(mine) == 0 || mine[len(mine)-1] != c {
				f.routes[s] = append(mine, c)
			}
		}
	}
	f.unrouted = limitMissing(f.unrouted)
	for _, c := range f.send {
		f.sharedRoutes(c)
	}
}

// sharedRoutes lists the connectors before this one, by name, that route the same.
func (f *deriver) sharedRoutes(c *sendConnector) {
	if c.IsTrue("disabled") {
		c.SetShared("shared_routes", model.EmptyList)
		return
	}
	missing := f.unrouted
	var shared []any
	for _, s := range c.spaces {
		for _, other := range f.before(c, s) {
			entry, lacks := f.shared(c, other)
			if entry != nil {
				shared = append(shared, entry.With(map[string]any{"space": s.Kind + ":" + s.Domain}))
			}
			missing = append(missing[:len(missing):len(missing)], lacks...)
		}
	}
	c.SetListOrUnknown("shared_routes", shared, "which connectors route the same is not known", missing)
}

// before returns the first connectors of a route, up to this one.
func (f *deriver) before(c *sendConnector, s values.AddressSpace) []*sendConnector {
	first := f.routes[s][:min(len(f.routes[s]), MaxNear)]
	if i := slices.Index(first, c); i >= 0 {
		return first[:i]
	}
	return first
}

// shared describes a connector that the mail of another may leave by, nil where it may
// not: a scoped one is for the servers of its own site, which are nowhere to be seen but
// in its source servers.
func (f *deriver) shared(c, other *sendConnector) (entry *schema.Entry, missing []string) {
	missing = model.MissingFor(c.Object, "SourceTransportServers")
	missing = append(missing, f.missingOf(other.Object, "SourceTransportServers")...)
	if missing != nil {
		return nil, missing
	}
	together := slices.ContainsFunc(c.sources, other.sendsFrom)
	mine, mineKnown := c.Bool("IsScopedConnector")
	its, itsKnown := other.Bool("IsScopedConnector")
	switch {
	case together, mineKnown && !mine, itsKnown && !its:
		return schema.EntryOf(map[string]any{"identity": other.Identity, "exo": other.IsTrue("exo"), "together": together}), nil
	case mineKnown && itsKnown:
		return nil, nil
	}
	return nil, append(model.MissingFor(c.Object, "IsScopedConnector"), f.missingOf(other.Object, "IsScopedConnector")...)
}

// sendsFrom reports whether a server is one of the connector's source servers.
func (c *sendConnector) sendsFrom(server string) bool {
	if c.isSource == nil {
		c.isSource = map[string]bool{}
		for _, source := range c.sources {
			c.isSource[source] = true
		}
	}
	return c.isSource[server]
}
