package facts

import (
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

// sharedRoutes lists the connectors before this one, by name, that route the same.
func (f *deriver) sharedRoutes(c *sendConnector) model.Partial[any] {
	if c.isDisabled() {
		return model.Partial[any]{}
	}
	shared := model.Partial[any]{Missing: slices.Clip(f.unrouted)}
	for _, s := range c.spaces {
		for _, other := range f.before(c, s) {
			may := mayLeaveBy(c, other)
			if model.Is(may) {
				shared.Found = append(shared.Found, sharedRoute(c, other, s))
			}
			shared.Lack(may.Missing()...)
		}
	}
	return shared
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

func sharedRoute(c, other *sendConnector, s values.AddressSpace) any {
	return schema.EntryOf(map[string]any{
		"identity": other.Identity, "exo": model.Is(property.EXO.Of(other.Object)),
		"together": c.sharesSource(other), "space": s.Kind + ":" + s.Domain,
	})
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
