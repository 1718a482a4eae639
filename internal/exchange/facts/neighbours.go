package facts

import (
	"iter"
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/internal/exchange/values"
)

// neighbours groups the connectors of one server after the other by the endpoints on which they
// listen. It reuses its memory, and is for one goroutine.
type neighbours struct {
	roles   map[uint16]string // by port
	index   map[endpoint]int  // of groups
	groups  []endpointGroup
	entries []entry
}

// endpointGroup are the connectors of one role that listen on one endpoint.
type endpointGroup struct {
	endpoint
	listeners []listener
}

// listener is a connector, and an endpoint on which it listens itself.
type listener struct {
	endpoint
	connector *receiveConnector
}

func newNeighbours() *neighbours {
	return &neighbours{roles: map[uint16]string{}, index: map[endpoint]int{}}
}

// maxEndpointGroups is how large a map may be to be cleared for the next server.
const maxEndpointGroups = 1 << 8

// emptied returns an empty map: the same one, unless clearing it would take longer.
func emptied[K comparable, V any](used map[K]V) map[K]V {
	if len(used) > maxEndpointGroups {
		return map[K]V{}
	}
	clear(used)
	return used
}

// contested reports whether connectors of several roles listen on one port.
func (n *neighbours) contested(connectors []*receiveConnector) bool {
	n.roles = emptied(n.roles)
	for _, c := range connectors {
		role, known := property.TransportRole.Of(c.Object).Get()
		for _, at := range c.bindings {
			if other, taken := n.roles[at.Port()]; known && taken && other != role {
				return true
			}
			if known {
				n.roles[at.Port()] = role
			}
		}
	}
	return false
}

// gather groups enabled connectors by the endpoint on which they listen, where several
// do. Those of a single address are also grouped with those of all addresses.
func (n *neighbours) gather(connectors []*receiveConnector) iter.Seq[*endpointGroup] {
	n.index, n.groups = emptied(n.index), n.groups[:0]
	for _, c := range connectors {
		role := property.TransportRole.Of(c.Object).OrElse("")
		if c.isDisabled() || role == "" {
			continue
		}
		for _, at := range c.bindings {
			t := listener{endpoint{at, role}, c}
			n.add(t.endpoint, t)
			if all := everywhere(at); all != at {
				n.add(endpoint{all, role}, t)
			}
		}
	}
	return n.shared
}

// add adds a connector to those that listen on an endpoint.
func (n *neighbours) add(at endpoint, t listener) {
	i, ok := n.index[at]
	if !ok {
		i = len(n.groups)
		n.index[at] = i
		n.groups = slices.Grow(n.groups, 1)[:i+1]
		n.groups[i] = endpointGroup{at, n.groups[i].listeners[:0]}
	}
	n.groups[i].listeners = append(n.groups[i].listeners, t)
}

// shared yields the endpoints on which several connectors listen.
func (n *neighbours) shared(yield func(*endpointGroup) bool) {
	for i := range n.groups {
		if len(n.groups[i].listeners) > 1 && !yield(&n.groups[i]) {
			return
		}
	}
}

// entry is a range of one connector, at one endpoint on which it listens.
type entry struct {
	*remoteRange
	*listener
}

// sorted returns the ranges of all connectors of a group, from low to high addresses. They are
// valid until the next call.
func (n *neighbours) sorted(p *endpointGroup) []entry {
	n.entries = n.entries[:0]
	for i := range p.listeners {
		t := &p.listeners[i]
		for j := range t.connector.ranges {
			n.entries = append(n.entries, entry{&t.connector.ranges[j], t})
		}
	}
	slices.SortStableFunc(n.entries, func(a, b entry) int { return values.WidestFirst(a.IPRange, b.IPRange) })
	return n.entries
}
