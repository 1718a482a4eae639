package facts

import (
	"net/netip"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/internal/exchange/values"
)

// takeInventory lists the servers of the organization as far as they are known: by an export of
// their own, by the manifest, or by the configuration.
func (f *deriver) takeInventory() {
	for server := range f.connectors {
		f.inventory[server] = true
	}
	for server := range f.certificates {
		f.inventory[server] = true
	}
	for server := range f.asked() {
		f.inventory[server] = true
	}
	delete(f.inventory, "")
	shown := len(f.inventory) > 0
	for server := range f.edges {
		f.inventory[server] = shown // without exports the configuration alone is no inventory
	}
	for server, there := range f.inventory {
		if there {
			f.ofRole[f.role(server)]++
		}
	}
}

// role is 1 for an Edge server and 0 for any other.
func (f *deriver) role(server string) int {
	if f.edges[server] {
		return 1
	}
	return 0
}

// deriveOutbound derives what concerns a send connector's source servers, its smart hosts and the
// name that it gives in EHLO.
func (f *deriver) deriveOutbound(c *sendConnector) {
	property.MadeByEdgeSync.Set(c.Object, model.Certain(c.edgeSync()))
	f.countSources(c)
	property.InternalFQDN.Set(c.Object, model.Map(property.Fqdn.Of(c.Object), f.internal))
	property.PrivateGateway.Set(c.Object, model.Map(property.SmartHosts.Of(c.Object), func(hosts []any) bool {
		return len(hosts) > 0 && !slices.ContainsFunc(model.Strings(hosts), func(host string) bool { return !f.inside(host) })
	}))
}

// edgeSync reports whether an Edge subscription made the connector.
func (c *sendConnector) edgeSync() bool {
	return strings.HasPrefix(strings.ToLower(c.Identity), "edgesync - ")
}

// countSources lists source servers of which there is no other trace, and counts the servers
// that the mail could leave from as well. The sources of a connector that an Edge
// subscription made are exported on the Edge servers, if at all.
func (f *deriver) countSources(c *sendConnector) {
	missing := property.SourceTransportServers.Missing(c.Object)
	if f.ofRole == [2]int64{} {
		missing = append(missing, model.MissingExport("receive connectors"), model.MissingExport("certificates"))
	}
	unknown := []any{}
	for _, server := range c.sources {
		if !f.inventory[server] && !c.edgeSync() && !f.hints.IncompleteExport {
			unknown = append(unknown, server)
		}
	}
	role := 0
	if len(c.sources) > 0 {
		role = f.role(c.sources[0])
	}
	property.UnknownSources.Set(c.Object, model.Given(unknown, missing))
	property.ServersOfRole.Set(c.Object, model.Given(f.ofRole[role], missing))
}

// internalSuffixes are ends of names that the Internet does not have: those reserved for
// that, and those that organizations chose for their domains.
var internalSuffixes = []string{"local", "lan", "internal", "intern", "corp", "home", "private", "localdomain", "test", "invalid"}

// internal reports whether a host name means nothing outside the organization.
func (f *deriver) internal(host string) bool {
	return !strings.Contains(host, ".") || values.Within(host, internalSuffixes) || values.Within(host, f.hints.InternalSuffixes)
}

// inside reports whether a smart host is one of the organization's own.
func (f *deriver) inside(host string) bool {
	if address, err := netip.ParseAddr(host); err == nil {
		return address.IsPrivate() || address.IsLoopback() || address.IsLinkLocalUnicast()
	}
	return f.internal(values.LowerHost(host))
}
