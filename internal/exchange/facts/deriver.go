package facts

import (
	"context"
	"maps"
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
)

// deriver derives the facts of one organization. Every look-up goes through an index that is made
// once: no fact walks the organization.
type deriver struct {
	org    *model.Organization
	hints  model.OrganizationHints
	failed map[string]bool // by server and cmdlet in lower case: it failed when the exports were made

	// Certificates.
	certificates       map[string][]*certificate         // by server, the newest first
	certificateIndexes map[string]*certificateIndex      // by server
	stores             map[string]*store                 // by server: how its connectors look certificates up
	holders            map[certificateKey][]*certificate // by name alone, on all servers
	alike              map[unordered][]*certificate      // by name with its parts in any order
	duplicates         map[*certificate][]*certificate   // those of one name on one server, by the first of them to expire
	lasting            map[certificateKey]*certificate   // by server and subject, where one is requested: the one that expires last
	demands            map[string]bindingDemand          // by server

	// Connectors.
	receive    []*receiveConnector
	connectors map[string][]*receiveConnector // by server
	compared   map[int]bool                   // the settings that must be known of all peers
	send       []*sendConnector
	seen       *settings                                // of send connectors
	routes     map[values.AddressSpace][]*sendConnector // enabled connectors by what they route
	unrouted   []model.Input                            // what it would take to know all that is routed
	unresolved []model.Input                            // what it would take to know all that send connectors name

	// Servers.
	servers           []string                 // those that have connectors or certificates
	inventory         map[string]bool          // those that some export, the manifest or a hint mentions
	ofRole            [2]int64                 // how many of them are Mailbox servers, and how many Edge servers
	edges             map[string]bool          // Edge Transport servers
	edgeServers       []any                    // what shows that there are Edge Transport servers
	hubs              map[string]bool          // servers without a front end
	cohortNames       []string                 // of the cohorts that the configuration makes, sorted
	frontends         []string                 // servers whose front ends mail may leave through
	unlistedFrontends []model.Input            // what it would take to know the certificates of all front ends
	lackers           map[certificateKey][]any // frontends without a certificate, by its name
}

// certificateKey is what a TlsCertificateName finds a certificate by: the normal
// form of issuer and subject, on one server. Without an issuer, any will do.
type certificateKey struct{ server, issuer, subject string }

func newDeriver(org *model.Organization, hints model.OrganizationHints) *deriver {
	return &deriver{
		org: org, hints: hints, cohortNames: slices.Sorted(maps.Keys(hints.Cohorts)), failed: map[string]bool{},
		certificates: map[string][]*certificate{}, certificateIndexes: map[string]*certificateIndex{}, stores: map[string]*store{},
		demands: map[string]bindingDemand{}, duplicates: map[*certificate][]*certificate{}, lasting: map[certificateKey]*certificate{},
		connectors: map[string][]*receiveConnector{}, edges: map[string]bool{}, hubs: map[string]bool{},
		seen: newSettings(), lackers: map[certificateKey][]any{}, holders: map[certificateKey][]*certificate{}, alike: map[unordered][]*certificate{}, inventory: map[string]bool{}, routes: map[values.AddressSpace][]*sendConnector{},
	}
}

// eachServer calls a function for every server that has connectors or certificates, several
// at once. It may change what belongs to that server and nothing else.
func (f *deriver) eachServer(ctx context.Context, do func(server string)) {
	model.Spread(len(f.servers), func(_, from, to int) {
		for _, server := range f.servers[from:to] {
			if ctx.Err() == nil {
				do(server)
			}
		}
	})
}
