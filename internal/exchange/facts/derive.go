package facts

import (
	"context"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
)

// Derive returns the organization with everything that can be worked out from its exports and
// the hints of people. It does not change the exports, and returns the same facts for the same
// exports and hints. When ctx ends first, facts are missing.
func Derive(ctx context.Context, exports *model.Organization, hints model.OrganizationHints) *model.Organization {
	f := newDeriver(exports.Derived(), hints)
	f.derive(ctx)
	return f.org
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
			f.deriveReceiveConnector(c)
		}
	})
	f.indexFrontends()
	f.takeInventory()
}

// deriveSendConnectors derives what send connectors make of the certificates of their source
// servers.
func (f *deriver) deriveSendConnectors(context.Context) {
	for _, c := range f.send {
		f.deriveSendConnector(c)
		f.unresolved = append(f.unresolved, property.SourcesWithoutCertificate.Missing(c.Object)...)
	}
	f.unresolved = model.Shorten(f.unresolved)
}

// deriveCertificates derives who uses and needs each certificate.
func (f *deriver) deriveCertificates(ctx context.Context) {
	f.stores = nil // every connector has looked its certificates up
	f.indexDemand()
	f.eachServer(ctx, func(server string) {
		need := f.needFor(server)
		for _, c := range f.certificates[server] {
			f.deriveCertificate(c, need)
		}
	})
}

// compare compares the objects of different servers, and the connectors of one. What connectors make of
// certificates hangs on facts of these, so that certificates come first.
func (f *deriver) compare(ctx context.Context) {
	f.compareCertificates()
	f.compareRoutes()
	f.expectAnonymous()
	f.comparePeers()
	f.compareSizes()
	f.compareListeners(ctx)
	f.compareCapabilities()
	f.deriveHybrid()
}

// deriveCertificate derives who uses a certificate, and what replaces it.
func (f *deriver) deriveCertificate(c *certificate, n *bindingNeed) {
	property.NamedBy.Set(c.Object, model.Certain(c.namers))
	property.UsedBy.Set(c.Object, model.Certain(c.uses))
	property.Named.Set(c.Object, model.Or(model.Certain(len(c.namers) > 0), model.Given(false, n.naming)))
	property.InUse.Set(c.Object, model.Or(model.Certain(len(c.uses) > 0), model.Given(false, n.using)))
	f.findSuccessor(c)
	property.Replacement.Set(c.Object, f.replacement(c))
	property.Duplicates.Set(c.Object, f.duplicatesOf(c))
	property.RequestedFor.Set(c.Object, f.requestedFor(c))
	f.deriveDemand(c, n)
	c.differFromNone()
}

// deriveReceiveConnector derives what a receive connector makes of the certificates of its
// server.
func (f *deriver) deriveReceiveConnector(c *receiveConnector) {
	f.resolveBound(c)
	f.selectPresented(c)
	property.OffersSTARTTLS.Set(c.Object, c.offersSTARTTLS())
	f.renewReceiving(c)
	f.findPublicAlternative(c)
}
