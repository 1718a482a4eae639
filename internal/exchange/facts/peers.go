package facts

import (
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/schema"
)

// peerGroup is the same receive connector on several servers of one cohort: Mailbox
// servers and Edge servers are two, as their connectors have different duties, and the
// configuration may tell more of them.
type peerGroup struct {
	name     string // with {server} for the server's name
	members  []*receiveConnector
	byServer map[string]*receiveConnector
}

func (g *peerGroup) add(c *receiveConnector) {
	if g.byServer == nil {
		g.byServer = map[string]*receiveConnector{}
	}
	g.members = append(g.members, c)
	g.byServer[c.server] = c
}

// placeholder stands for a server's own name in what is compared across servers.
const placeholder = "{server}"

// mostAtoms bounds the parts of a server's name between hyphens: it has 15 letters.
const maxAtoms = 8

// replaceServers puts the placeholder where a text has a server's name as a word of
// its own. A name may hold hyphens, and may be joined by one to other words.
func replaceServers(text string, isServer func(string) bool) string {
	var b strings.Builder
	done := 0
	for start := 0; start < len(text); start++ {
		if !isAlphanumeric(text[start]) {
			continue
		}
		end := endOfWord(text, start)
		if replaced, ok := replaceServer(text[start:end], isServer); ok {
			if done == 0 {
				b.Grow(len(text) + len(placeholder))
			}
			b.WriteString(text[done:start])
			b.WriteString(replaced)
			done = end
		}
		start = end
	}
	if done == 0 {
		return text
	}
	b.WriteString(text[done:])
	return b.String()
}

func isAlphanumeric(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// endOfWord returns where a word ends that begins here: letters and digits, joined by
// single hyphens.
func endOfWord(text string, at int) int {
	for at < len(text) && (isAlphanumeric(text[at]) || text[at] == '-' && at+1 < len(text) && isAlphanumeric(text[at+1])) {
		at++
	}
	return at
}

// replaceServer replaces the longest part of a word that is a server's name.
func replaceServer(word string, isServer func(string) bool) (string, bool) {
	if !strings.Contains(word, "-") {
		return placeholder, isServer(strings.ToUpper(word))
	}
	atoms := strings.Split(word, "-")
	for length := min(len(atoms), maxAtoms); length > 0; length-- {
		for first := 0; first+length <= len(atoms); first++ {
			if isServer(strings.ToUpper(strings.Join(atoms[first:first+length], "-"))) {
				return strings.Join(slices.Concat(atoms[:first], []string{placeholder}, atoms[first+length:]), "-"), true
			}
		}
	}
	return "", false
}

// own returns a text with the connector's own server replaced. The server's full name is its
// own in whatever domain.
func (c *receiveConnector) own(text string) string {
	if c.fullName != "" && strings.EqualFold(text, c.fullName) {
		return placeholder
	}
	if !containsFold(text, c.server) {
		return text
	}
	return replaceServers(text, func(name string) bool { return name == c.server })
}

// containsFold reports whether a text has another one in it, which is in upper case, in
// whatever case.
func containsFold(text, upper string) bool {
	for i := 0; i+len(upper) <= len(text); i++ {
		if strings.EqualFold(text[i:i+len(upper)], upper) {
			return true
		}
	}
	return false
}

// The facts about a connector and the same one of other servers.
var peerFacts = []string{"binding_drift", "setting_drift", "range_drift"}

// comparePeers finds the connectors that are one on several servers, and where they
// differ.
func (f *deriver) comparePeers() {
	own := f.ownAddresses()
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
		if c.group == nil { // its server or its name is not known, so neither are its peers
			for _, fact := range peerFacts {
				c.SetUnknown(fact, "the same connector on other servers is not known", model.MissingFor(c.Object, "Server", "Name"))
			}
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
	groups = append(groups, group(alone, signature)...)
	for _, g := range groups {
		g.name = replaceServers(g.members[0].name, isServer)
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

// signature is what connectors of different names have in common if they are for one
// purpose; "" where that is not known.
func signature(c *receiveConnector) string {
	role, roleKnown := c.Text("TransportRole")
	ports, portsKnown := c.Value("ports")
	groups, groupsKnown := c.Strings("PermissionGroups")
	wide, wideKnown := c.Bool("wide")
	if !roleKnown || !portsKnown || !groupsKnown || !wideKnown {
		return ""
	}
	return fmt.Sprint(role, ports, groups, wide)
}

// isHub reports whether connectors are of a server without a front end, which takes mail from
// outside by the transport service itself: one of Exchange 2010, or a Mailbox server of 2013
// with the Client Access role elsewhere.
func isHub(connectors []*receiveConnector) bool {
	front := slices.ContainsFunc(connectors, func(c *receiveConnector) bool {
		role, known := c.Text("TransportRole")
		return !known || role == "FrontendTransport"
	})
	return !front && slices.ContainsFunc(connectors, func(c *receiveConnector) bool {
		return slices.ContainsFunc(c.bindings, func(at netip.AddrPort) bool { return at.Port() == 25 })
	})
}

// mostLacking bounds the connectors that a server is said to lack, one that lacks more being
// none of its peers' kind; and allLacking those that are said of all servers together.
const (
	mostLacking = 20
	AllLacking  = 10_000
)

// missingConnectors lists, by server, the enabled connectors that its peers have and
// it lacks: the first of them, and with the last one how many more there are.
func (f *deriver) missingConnectors() map[string]any {
	lists := map[string]any{}
	for server := range f.connectors {
		lists[server] = []any{}
	}
	for _, cohort := range f.cohorts() {
		for server, list := range lackedIn(cohort) {
			lists[server] = list
		}
	}
	return lists
}

// lacker is a server of a cohort that lacks connectors.
type serverGap struct {
	server string
	list   []any
	held   int // how many of the connectors that somebody lacks it has
}

// lackedIn lists what the servers of a cohort lack. A server whose list is full is not asked
// again.
func lackedIn(cohort []*receiveConnector) map[string]any {
	servers := map[string]*serverGap{}
	for _, c := range cohort {
		if servers[c.server] == nil {
			servers[c.server] = &serverGap{server: c.server}
		}
	}
	open := slices.SortedFunc(maps.Values(servers), func(a, b *serverGap) int { return strings.Compare(a.server, b.server) })
	most := max(1, min(mostLacking, AllLacking/len(servers)))
	lacked := lackedGroups(cohort, len(servers))
	for _, g := range lacked {
		for _, member := range g.members {
			servers[member.server].held++
		}
		holders := g.holders()
		open = slices.DeleteFunc(open, func(s *serverGap) bool {
			if g.byServer[s.server] == nil {
				s.list = append(s.list, g.lackedBy(s.server, holders))
			}
			return len(s.list) == most
		})
	}
	lists := map[string]any{}
	for server, s := range servers {
		if n := len(s.list); n == most {
			s.list[n-1] = s.list[n-1].(*schema.Entry).With(map[string]any{"unlisted": int64(len(lacked) - s.held - n)})
		}
		lists[server] = append([]any{}, s.list...)
	}
	return lists
}

// lackedGroups returns the connectors of a cohort that some are enabled of, and that not all
// of its servers have.
func lackedGroups(cohort []*receiveConnector, servers int) []*peerGroup {
	var lacked []*peerGroup
	seen := map[*peerGroup]bool{}
	for _, c := range cohort {
		if g := c.group; !seen[g] && len(g.members) < servers && len(g.holders()) > 0 {
			lacked = append(lacked, g)
		}
		seen[c.group] = true
	}
	return lacked
}

// holders are the identities of the members that are enabled as far as is known.
func (g *peerGroup) holders() []any {
	var holders []any
	for _, c := range g.members {
		if !c.IsTrue("disabled") {
			holders = append(holders, c.Identity)
		}
	}
	return holders
}

func (g *peerGroup) lackedBy(server string, holders []any) any {
	shown := holders[:min(len(holders), MaxNear)]
	name := strings.ReplaceAll(g.name, placeholder, server)
	return schema.EntryOf(map[string]any{"name": name, "holders": shown, "more": int64(len(holders) - len(shown)), "unlisted": int64(0)})
}
