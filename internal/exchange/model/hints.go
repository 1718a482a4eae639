package model

import (
	"maps"
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/values"
)

// Known is what people say of their organization that no export can show. The zero
// value says nothing. Servers are named by their first label in any case, host names
// and domains without a trailing dot.
type OrganizationHints struct {
	ExpectedNames    []string            // host names that a server's certificate for SMTP should cover
	EdgeServers      []string            // servers that are Edge Transport servers, whatever their connectors are called
	PlainRelays      []string            // patterns of receive connectors, as SERVER\Name, for devices that speak no TLS
	LoadBalancers    []string            // addresses and ranges that clients seem to come from: load balancers, gateways, NAT
	GatewayInFront   bool                // mail from the Internet arrives through a gateway, not at Exchange itself
	InboundOnly      bool                // Exchange Online sends to the organization, but nothing is sent to it
	CloudDomains     []string            // domains that vouch for Exchange Online beside Microsoft's known ones
	InternalSuffixes []string            // suffixes of names that mean nothing outside: the Active Directory domain
	ECCForSMTP       bool                // ECC certificates are enabled for SMTP on all servers
	IncompleteExport bool                // servers are missing from the exports on purpose
	WideRange        int                 // how many IPv4 addresses a range may have before it is wide; 0 for 65,536
	Servers          map[string]string   // other names of servers, with the name that each stands for
	Cohorts          map[string][]string // groups of servers that should be alike: patterns of servers by a group's name
}

// aliases are other names of servers, with those that they stand for, both as servers are named
// here.
type ServerAliases map[string]string

// aliases returns those that people tell of. Of two that come to one, the first counts.
func (k OrganizationHints) Aliases() ServerAliases {
	all := ServerAliases{}
	for _, other := range slices.Backward(slices.Sorted(maps.Keys(k.Servers))) {
		all[values.ShortServer(other)] = values.ShortServer(k.Servers[other])
	}
	return all
}

// of returns the name that a server's name stands for: mostly its own.
func (a ServerAliases) Of(name string) string {
	if stands, ok := a[name]; ok {
		return stands
	}
	return name
}

// All returns a list of servers by the names that they stand for.
func (a ServerAliases) All(servers []any) []any {
	named := make([]any, len(servers))
	for i, server := range servers {
		named[i] = a.Of(server.(string))
	}
	return named
}

// FileHints is what people say of a file that it doesn't tell itself; "" for what they don't
// say either.
type FileHints struct {
	Server  string // whose records it holds
	Kind    string // what kind of objects
	Culture string // how it writes dates
}
