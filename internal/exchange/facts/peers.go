package facts

import (
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/internal/exchange/values"
)

// peerGroup is the same receive connector on several servers of one cohort: Mailbox
// servers and Edge servers are two, as their connectors have different duties, and the
// configuration may tell more of them.
type peerGroup struct {
	name     string // with {server} for the server's name
	members  []*receiveConnector
	byServer map[string]*receiveConnector
	open     []model.Input // what it takes to know that these are all
}

func (g *peerGroup) add(c *receiveConnector) {
	if g.byServer == nil {
		g.byServer = map[string]*receiveConnector{}
	}
	g.members = append(g.members, c)
	g.byServer[c.server] = c
}

// comparePeers finds the connectors that are one on several servers, and where they
// differ.
func (f *deriver) comparePeers() {
	own := f.ownAddresses()
	f.listCompared()
	cohorts := f.cohorts()
	var groups []*peerGroup
	for _, name := range slices.Sorted(maps.Keys(cohorts)) {
		groups = append(groups, f.groups(cohorts[name])...)
	}
	model.Spread(len(groups), func(_, from, to int) {
		memory := &comparison{alike: map[compared]int{}, same: map[string]int{}}
		for _, group := range groups[from:to] {
			for _, c := range group.members {
				c.group = group
			}
			f.compareBindings(group, memory)
			f.compareSettings(group, memory)
			f.compareRanges(group, own)
		}
	})
	for _, c := range f.receive {
		if c.group == nil { // its server or its name is unknown, so its peers are, too
			drifts := model.Unknown[[]any](model.Missing(c.Object, property.Server, property.Name)...)
			property.BindingDrift.Set(c.Object, drifts)
			property.SettingDrift.Set(c.Object, drifts)
			property.SizeDrift.Set(c.Object, drifts)
			property.RangeDrift.Set(c.Object, drifts)
		}
	}
}

// cohort names the group of servers that a server should be like: that of Mailbox servers, of
// Edge servers or of those without a front end, and within these one that the configuration
// makes.
func (f *deriver) cohort(server string) string {
	kind := "mailbox"
	switch {
	case f.edges[server]:
		kind = "edge"
	case f.hubs[server]:
		kind = "hub"
	}
	for _, name := range f.cohortNames {
		if values.MatchesAny(f.hints.Cohorts[name], server) {
			return kind + "/" + name
		}
	}
	return kind
}

// cohorts returns the connectors of each cohort, by its name.
func (f *deriver) cohorts() map[string][]*receiveConnector {
	names, sizes := make([]string, len(f.receive)), map[string]int{}
	for i, c := range f.receive {
		if c.server != "" && c.name != "" {
			names[i] = f.cohort(c.server)
			sizes[names[i]]++
		}
	}
	cohorts := map[string][]*receiveConnector{}
	for name, size := range sizes {
		cohorts[name] = make([]*receiveConnector, 0, size)
	}
	for i, c := range f.receive {
		if name := names[i]; name != "" {
			cohorts[name] = append(cohorts[name], c)
		}
	}
	return cohorts
}

// groups puts together the connectors of one name, any server's name in it aside, and
// then those left alone that have one role, the same ports and permissions and the
// same kind of ranges.
func (f *deriver) groups(cohort []*receiveConnector) []*peerGroup {
	isServer := func(name string) bool { return f.connectors[name] != nil || f.certificates[name] != nil }
	groups := group(cohort, func(c *receiveConnector) string {
		return strings.ToLower(replaceServers(c.name, isServer))
	})
	var alone []*receiveConnector
	for _, g := range groups {
		if len(g.members) == 1 {
			alone = append(alone, g.members[0])
		}
	}
	groups = slices.DeleteFunc(groups, func(g *peerGroup) bool { return len(g.members) == 1 })
	groups = append(groups, groupAlone(alone)...)
	for _, g := range groups {
		g.name = replaceServers(g.members[0].name, isServer)
	}
	return groups
}

// groupAlone puts together connectors of different names that are for one purpose. One whose purpose
// is not known may be a peer of any other server's.
func groupAlone(alone []*receiveConnector) []*peerGroup {
	groups := group(alone, func(c *receiveConnector) string { return signature(c).OrElse("") })
	servers, unsigned := map[string]bool{}, map[string][]model.Input{} // by server
	for _, c := range alone {
		servers[c.server] = true
		if missing := signature(c).Missing(); missing != nil && len(unsigned[c.server]) < maxNear {
			unsigned[c.server] = append(unsigned[c.server], missing...)
		}
	}
	names := slices.Sorted(maps.Keys(unsigned))
	for _, g := range groups {
		if missing := signature(g.members[0]).Missing(); missing != nil && len(g.byServer) < len(servers) {
			g.open = missing
		}
		for i := 0; i < len(names) && len(g.open) < maxNear; i++ {
			if g.byServer[names[i]] == nil {
				g.open = append(g.open, unsigned[names[i]]...)
			}
		}
	}
	return groups
}

// group puts connectors of equal keys together, at most one of each server: a second
// one stays alone, for nobody can tell which of the two is meant.
func group(connectors []*receiveConnector, key func(*receiveConnector) string) []*peerGroup {
	var groups []*peerGroup
	byKey := map[string]*peerGroup{}
	for _, c := range ownNamesFirst(connectors) {
		k := key(c)
		g := byKey[k]
		if g == nil || k == "" || g.byServer[c.server] != nil {
			g = &peerGroup{}
			groups = append(groups, g)
			if byKey[k] == nil {
				byKey[k] = g
			}
		}
		g.add(c)
	}
	return groups
}

// ownNamesFirst moves connectors that carry a foreign name, left over from cloning,
// behind those that carry their own.
func ownNamesFirst(connectors []*receiveConnector) []*receiveConnector {
	type owner struct {
		*receiveConnector
		names int // how often its name has its server's
	}
	owners := make([]owner, len(connectors))
	for i, c := range connectors {
		owners[i] = owner{c, strings.Count(c.own(c.name), placeholder)}
	}
	slices.SortStableFunc(owners, func(a, b owner) int { return b.names - a.names })
	sorted := make([]*receiveConnector, len(owners))
	for i, o := range owners {
		sorted[i] = o.receiveConnector
	}
	return sorted
}

// signature is what connectors of different names have in common if they are for one purpose.
func signature(c *receiveConnector) model.Known[string] {
	missing := model.Missing(c.Object, property.TransportRole, property.Ports, property.PermissionGroups, property.Wide)
	if missing != nil {
		return model.Unknown[string](missing...)
	}
	return model.Certain(fmt.Sprint(property.TransportRole.Of(c.Object).OrElse(""), property.Ports.Of(c.Object).OrElse(nil),
		property.PermissionGroups.Of(c.Object).OrElse(nil), property.Wide.Of(c.Object).OrElse(false)))
}

// isHub reports whether connectors are of a server without a front end, which takes mail from
// outside by the transport service itself: one of Exchange 2010, or a Mailbox server of 2013
// with the Client Access role elsewhere.
func isHub(connectors []*receiveConnector) bool {
	front := slices.ContainsFunc(connectors, func(c *receiveConnector) bool {
		return property.TransportRole.Of(c.Object).OrElse("FrontendTransport") == "FrontendTransport"
	})
	return !front && slices.ContainsFunc(connectors, func(c *receiveConnector) bool {
		return slices.ContainsFunc(c.bindings, func(at netip.AddrPort) bool { return at.Port() == 25 })
	})
}
