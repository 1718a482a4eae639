package facts

import (
	"net/netip"
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/schema"
)

// occupied are the endpoints on which connectors listen, and those of a whole family of
// addresses with all connectors that listen on any of them.
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
	return connectors[:min(len(connectors), maxPairs)]
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
		role, known := property.TransportRole.Of(c.Object).Get()
		if !known {
			continue
		}
		seen := map[*receiveConnector]bool{}
		for _, at := range c.bindings {
			for _, rival := range before.rivals(at, role) {
				if !seen[rival] && len(seen) < maxPairs {
					seen[rival] = true
					found[c] = append(found[c], roleConflict(rival, at))
					if rival.isHubOn25(at) && len(found[rival]) < maxPairs {
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
	return property.TransportRole.Of(c.Object).OrElse("") == "HubTransport" && at.Port() == 25
}

func roleConflict(rival *receiveConnector, at netip.AddrPort) any {
	role := property.TransportRole.Of(rival.Object).OrElse("")
	return schema.EntryOf(map[string]any{"identity": rival.Identity, "TransportRole": role, "port": int64(at.Port()), "binding": at.String(), "disabled": rival.isDisabled()})
}
