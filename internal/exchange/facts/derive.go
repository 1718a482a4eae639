package facts

import (
	"context"

	"github.com/exchlint/exchlint/internal/exchange/model"
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
