package facts

import (
	"maps"
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/schema"
)

// indexFrontends lists the servers whose front ends mail may leave through: those with
// an enabled FrontendTransport connector and certificates that are all known by name.
func (f *deriver) indexFrontends() {
	for _, server := range slices.Sorted(maps.Keys(f.connectors)) {
		if server == "" || f.edges[server] || !slices.ContainsFunc(f.connectors[server], (*receiveConnector).isActiveFrontEnd) {
			continue
		}
		missing := f.unlisted(server)
		f.unlistedFrontends = append(f.unlistedFrontends, missing...)
		if missing == nil {
			f.frontends = append(f.frontends, server)
		}
	}
	f.unlistedFrontends = model.Shorten(f.unlistedFrontends)
}

func (c *receiveConnector) isActiveFrontEnd() bool {
	return model.Is(c.isFrontEnd()) && !c.isDisabled()
}

// deriveFrontendProxy lists front ends that lack the certificate of a connector whose mail leaves
// through them, as many as a message needs.
func (f *deriver) deriveFrontendProxy(c *sendConnector) {
	lacking := model.Then(property.CertificateName.Of(c.Object), func(*schema.Entry) model.Known[[]any] {
		if !model.Is(property.Proxied.Of(c.Object)) || !c.tls.WellFormed() {
			return model.Certain[[]any](nil)
		}
		missing := f.unlistedFrontends
		if c.tls.HasLostCharacters() {
			missing = []model.Input{model.Unreadable(c.Object, "TlsCertificateName")}
		}
		if !f.org.Exported["ReceiveConnector"] {
			missing = []model.Input{model.MissingExport("receive connectors")}
		}
		return model.Partial[any]{Found: f.frontendsWithout(c.tls), Missing: missing}.Some()
	})
	property.FrontendsWithoutCertificate.Set(c.Object, lacking)
}

// frontendsWithout returns the first front ends that have no certificate of a name.
func (f *deriver) frontendsWithout(name *values.CertificateName) (without []any) {
	key := key(name, "")
	if known, ok := f.lackers[key]; ok {
		return known
	}
	holds := map[string]bool{}
	for _, c := range f.holders[key] {
		holds[c.server] = true
	}
	for _, server := range f.frontends {
		if !holds[server] {
			without = append(without, server)
		}
		if len(without) > maxNear {
			break
		}
	}
	f.lackers[key] = without
	return without
}
