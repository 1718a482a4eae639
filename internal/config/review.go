package config

import (
	"maps"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/schema"
)

// Review returns a notice for each server, connector and property that the configuration speaks of and
// the organization doesn't have: it is misspelt, or has been removed.
func (c *Config) Review(organization *model.Organization) diag.List {
	servers := identities(organization.Objects("Server"))
	r := review{Config: c, servers: servers}
	for i, server := range c.Known.EdgeServers {
		r.server(pointer("organization", "edgeServers", i), "edgeServers", server)
	}
	for _, other := range slices.Sorted(maps.Keys(c.Known.Servers)) {
		r.server(pointer("organization", "servers", other), "servers", c.Known.Servers[other])
	}
	relays := identities(organization.Objects("ReceiveConnector"))
	for i, pattern := range c.Known.PlainRelays {
		if !matchesAny(pattern, relays) {
			r.note(pointer("organization", "plainRelays", i), "plainRelays: %q matches no receive connector; write it as SERVER\\Name", pattern)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(c.Known.Cohorts)) {
		r.cohort(name)
	}
	r.properties()
	return r.notices.ByPlace()
}

type review struct {
	*Config
	servers []string
	notices diag.List
}

func (r *review) note(at, format string, args ...any) {
	r.notices = append(r.notices, r.tree.errorAt(at, format, args...))
}

func (r *review) server(at, key, name string) {
	if server := values.ShortServer(name); !slices.Contains(r.servers, server) {
		r.note(at, "%s: no export mentions a server %q%s", key, name, lint.DidYouMean(server, r.servers))
	}
}

func (r *review) cohort(name string) {
	patterns := r.Known.Cohorts[name]
	if len(patterns) == 0 {
		r.note(pointer("organization", "cohorts", name), "cohorts: %q has no servers", name)
	}
	for i, pattern := range patterns {
		if !matchesAny(pattern, r.servers) {
			r.note(pointer("organization", "cohorts", name, i), "cohorts: %q of %q matches no server", pattern, name)
		}
	}
}

// properties notes the waivers of properties that no kind of object has.
func (r *review) properties() {
	var known []string
	for _, kind := range schema.Names() {
		for _, property := range schema.Lookup(kind).Properties {
			known = append(known, property.Name)
		}
	}
	for i, waiver := range r.Waivers {
		if waiver.Property != "" && !slices.ContainsFunc(known, func(name string) bool { return strings.EqualFold(name, waiver.Property) }) {
			r.note(pointer("waivers", i, "property"), "waivers: no object has a property %q%s", waiver.Property, lint.DidYouMean(waiver.Property, known))
		}
	}
}

func identities(objects []*model.Object) []string {
	all := make([]string, len(objects))
	for i, o := range objects {
		all[i] = o.Identity
	}
	return all
}

func matchesAny(pattern string, names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return values.Matches(pattern, name) })
}
