package facts

import (
	"context"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/schema"
)

// facts works out what policies are told beside the exported properties. Every
// look-up goes through an index that is made once: no fact walks the organization.
//
// Facts are worked out with three values in mind. What is known may settle a
// question although something else is missing (an expired certificate can't be used,
// whatever its Status); where it doesn't, the fact has no value and says what it
// would need.
type deriver struct {
	org    *model.Organization
	hints  model.OrganizationHints
	failed map[string]bool // by server and cmdlet in lower case: it failed when the exports were made

	certificates       map[string][]*certificate         // by server, the newest first
	stores             map[string]*store                 // the same, as connectors look them up
	certificateIndexes map[string]*certificateIndex      // by server
	holders            map[certificateKey][]*certificate // by name alone, on all servers
	alike              map[unordered][]*certificate
	demands            map[string]bindingDemand        // by server
	duplicates         map[*certificate][]*certificate // those of one name on one server, by the first of them to expire
	lasting            map[certificateKey]*certificate // by server and subject, where one is requested: the one that lasts longest
	receive            []*receiveConnector
	send               []*sendConnector
	servers            []string                       // those that have connectors or certificates
	cohortNames        []string                       // of those that the configuration makes, sorted
	seen               *settings                      // of send connectors
	connectors         map[string][]*receiveConnector // by server
	edges              map[string]bool                // servers that are Edge Transport servers
	hubs               map[string]bool                // servers without a front end
	edgeServers        []any                          // what shows that there are Edge Transport servers
	unresolved         []string                       // what it would take to know all that send connectors name

	frontends         []string                 // servers whose front ends mail may leave through
	unlistedFrontends []string                 // what it would take to know the certificates of all front ends
	lackers           map[certificateKey][]any // frontends without a certificate, by its name

	inventory map[string]bool                          // servers that some export shows, or somebody tells of
	ofRole    [2]int64                                 // how many of them are Mailbox servers, and how many Edge servers
	routes    map[values.AddressSpace][]*sendConnector // enabled connectors by what they route
	unrouted  []string                                 // what it would take to know all that is routed
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

// derive works out all facts, each step on what the steps before it found. It stops when
// ctx ends.
func (f *deriver) derive(ctx context.Context) {
	f.indexManifests()
	model.AtOnce(f.indexCertificates, f.indexConnectors)
	f.listServers()
	f.eachServer(ctx, func(server string) {
		for _, c := range f.connectors[server] {
			f.aboutReceiveConnector(c)
		}
	})
	if ctx.Err() != nil {
		return
	}
	f.indexFrontends()
	f.takeInventory()
	for _, c := range f.send {
		f.aboutSendConnector(c)
		f.unresolved = append(f.unresolved, f.missingOf(c.Object, "sources_without_certificate")...)
	}
	f.unresolved = limitMissing(f.unresolved) // every certificate is told
	f.stores = nil                            // every connector has looked
	f.indexDemand()
	f.eachServer(ctx, func(server string) {
		need := f.needFor(server)
		for _, c := range f.certificates[server] {
			if ctx.Err() != nil {
				return
			}
			f.aboutCertificate(c, need)
		}
	})
	if ctx.Err() != nil {
		return
	}
	var apart sync.WaitGroup
	apart.Go(f.compareCertificates) // which looks at nothing else, and at which nothing else looks
	f.compareRoutes()
	f.expectAnonymous()
	f.comparePeers()
	f.compareSizes()
	f.compareListeners(ctx)
	f.compareCapabilities()
	f.aboutHybrid()
	apart.Wait()
	f.aboutServers()
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

// listServers lists the servers that have connectors or certificates, and makes room for
// what is remembered of them.
func (f *deriver) listServers() {
	for server := range f.connectors {
		f.store(server)
	}
	for server := range f.certificates {
		f.store(server)
	}
	f.servers = slices.Sorted(maps.Keys(f.stores))
}

func (f *deriver) indexConnectors() {
	for _, server := range f.hints.EdgeServers {
		f.edges[values.ShortServer(server)] = true
	}
	objects := f.org.Objects("ReceiveConnector")
	room := make([]receiveConnector, len(objects)) // they lie together
	f.receive = make([]*receiveConnector, 0, len(objects))
	for i, o := range objects {
		c := &room[i]
		*c = newReceiveConnector(o)
		c.fullName = f.org.Names.Of(c.server)
		f.receive = append(f.receive, c)
		f.connectors[c.server] = append(f.connectors[c.server], c)
		if values.HasPrefixFold(c.name, "Default internal receive connector") {
			f.edges[c.server] = true
		}
	}
	model.Spread(len(f.receive), func(_, from, to int) {
		seen := newSettings()
		for _, c := range f.receive[from:to] {
			f.intrinsic(c, seen)
		}
	})
	for server, connectors := range f.connectors {
		f.hubs[server] = isHub(connectors)
	}
	for _, o := range f.org.Objects("SendConnector") {
		f.send = append(f.send, newSendConnector(o))
	}
	f.edgeServers = f.showEdges()
}

// showEdges lists what shows that the organization has Edge Transport servers: their
// names, and the send connectors that an Edge subscription makes.
func (f *deriver) showEdges() []any {
	shown := values.AsList(slices.Sorted(maps.Keys(f.edges)))
	for _, c := range f.send {
		if c.edgeSync() {
			shown = append(shown, c.Identity)
		}
	}
	return shown
}

// aboutServers makes an object of every server that some export mentions, and the
// one of the organization.
func (f *deriver) aboutServers() {
	sources, asked := f.sources(), f.asked()
	servers := named(maps.Keys(f.certificates), maps.Keys(f.connectors), maps.Keys(sources), maps.Keys(asked))
	var absent map[string]any
	var needed map[string][]expectedCertificate
	var expected map[certificateKey]bool
	model.AtOnce(
		func() { absent = f.missingConnectors() },
		func() { needed, expected = f.wantedCertificates(), f.expectedNames() },
	)
	objects := make([]*model.Object, len(servers))
	model.Spread(len(servers), func(_, from, to int) {
		for i, server := range servers[from:to] {
			o := f.newServer(server, sources[server])
			if o.File == nil {
				o.RecordPosition = asked[server]
			}
			f.missCertificates(o, server, needed[f.cohort(server)], expected)
			if len(f.connectors[server]) > 0 {
				o.Set("missing_connectors", absent[server])
			} else {
				o.SetUnknown("missing_connectors", "no receive connector of the server was exported", []string{f.connectorsOf(server).String()})
			}
			objects[from+i] = o
		}
	})
	f.org.ByKind["Server"] = objects
	f.org.ByKind["Organization"] = []*model.Object{f.aboutOrganization(servers)}
}

// sources returns the send connectors that each server is a source of.
func (f *deriver) sources() map[string][]*sendConnector {
	sources := map[string][]*sendConnector{}
	for _, c := range f.send {
		for _, server := range c.sources {
			sources[server] = append(sources[server], c)
		}
	}
	return sources
}

// named returns all names but the empty one, sorted, each once.
func named(lists ...iter.Seq[string]) []string {
	all := map[string]bool{}
	for _, list := range lists {
		for name := range list {
			all[name] = true
		}
	}
	delete(all, "")
	return slices.Sorted(maps.Keys(all))
}

// newServer makes the object of a server and works out what does not concern its peers.
func (f *deriver) newServer(server string, sources []*sendConnector) *model.Object {
	o := model.NewObject(schema.Lookup("Server"), server, nil)
	o.Set("Name", server)
	o.Set("identity", server)
	o.Set("edge", f.edges[server])
	o.SetShared("unknown", model.EmptyList)
	o.Set("certificates_exported", len(f.certificates[server]) > 0)
	o.Set("connectors_exported", len(f.connectors[server]) > 0)
	if fqdn := f.org.Names.Of(server); fqdn != "" {
		o.Set("Fqdn", fqdn)
	}
	f.placeServer(o, server, sources)
	f.needs(o, server, sources)
	f.aboutStore(o, server, sources)
	return o
}

// placeServer gives a server, which no cmdlet exports, the place of its first record;
// for one that has none, that of the first send connector that names it.
func (f *deriver) placeServer(o *model.Object, server string, sources []*sendConnector) {
	place := func(record *model.Object) {
		if o.File == nil || record.Before(o.RecordPosition) {
			o.RecordPosition = record.RecordPosition
		}
	}
	for _, c := range f.connectors[server] {
		place(c.Object)
	}
	for _, c := range f.certificates[server] {
		place(c.Object)
	}
	for _, c := range sources {
		if o.File == nil {
			place(c.Object)
		}
	}
}

// needs lists the connectors for which a server's certificates matter.
func (f *deriver) needs(o *model.Object, server string, sources []*sendConnector) {
	needs := []any{}
	var missing []string
	for _, c := range f.connectors[server] {
		external, known := c.Bool("external")
		if external {
			needs = append(needs, c.named())
		}
		if !known {
			missing = append(missing, f.missingOf(c.Object, "external")...)
		}
	}
	if f.hasFailed(server, "Get-ReceiveConnector") {
		missing = append(missing, f.connectorsOf(server).String())
	}
	for _, c := range sources {
		if !c.IsTrue("disabled") {
			needs = append(needs, c.reference)
		}
	}
	if len(needs) == 0 && len(missing) > 0 {
		o.SetUnknown("needs_certificates", "whether some connector of the server faces the outside is not known", missing)
		return
	}
	o.SetList("needs_certificates", needs)
}

func reference(o *model.Object) any { return aReference.Entry(o.TextOrEmpty("identity"), o.Kind.Name) }

var aReference = schema.ShapeOf("identity", "kind")

// missingOf names, for somebody else's gap, what an object lacks: "Bindings of EX01\Relay".
func (f *deriver) missingOf(o *model.Object, properties ...string) []string {
	var missing []string
	for _, property := range properties {
		if _, known := o.Value(property); known {
			continue
		}
		for _, name := range o.Gap(property).Missing {
			if !strings.Contains(name, " of ") {
				name += " of " + o.Identity
			}
			missing = append(missing, name)
		}
	}
	return missing
}
