package facts

import (
	"context"
	"net/netip"
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
)

// The connectors of one server share its addresses and ports. A client is answered by
// the connectors of the address and port that it connects to, and of these by the one
// whose RemoteIPRanges name it most specifically. Ranges may nest, then, but neither
// coincide nor overlap in part, and two transport services can't listen on one endpoint.

// maxPairs bounds the connectors with which one connector is reported to be in conflict.
const maxPairs = 10

// listenerFacts are the facts about a connector and the others of its server that are lists.
var listenerFacts = []*model.Property[[]any]{property.RoleConflicts, property.RangeConflicts, property.WithoutSTARTTLS}

// compareListeners finds the connectors of a server that conflict with each other.
func (f *deriver) compareListeners(ctx context.Context) {
	model.Spread(len(f.servers), func(_, from, to int) {
		n := newNeighbours()
		for _, server := range f.servers[from:to] {
			switch connectors := f.connectors[server]; {
			case ctx.Err() != nil:
			case server == "":
				leaveUncompared(connectors)
			default:
				f.compareOn(n, connectors)
			}
		}
	})
}

// compareOn compares the connectors of one server.
func (f *deriver) compareOn(n *neighbours, connectors []*receiveConnector) {
	roles, rolesMissing := n.clashingRoles(connectors), f.unread(connectors, property.TransportRole, property.Bindings)
	ranges, rangesMissing := n.clashingRanges(connectors), f.unread(connectors, property.TransportRole, property.Bindings, property.RemoteIPRanges)
	for _, c := range connectors {
		property.RoleConflicts.Set(c.Object, pairs(roles[c], rolesMissing))
		property.RangeConflicts.Set(c.Object, pairs(ranges[c], rangesMissing))
	}
	frontEnd := f.hasFrontEnd(connectors)
	for _, c := range connectors {
		property.FrontEnd.Set(c.Object, frontEnd)
	}
	f.loseSTARTTLS(n, connectors)
}

// pairs returns what a connector is in conflict with. That there is nothing takes all connectors of
// its server.
func pairs(found []any, missing []model.Input) model.Known[[]any] {
	return model.Partial[any]{Found: slices.Clone(found), Missing: missing}.Some()
}

// leaveUncompared states of connectors that they may be of different servers.
func leaveUncompared(connectors []*receiveConnector) {
	noServer := model.UnknownServer()
	for _, c := range connectors {
		for _, fact := range listenerFacts {
			fact.Set(c.Object, model.Unknown[[]any](noServer))
		}
		property.FrontEnd.Set(c.Object, model.Unknown[bool](noServer))
	}
}

// unread returns, a few of them at most, the properties without which some connectors
// can't be compared.
func (f *deriver) unread(connectors []*receiveConnector, properties ...model.AnyProperty) (missing []model.Input) {
	for _, c := range connectors {
		missing = append(missing, model.Missing(c.Object, properties...)...)
		for _, property := range properties {
			if slices.Contains(c.unread, property.Name()) {
				missing = append(missing, model.Unreadable(c.Object, property.Name()))
			}
		}
		if len(missing) >= maxPairs {
			return missing[:maxPairs]
		}
	}
	return missing
}

// hasFrontEnd tells whether the server of some connectors runs the front-end transport service, as
// every Mailbox server since Exchange 2013 does. Such a server has connectors of that role,
// and its back end listens on 2525.
func (f *deriver) hasFrontEnd(connectors []*receiveConnector) model.Known[bool] {
	shown := slices.ContainsFunc(connectors, func(c *receiveConnector) bool {
		role := property.TransportRole.Of(c.Object).OrElse("")
		behind := slices.ContainsFunc(c.bindings, func(at netip.AddrPort) bool { return at.Port() == 2525 })
		return role == "FrontendTransport" || role == "HubTransport" && behind && !f.edges[c.server]
	})
	return model.Or(model.Certain(shown), model.Given(false, f.unread(connectors, property.TransportRole)))
}
