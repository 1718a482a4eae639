package facts

import (
	"context"
	"net/netip"
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/ingest"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/schema"
)

// The connectors of one server share its addresses and ports. A client is answered by
// the connectors of the address and port that it connects to, and of these by the one
// whose RemoteIPRanges names it most specifically. Ranges may nest, then, but neither
// coincide nor overlap in part, and two transport services can't listen in one place.

// mostPairs bounds the connectors that one connector is said to be in conflict with.
const MaxPairs = 10

// mostBindings bounds the bindings of one connector that are compared; real ones have
// a handful.
const MaxBindings = 32

// listening is a place that connectors of one transport service listen in.
type endpoint struct {
	at   netip.AddrPort
	role string
}

// everywhere returns the place that takes in all addresses of a binding's family.
func everywhere(at netip.AddrPort) netip.AddrPort {
	if at.Addr().Is4() {
		return netip.AddrPortFrom(netip.IPv4Unspecified(), at.Port())
	}
	return netip.AddrPortFrom(netip.IPv6Unspecified(), at.Port())
}

// listens is what Bindings come to.
type parsedBindings struct {
	at               []netip.AddrPort
	unread           bool // some binding is not among these
	ports, malformed *model.Datum
}

// listens works out the addresses and ports of Bindings.
func (c *receiveConnector) listens(seen *settings) {
	exported := datumNumber(c.Object, "Bindings")
	if exported == nil {
		c.SetUnknownLike("Bindings", "ports", "malformed_bindings")
		return
	}
	here := seen.bindings[exported]
	if here == nil {
		texts, _ := c.Strings("Bindings")
		here = seen.listensOn(texts)
		seen.bindings[exported] = here
	}
	c.bindings = here.at
	if here.unread {
		c.unread = append(c.unread, "Bindings")
	}
	c.SetShared("ports", here.ports)
	c.SetShared("malformed_bindings", here.malformed)
}

func (s *settings) listensOn(texts []string) *parsedBindings {
	l := &parsedBindings{}
	malformed := []any{}
	for _, text := range texts {
		if at, err := netip.ParseAddrPort(text); err == nil {
			l.at = append(l.at, netip.AddrPortFrom(at.Addr().WithZone(""), at.Port()))
			continue
		}
		malformed = append(malformed, values.Defective(text, values.NoBinding))
	}
	if len(malformed) > 0 || len(l.at) > MaxBindings {
		l.at, l.unread = l.at[:min(len(l.at), MaxBindings)], true
	}
	l.ports, l.malformed = model.DatumOf(portsOf(texts)), model.DatumOf(malformed)
	return l
}

// portsOf returns the ports of bindings, ascending, each once. A port may be known
// where the address before it is not.
func portsOf(bindings []string) []any {
	var ports []int64
	for _, binding := range bindings {
		if port, ok := ingest.PortOf(binding); ok {
			ports = append(ports, port)
		}
	}
	slices.Sort(ports)
	list := []any{}
	for _, port := range slices.Compact(ports) {
		list = append(list, port)
	}
	return list
}

// The facts about a connector and the others of its server.
var ListenerFacts = []string{"role_conflicts", "range_conflicts", "front_end", "without_starttls"}

// compareListeners finds the connectors of a server that get in each other's way.
func (f *deriver) compareListeners(ctx context.Context) {
	model.Spread(len(f.servers), func(_, from, to int) {
		n := newNeighbours()
		for _, server := range f.servers[from:to] {
			switch connectors := f.connectors[server]; {
			case ctx.Err() != nil:
			case server == "":
				withoutServer(connectors)
			default:
				f.compareOn(n, connectors)
			}
		}
	})
}

func (f *deriver) compareOn(n *neighbours, connectors []*receiveConnector) {
	roles, rolesMissing := n.clashingRoles(connectors), names(f.unread(connectors, property.TransportRole, property.Bindings))
	ranges, rangesMissing := n.clashingRanges(connectors), names(f.unread(connectors, property.TransportRole, property.Bindings, property.RemoteIPRanges))
	for _, c := range connectors {
		c.concludePairs("role_conflicts", roles[c], rolesMissing)
		c.concludePairs("range_conflicts", ranges[c], rangesMissing)
	}
	f.frontEnd(connectors)
	f.loseSTARTTLS(n, connectors)
}

// strangers are connectors of which nobody knows whether they are of one server.
func withoutServer(connectors []*receiveConnector) {
	for _, c := range connectors {
		for _, fact := range ListenerFacts {
			c.SetUnknown(fact, "the connector's server is not known", []string{"Server"})
		}
	}
}

// concludePairs states what a connector is in conflict with. That it is in none takes
// all connectors of its server.
func (c *receiveConnector) concludePairs(fact string, found []any, missing []string) {
	if len(found) == 0 && len(missing) > 0 {
		c.SetUnknown(fact, "what the connectors of its server listen for is not known", missing)
		return
	}
	c.SetList(fact, slices.Clone(found))
}

// unread names, a few of them at most, the properties without which some connectors
// can't be compared.
func (f *deriver) unread(connectors []*receiveConnector, properties ...model.AnyProperty) (missing []model.Input) {
	for _, c := range connectors {
		missing = append(missing, model.Missing(c.Object, properties...)...)
		for _, property := range properties {
			if slices.Contains(c.unread, property.Name()) {
				missing = append(missing, model.Unreadable(c.Object, property.Name()))
			}
		}
		if len(missing) >= MaxPairs {
			return missing[:MaxPairs]
		}
	}
	return missing
}

// occupied are the places that connectors listen in, and those of a whole family of
// addresses with all that listen anywhere in it.
type occupied struct {
	exact, family map[endpoint][]*receiveConnector
	roles         []string
}

func (o *occupied) add(c *receiveConnector, role string) {
	for _, at := range c.bindings {
		o.exact[endpoint{at, role}] = append(o.exact[endpoint{at, role}], c)
		o.family[endpoint{everywhere(at), role}] = append(o.family[endpoint{everywhere(at), role}], c)
	}
	if !slices.Contains(o.roles, role) {
		o.roles = append(o.roles, role)
	}
}

// rivals returns connectors of another role that listen where a binding does.
func (o *occupied) rivals(at netip.AddrPort, role string) []*receiveConnector {
	var rivals []*receiveConnector
	for _, other := range o.roles {
		here := o.family[endpoint{at, other}]
		if at != everywhere(at) {
			here = slices.Concat(limitPairs(o.exact[endpoint{at, other}]), limitPairs(o.exact[endpoint{everywhere(at), other}]))
		}
		if other != role {
			rivals = append(rivals, limitPairs(here)...)
		}
	}
	return rivals
}

func limitPairs(connectors []*receiveConnector) []*receiveConnector {
	return connectors[:min(len(connectors), MaxPairs)]
}

// clashingRoles finds, for each connector, those before it of another transport role
// that listen in one place with it; for one of the transport service on port 25, which has
// all the blame, also those behind it.
func (n *neighbours) clashingRoles(connectors []*receiveConnector) map[*receiveConnector][]any {
	if !n.contested(connectors) {
		return nil
	}
	found := map[*receiveConnector][]any{}
	before := occupied{exact: map[endpoint][]*receiveConnector{}, family: map[endpoint][]*receiveConnector{}}
	for _, c := range connectors {
		role, known := c.Text("TransportRole")
		if !known {
			continue
		}
		seen := map[*receiveConnector]bool{}
		for _, at := range c.bindings {
			for _, rival := range before.rivals(at, role) {
				if !seen[rival] && len(seen) < MaxPairs {
					seen[rival] = true
					found[c] = append(found[c], roleConflict(rival, at))
					if rival.isHubOn25(at) && len(found[rival]) < MaxPairs {
						found[rival] = append(found[rival], roleConflict(c, at))
					}
				}
			}
		}
		before.add(c, role)
	}
	return found
}

func (c *receiveConnector) isHubOn25(at netip.AddrPort) bool {
	role, _ := c.Text("TransportRole")
	return role == "HubTransport" && at.Port() == 25
}

func roleConflict(rival *receiveConnector, at netip.AddrPort) any {
	role, _ := rival.Text("TransportRole")
	return schema.EntryOf(map[string]any{"identity": rival.Identity, "TransportRole": role, "port": int64(at.Port()), "binding": at.String(), "disabled": rival.IsTrue("disabled")})
}

// frontEnd tells whether the server runs the front-end transport service, as every
// Mailbox server since Exchange 2013 does. Such a server has connectors of that role,
// and its back end listens on 2525.
func (f *deriver) frontEnd(connectors []*receiveConnector) {
	front := slices.ContainsFunc(connectors, func(c *receiveConnector) bool {
		role, _ := c.Text("TransportRole")
		behind := slices.ContainsFunc(c.bindings, func(at netip.AddrPort) bool { return at.Port() == 2525 })
		return role == "FrontendTransport" || role == "HubTransport" && behind && !f.edges[c.server]
	})
	missing := names(f.unread(connectors, property.TransportRole))
	for _, c := range connectors {
		if !front && len(missing) > 0 {
			c.SetUnknown("front_end", "which transport services the server runs is not known", missing)
			continue
		}
		c.Set("front_end", front)
	}
}
