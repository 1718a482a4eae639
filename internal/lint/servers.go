package lint

import (
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/schema"
)

// Servers returns the servers that a finding is about, sorted: that of its object or, where the
// object belongs to the organization, those of the objects that it refers to.
func (f *Finding) Servers() []string {
	if server := ServerOf(f.Kind, f.Identity); server != "" {
		return []string{server}
	}
	var servers []string
	for _, related := range f.Related {
		if related.object == nil {
			continue
		}
		if server := serverOfObject(related.object); server != "" && !slices.Contains(servers, server) {
			servers = append(servers, server)
		}
	}
	slices.Sort(servers)
	return servers
}

func serverOfObject(o *model.Object) string { return ServerOf(o.Kind.Name, o.Identity) }

// ServerOf returns the server that an object of a kind belongs to, by its identity; "" for one that
// belongs to no server.
func ServerOf(kind, identity string) string {
	declared := schema.Lookup(kind)
	switch {
	case kind == "Server":
		return identity
	case declared == nil || declared.Scope != schema.OfServer:
		return ""
	}
	server, _, _ := strings.Cut(identity, `\`)
	return server
}
