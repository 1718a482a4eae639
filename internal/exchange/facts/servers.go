package facts

import (
	"context"
	"iter"
	"maps"
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/schema"
)

// deriveServers makes an object of every server that some export mentions, and the one of the
// organization.
func (f *deriver) deriveServers(context.Context) {
	sources, asked := f.sources(), f.asked()
	servers := distinctNames(maps.Keys(f.certificates), maps.Keys(f.connectors), maps.Keys(sources), maps.Keys(asked))
	var missingConnectors map[string]any
	var needed map[string][]expectedCertificate
	var expected map[certificateKey]bool
	model.AtOnce(
		func() { missingConnectors = f.missingConnectors() },
		func() { needed, expected = f.wantedCertificates(), f.expectedNames() },
	)
	objects := make([]*model.Object, len(servers))
	model.Spread(len(servers), func(_, from, to int) {
		for i, server := range servers[from:to] {
			o := f.newServer(server, sources[server])
			if o.File == nil {
				o.RecordPosition = asked[server]
			}
			property.MissingCertificates.Set(o, f.missingCertificates(server, needed[f.cohort(server)], expected).Some())
			f.missConnectors(o, server, missingConnectors[server])
			objects[from+i] = o
		}
	})
	f.org.ByKind["Server"] = objects
	f.org.ByKind["Organization"] = []*model.Object{f.aboutOrganization(servers)}
}

// missConnectors states which connectors of its peers a server lacks, if its own were exported.
func (f *deriver) missConnectors(o *model.Object, server string, missing any) {
	if !f.listsConnectors(server) {
		property.MissingConnectors.Set(o, model.Unknown[[]any](f.connectorsOf(server)))
		return
	}
	property.MissingConnectors.Set(o, model.Certain(missing.([]any)))
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

// distinctNames returns all names but the empty one, sorted, each once.
func distinctNames(lists ...iter.Seq[string]) []string {
	all := map[string]bool{}
	for _, list := range lists {
		for name := range list {
			all[name] = true
		}
	}
	delete(all, "")
	return slices.Sorted(maps.Keys(all))
}

// newServer makes the object of a server and derives what does not concern its peers.
func (f *deriver) newServer(server string, sources []*sendConnector) *model.Object {
	o := model.NewObject(schema.Lookup("Server"), server, nil)
	property.Name.Set(o, model.Certain(server))
	property.Edge.Set(o, model.Certain(f.edges[server]))
	property.CertificatesExported.Set(o, model.Certain(len(f.certificates[server]) > 0))
	property.ConnectorsExported.Set(o, model.Certain(len(f.connectors[server]) > 0))
	if fqdn := f.org.Names.Of(server); fqdn != "" {
		property.Fqdn.Set(o, model.Certain(fqdn))
	}
	f.placeServer(o, server, sources)
	f.needs(o, server, sources)
	f.deriveStore(o, server, sources)
	return o
}

// placeServer gives a server, which no cmdlet exports, the place of its first record;
// for one that has none, that of the first send connector that names it. What a planned change
// brings has no place in an export.
func (f *deriver) placeServer(o *model.Object, server string, sources []*sendConnector) {
	place := func(record *model.Object) {
		if record.File != nil && (o.File == nil || record.Before(o.RecordPosition)) {
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
	var needs model.Partial[any]
	for _, c := range f.connectors[server] {
		switch external := property.External.Of(c.Object); {
		case model.Is(external):
			needs.Found = append(needs.Found, c.named())
		default:
			needs.Lack(external.Missing()...)
		}
	}
	if f.hasFailed(server, "Get-ReceiveConnector") {
		needs.Lack(f.connectorsOf(server))
	}
	for _, c := range sources {
		if !c.isDisabled() {
			needs.Found = append(needs.Found, c.reference)
		}
	}
	property.NeedsCertificates.Set(o, needs.Some())
}

// reference returns an object as facts of others name it.
func reference(o *model.Object) any { return aReference.Entry(o.Identity, o.Kind.Name) }

var aReference = schema.ShapeOf("identity", "kind")
