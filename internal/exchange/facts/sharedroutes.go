package facts

import (
	"cmp"
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/schema"
)

// compareRoutes finds the send connectors that route the same for the same cost, among
// which Exchange may choose any.
func (f *deriver) compareRoutes() {
	for _, c := range f.send {
		if c.isDisabled() {
			continue
		}
		f.unrouted = append(f.unrouted, property.ParsedAddressSpaces.Missing(c.Object)...)
		for _, s := range c.spaces {
			if mine := f.routes[s]; len(mine) == 0 || mine[len(mine)-1] != c {
				f.routes[s] = append(mine, c)
			}
		}
	}
	f.unrouted = model.Shorten(f.unrouted)
	for _, c := range f.send {
		property.SharedRoutes.Set(c.Object, f.sharedRoutes(c).Some())
	}
}

// maxShared bounds how many other connectors one connector's shared_routes has.
const maxShared = 20

// sharedRoutes lists the connectors before this one, by name, that route the same: those of which the
// finding is worse first.
func (f *deriver) sharedRoutes(c *sendConnector) model.Partial[any] {
	if c.isDisabled() {
		return model.Partial[any]{}
	}
	shared := model.Partial[any]{Missing: slices.Clip(f.unrouted)}
	var found []sharedRoute
	for _, route := range f.routesWith(c) {
		may := mayLeaveBy(c, route.other)
		if model.Is(may) {
			route.together, route.exo = c.sharesSource(route.other), model.Is(property.EXO.Of(route.other.Object))
			found = append(found, *route)
		}
		if len(shared.Missing) < maxShared {
			shared.Lack(may.Missing()...)
		}
	}
	slices.SortStableFunc(found, func(a, b sharedRoute) int { return cmp.Compare(b.weight(), a.weight()) })
	for _, route := range found[:min(len(found), maxShared)] {
		shared.Found = append(shared.Found, route.entry())
	}
	return shared
}

// sharedRoute is another connector with what both route.
type sharedRoute struct {
	other         *sendConnector
	spaces        []any // the first of them
	more          int64 // how many more there are
	together, exo bool
}

// routesWith returns what the connector routes like those before it, in the order of its address
// spaces.
func (f *deriver) routesWith(c *sendConnector) (routes []*sharedRoute) {
	known := map[*sendConnector]*sharedRoute{}
	for _, s := range c.spaces {
		for _, other := range f.before(c, s) {
			route := known[other]
			if route == nil {
				route = &sharedRoute{other: other}
				known[other], routes = route, append(routes, route)
			}
			if len(route.spaces) < maxNear {
				route.spaces = append(route.spaces, s.Kind+":"+s.Domain)
			} else {
				route.more++
			}
		}
	}
	return routes
}

// weight is more for a connector that makes the finding worse.
func (r sharedRoute) weight() int {
	if r.together && r.exo {
		return 1
	}
	return 0
}

func (r sharedRoute) entry() any {
	return schema.EntryOf(map[string]any{"identity": r.other.Identity, "exo": r.exo, "together": r.together, "spaces": r.spaces, "more": r.more})
}

// before returns the first connectors of a route, up to this one.
func (f *deriver) before(c *sendConnector, s values.AddressSpace) []*sendConnector {
	first := f.routes[s][:min(len(f.routes[s]), maxNear)]
	if i := slices.Index(first, c); i >= 0 {
		return first[:i]
	}
	return first
}

// mayLeaveBy tells whether the mail of a connector may leave by another one. A scoped connector is
// for the servers of its own site, which only its source servers show.
func mayLeaveBy(c, other *sendConnector) model.Known[bool] {
	if missing := slices.Concat(property.SourceTransportServers.Missing(c.Object), property.SourceTransportServers.Missing(other.Object)); missing != nil {
		return model.Unknown[bool](missing...)
	}
	return model.Or(
		model.Certain(c.sharesSource(other)),
		model.Not(property.IsScopedConnector.Of(c.Object)),
		model.Not(property.IsScopedConnector.Of(other.Object)),
	)
}

// sharesSource reports whether some server is a source of both connectors.
func (c *sendConnector) sharesSource(other *sendConnector) bool {
	return slices.ContainsFunc(c.sources, other.hasSource)
}

// hasSource reports whether a server is one of the connector's source servers.
func (c *sendConnector) hasSource(server string) bool {
	if c.isSource == nil {
		c.isSource = map[string]bool{}
		for _, source := range c.sources {
			c.isSource[source] = true
		}
	}
	return c.isSource[server]
}
