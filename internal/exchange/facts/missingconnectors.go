package facts

import (
	"maps"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/schema"
)

// mostLacking bounds the connectors that a server is said to lack, one that lacks more being
// none of its peers' kind; and allLacking those that are said of all servers together.
const (
	mostLacking = 20
	allLacking  = 10_000
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
	most := max(1, min(mostLacking, allLacking/len(servers)))
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
		if !c.isDisabled() {
			holders = append(holders, c.Identity)
		}
	}
	return holders
}

func (g *peerGroup) lackedBy(server string, holders []any) any {
	shown := holders[:min(len(holders), maxNear)]
	name := strings.ReplaceAll(g.name, placeholder, server)
	return schema.EntryOf(map[string]any{"name": name, "holders": shown, "more": int64(len(holders) - len(shown)), "unlisted": int64(0)})
}
