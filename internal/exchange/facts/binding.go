package facts

import (
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/schema"
)

// resolveBound finds the certificates that the connector's TlsCertificateName names on its
// server, and whether they can be used.
func (f *deriver) resolveBound(c *receiveConnector) {
	resolved := f.resolve(c.Object, c.tls, c.server)
	found := resolved.OrElse(nil)
	for _, certificate := range found {
		certificate.namers = append(certificate.namers, c.Identity)
		if model.Is(property.External.Of(c.Object)) {
			certificate.uses = append(certificate.uses, use(c.Object, "name", len(found) == 1))
		}
	}
	named := model.Map(resolved, func(found []*certificate) *bound { return f.bound(c, found) })
	property.BoundCertificates.Share(c.Object, model.Map(named, func(b *bound) *model.Datum { return b.listed }))
	property.BoundForSMTP.Share(c.Object, model.Then(named, func(b *bound) model.Known[*model.Datum] { return b.forSMTP }))
	property.BoundDefects.Share(c.Object, model.Then(named, func(b *bound) model.Known[*model.Datum] { return b.defects }))
	property.FQDNCovered.Set(c.Object, model.Then(resolved, func(found []*certificate) model.Known[bool] { return c.isFQDNCovered(found) }))
	property.NearCertificates.Set(c.Object, model.Map(resolved, func(found []*certificate) []any {
		if len(found) > 0 || !c.tls.WellFormed() {
			return nil
		}
		return f.near(c.tls, []string{c.server})
	}))
}

// use is an entry for a connector that uses a certificate.
func use(o *model.Object, by any, only bool) any {
	return aUse.Entry(by, o.Identity, o.Kind.Name, only)
}

var aUse = schema.ShapeOf("by", "identity", "kind", "only")

// resolve finds the certificates of a server that a name names; none, if that is known.
func (f *deriver) resolve(o *model.Object, name *values.CertificateName, server string) model.Known[[]*certificate] {
	return model.Then(property.CertificateName.Of(o), func(*schema.Entry) model.Known[[]*certificate] {
		if !name.WellFormed() {
			return model.Certain[[]*certificate](nil)
		}
		if found := f.called(key(name, server)); len(found) > 0 {
			return model.Certain(found)
		}
		if name.HasLostCharacters() {
			return model.Unknown[[]*certificate](model.Unreadable(o, "TlsCertificateName"))
		}
		return model.Given[[]*certificate](nil, f.unlisted(server))
	})
}

// unlisted returns what it takes to know a server's certificates by name.
func (f *deriver) unlisted(server string) (missing []model.Input) {
	if server == "" || !f.listsCertificates(server) {
		return []model.Input{f.certificatesOf(server)}
	}
	for _, c := range f.certificates[server] {
		if !c.hasName() {
			missing = append(missing, model.Missing(c.Object, property.Subject, property.Issuer)...)
		}
	}
	return missing
}

// key is what the name finds certificates by on a server; on any, if that is empty.
func key(n *values.CertificateName, server string) certificateKey {
	key := certificateKey{server: server, subject: n.BySubject.Key}
	if n.Form == "full" {
		key.issuer = n.ByIssuer.Key
	}
	return key
}

// bound are the certificates of a server that a name finds, as the facts of all
// connectors with that name have them.
type bound struct {
	listed    *model.Datum
	forSMTP   model.Known[*model.Datum] // those that are enabled for SMTP
	defects   model.Known[*model.Datum] // what is wrong with each
	presented *model.Datum              // the first, as what a connector presents
}

// noneBound is what a name finds that finds no certificate.
var noneBound = &bound{listed: model.EmptyList, forSMTP: model.Certain(model.EmptyList), defects: model.Certain(model.EmptyList), presented: presentsNothing}

// bound returns the certificates that a connector's name has found.
func (f *deriver) bound(c *receiveConnector, found []*certificate) *bound {
	if len(found) == 0 {
		return noneBound
	}
	all, key := f.store(c.server).bound, key(c.tls, c.server)
	if all[key] == nil {
		all[key] = boundTo(found)
	}
	return all[key]
}

func boundTo(found []*certificate) *bound {
	return &bound{
		listed:    model.DatumOf(certificateEntries(found)),
		forSMTP:   model.Map(forSMTP(found).Whole(), func(enabled []*certificate) *model.Datum { return model.DatumOf(certificateEntries(enabled)) }),
		defects:   model.Map(defectsOf(found), func(defects []any) *model.Datum { return model.DatumOf(defects) }),
		presented: presentedEntry("name", found[0]),
	}
}

// forSMTP returns those certificates that are enabled for SMTP.
func forSMTP(certificates []*certificate) model.Partial[*certificate] {
	return model.Filter(certificates, (*certificate).enabledForSMTP)
}

// aDefective is a certificate that has or may have defects.
var aDefective = schema.ShapeOf("defects", "identity")

// defectsOf lists what is wrong with each certificate. A sound one settles that a connector
// can do TLS, whatever is unknown of the others.
func defectsOf(certificates []*certificate) model.Known[[]any] {
	var list model.Partial[any]
	for _, c := range certificates {
		entry := model.Map(property.Defects.Of(c.Object), func(defects []any) any { return aDefective.Entry(defects, c.Identity) })
		if value, known := entry.Get(); known {
			list.Found = append(list.Found, value)
		}
		list.Lack(entry.Missing()...)
	}
	if slices.ContainsFunc(certificates, func(c *certificate) bool { return model.Is(c.sound()) }) {
		list.Missing = nil
	}
	return list.Whole()
}

// isFQDNCovered tells whether clients find the connector's Fqdn in some of the bound
// certificates.
func (c *receiveConnector) isFQDNCovered(found []*certificate) model.Known[bool] {
	if len(found) == 0 {
		return model.Certain(true)
	}
	return model.Then(property.Fqdn.Of(c.Object), func(fqdn string) model.Known[bool] {
		if fqdn == "" {
			return model.Certain(true)
		}
		host := values.LowerHost(fqdn)
		return model.Any(found, func(certificate *certificate) model.Known[bool] { return model.Not(certificate.lacks(host)) })
	})
}

// maxNear bounds how many near misses one finding explains.
const maxNear = 5

func unorderedName(n *values.CertificateName) unordered {
	return unordered{n.ByIssuer.Unordered, n.BySubject.Unordered}
}

// near looks for certificates that a name misses by little: the same subject from
// another issuer, the same parts in another order, the same name on another server.
func (f *deriver) near(name *values.CertificateName, servers []string) []any {
	issuer, subject := name.ByIssuer.Key, name.BySubject.Key
	near := []any{}
	add := func(certificates []*certificate, difference string, wanted func(*certificate) bool) {
		for _, c := range certificates {
			if len(near) < maxNear && wanted(c) {
				near = append(near, c.shown.With(map[string]any{"difference": difference}))
			}
		}
	}
	local := func(c *certificate) bool { return slices.Contains(servers, c.server) }
	add(f.holders[certificateKey{subject: subject}], "issuer", func(c *certificate) bool { return local(c) && c.issuer != issuer })
	add(f.alike[unorderedName(name)], "order", func(c *certificate) bool { return local(c) && !(c.issuer == issuer && c.subject == subject) })
	add(f.holders[key(name, "")], "server", func(c *certificate) bool { return !local(c) && c.server != "" })
	return near
}
