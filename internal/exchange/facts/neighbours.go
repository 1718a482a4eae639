package facts

import (
	"iter"
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/values"
)

// neighbours puts the connectors of one server after the other together by the places that they
// listen in. It uses its memory again, and is for one goroutine.
type neighbours struct {
	roles   map[uint16]string // by port
	index   map[endpoint]int  // of places
	places  []endpointGroup
	entries []entry
}

// place is where connectors of one role listen.
type endpointGroup struct {
	endpoint
	tenants []listener
}

// tenant is a connector, and where it listens itself.
type listener struct {
	endpoint
	connector *receiveConnector
}

func newNeighbours() *neighbours {
	return &neighbours{roles: map[uint16]string{}, index: map[endpoint]int{}}
}

// mostPlaces is how large an index may be to be emptied for the next server.
const maxEndpointGroups = 1 << 8

// emptied returns a map without anything in it: the same one, unless that would take longer.
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
		role, known := c.Text("TransportRole")
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

// gather puts enabled connectors together by the place that they listen in, where several
// do. Those of a single address also stand with those of all addresses.
func (n *neighbours) gather(connectors []*receiveConnector) iter.Seq[*endpointGroup] {
	n.index, n.places = emptied(n.index), n.places[:0]
	for _, c := range connectors {
		role, _ := c.Text("TransportRole")
		if c.IsTrue("disabled") || role == "" {
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

// add adds a connector to those that listen in a place.
func (n *neighbours) add(at endpoint, t listener) {
	i, ok := n.index[at]
	if !ok {
		i = len(n.places)
		n.index[at] = i
		n.places = slices.Grow(n.places, 1)[:i+1]
		n.places[i] = endpointGroup{at, n.places[i].tenants[:0]}
	}
	n.places[i].tenants = append(n.places[i].tenants, t)
}

// shared yields the places that several connectors listen in.
func (n *neighbours) shared(yield func(*endpointGroup) bool) {
	for i := range n.places {
		if len(n.places[i].tenants) > 1 && !yield(&n.places[i]) {
			return
		}
	}
}

// entry is a range of one connector, in one place that it listens in.
type entry struct {
	*remoteRange
	*listener
}

// sorted returns the ranges of all that listen in a place, in the order in which they are gone
// through. They hold until others are asked for.
func (n *neighbours) sorted(p *endpointGroup) []entry {
	n.entries = n.entries[:0]
	for i := range p.tenants {
		t := &p.tenants[i]
		for j := range t.connector.ranges {
			n.entries = append(n.entries, entry{&t.connector.ranges[j], t})
		}
	}
	slices.SortStableFunc(n.entries, func(a, b entry) int { return values.WidestFirst(a.IPRange, b.IPRange) })
	return n.entries
}
