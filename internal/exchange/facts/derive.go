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
	send       []*sendConnector
	seen       *settings                                // of send connectors
	routes     map[values.AddressSpace][]*sendConnector // enabled connectors by what they route
	unrouted   []string                                 // what it would take to know all that is routed
	unresolved []string                                 // what it would take to know all that send connectors name

	// Servers.
	servers           []string                 // those that have connectors or certificates
	inventory         map[string]bool          // those that some export, the manifest or a hint mentions
	ofRole            [2]int64                 // how many of them are Mailbox servers, and how many Edge servers
	edges             map[string]bool          // Edge Transport servers
	edgeServers       []any                    // what shows that there are Edge Transport servers
	hubs              map[string]bool          // servers without a front end
	cohortNames       []string                 // of the cohorts that the configuration makes, sorted
	frontends         []string                 // servers whose front ends mail may leave through
	unlistedFrontends []string                 // what it would take to know the certificates of all front ends
	lackers           map[certificateKey][]any // frontends without a certificate, by its name
}

// certificateKey is what a TlsCertificateName finds a certificate by: the normal
// form of issuer and subject, on one server. Without an issuer, any will do.
type certificateKey struct{ server, issuer, subject string }

// Derive returns the organization with everything that can be worked out from its exports and
// the hints of people. It does not change the exports, and returns the same facts for the same
// exports and hints. When ctx ends first, facts are missing.
func Derive(ctx context.Context, exports *model.Organization, hints model.OrganizationHints) *model.Organization {
	f := newDeriver(exports.Derived(), hints)
	f.derive(ctx)
	return f.org
}

func newDeriver(org *model.Organization, hints model.OrganizationHints) *deriver {
	return &deriver{
		org: org, hints: hints, cohortNames: slices.Sorted(maps.Keys(hints.Cohorts)), failed: map[string]bool{},
		certificates: map[string][]*certificate{}, certificateIndexes: map[string]*certificateIndex{}, stores: map[string]*store{},
		demands: map[string]bindingDemand{}, duplicates: map[*certificate][]*certificate{}, lasting: map[certificateKey]*certificate{},
		connectors: map[string][]*receiveConnector{}, edges: map[string]bool{}, hubs: map[string]bool{},
		seen: newSettings(), lackers: map[certificateKey][]any{}, inventory: map[string]bool{}, routes: map[values.AddressSpace][]*sendConnector{},
	}
}

// derive derives all facts, each step from the exports and the steps before it. It stops when
// ctx ends.
func (f *deriver) derive(ctx context.Context) {
	steps := []func(context.Context){
		f.indexExports, f.deriveReceiveConnectors, f.deriveSendConnectors, f.deriveCertificates, f.compare, f.deriveServers,
	}
	for _, step := range steps {
		if step(ctx); ctx.Err() != nil {
			return
		}
	}
}

// indexExports makes connectors, certificates and servers findable, with what each says by itself.
func (f *deriver) indexExports(context.Context) {
	f.indexManifests()
	model.AtOnce(f.indexCertificates, f.indexConnectors)
	f.listServers()
}

// deriveReceiveConnectors derives what receive connectors make of the certificates of their
// servers.
func (f *deriver) deriveReceiveConnectors(ctx context.Context) {
	f.eachServer(ctx, func(server string) {
		for _, c := range f.connectors[server] {
			f.aboutReceiveConnector(c)
		}
	})
	f.indexFrontends()
	f.takeInventory()
}

// deriveSendConnectors derives what send connectors make of the certificates of their source
// servers.
func (f *deriver) deriveSendConnectors(context.Context) {
	for _, c := range f.send {
		f.aboutSendConnector(c)
		f.unresolved = append(f.unresolved, f.missingOf(c.Object, "sources_without_certificate")...)
	}
	f.unresolved = limitMissing(f.unresolved)
}

// deriveCertificates derives who uses and needs each certificate.
func (f *deriver) deriveCertificates(ctx context.Context) {
	f.stores = nil // every connector has looked its certificates up
	f.indexDemand()
	f.eachServer(ctx, func(server string) {
		need := f.needFor(server)
		for _, c := range f.certificates[server] {
			f.aboutCertificate(c, need)
		}
	})
}

// compare compares the objects of different servers, and the connectors of one. Certificates are
// compared with nothing but each other, so that goes on at the same time.
func (f *deriver) compare(ctx context.Context) {
	model.AtOnce(f.compareCertificates, func() {
		f.compareRoutes()
		f.expectAnonymous()
		f.comparePeers()
		f.compareSizes()
		f.compareListeners(ctx)
		f.compareCapabilities()
		f.aboutHybrid()
	})
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
