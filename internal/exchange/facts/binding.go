package facts

import (
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/schema"
)

// The facts about the certificates that a receive connector's name finds.
var bindingFacts = []string{"bound_certificates", "bound_for_smtp", "bound_defects", "near_certificates", "fqdn_covered"}

// bind finds the certificates that the connector's TlsCertificateName names on its
// server, and whether they can be used.
func (f *deriver) resolveBound(c *receiveConnector) {
	resolved := f.resolve(c.Object, c.tls, c.server)
	found, known := resolved.Get()
	if !known {
		missing := names(resolved.Missing())
		for _, fact := range bindingFacts {
			c.SetUnknown(fact, "which certificates TlsCertificateName names is not known", missing)
		}
		return
	}
	external, _ := c.Bool("external")
	for _, certificate := range found {
		certificate.namers = append(certificate.namers, c.TextOrEmpty("identity"))
		if external {
			certificate.uses = append(certificate.uses, use(c.Object, "name", len(found) == 1))
		}
	}
	bound := f.bound(c, found)
	c.SetShared("bound_certificates", bound.listed)
	c.SetSharedOrUnknown("bound_for_smtp", bound.forSMTP, "whether the bound certificates are enabled for SMTP is not known", bound.unserved)
	c.SetSharedOrUnknown("bound_defects", bound.defects, "whether the bound certificates can be used is not known", bound.unsure)
	f.coverFqdn(c, found)
	near := []any{}
	if len(found) == 0 && c.tls.WellFormed() {
		near = f.near(c.tls, []string{c.server})
	}
	c.SetList("near_certificates", near)
}

func use(o *model.Object, by any, only bool) any {
	return aUse.Entry(by, o.TextOrEmpty("identity"), o.Kind.Name, only)
}

var aUse = schema.ShapeOf("by", "identity", "kind", "only")

// resolve finds the certificates of a server that a name names; none, if that is known.
func (f *deriver) resolve(o *model.Object, name *values.CertificateName, server string) model.Known[[]*certificate] {
	if _, known := property.CertificateName.Of(o).Get(); !known || !name.WellFormed() {
		return model.Map(property.CertificateName.Of(o), func(*schema.Entry) []*certificate { return nil })
	}
	if found := f.called(key(name, server)); len(found) > 0 {
		return model.Certain(found)
	}
	return model.Given[[]*certificate](nil, f.unlisted(server))
}

// unlisted returns what it takes to know a server's certificates by name.
func (f *deriver) unlisted(server string) (missing []model.Input) {
	if server == "" || len(f.certificates[server]) == 0 {
		return []model.Input{f.certificatesOf(server)}
	}
	for _, c := range f.certificates[server] {
		if !c.hasName() {
			missing = slices.Concat(missing, property.Subject.Of(c.Object).Missing(), property.Issuer.Of(c.Object).Missing())
		}
	}
	return missing
}

// key is what the name finds certificates by on a server; on any, where that is empty.
func key(n *values.CertificateName, server string) certificateKey {
	key := certificateKey{server: server, subject: n.BySubject.Key}
	if n.Form == "full" {
		key.issuer = n.ByIssuer.Key
	}
	return key
}

// bound are the certificates of a server that a name finds, as facts say it of all
// connectors with that name.
type bound struct {
	listed    *model.Datum
	forSMTP   *model.Datum // those that are enabled for SMTP
	unserved  []string     // what it would take to know that
	defects   *model.Datum // what is wrong with each
	unsure    []string     // what it would take to know that
	presented *model.Datum // the first, as what a connector presents
}

// noneBound is what a name finds that finds none.
var noneBound = &bound{listed: model.EmptyList, forSMTP: model.EmptyList, defects: model.EmptyList, presented: presentsNothing}

// bound says it of the certificates that a connector's name has found.
func (f *deriver) bound(c *receiveConnector, found []*certificate) *bound {
	if len(found) == 0 {
		return noneBound
	}
	all, key := f.store(c.server).bound, key(c.tls, c.server)
	if all[key] == nil {
		all[key] = boundTo(f, found)
	}
	return all[key]
}

func boundTo(f *deriver, found []*certificate) *bound {
	b := &bound{listed: model.DatumOf(certificateEntries(found)), presented: f.presented("name", found[0])}
	enabled, defects := forSMTP(found), defectsOf(found)
	b.forSMTP, b.unserved = model.DatumOf(certificateEntries(enabled.Found)), names(enabled.Missing)
	b.defects, b.unsure = model.DatumOf(defects.OrElse(nil)), names(defects.Missing())
	return b
}

// forSMTP returns those certificates that are enabled for SMTP.
func forSMTP(certificates []*certificate) model.Partial[*certificate] {
	return model.Filter(certificates, (*certificate).enabledForSMTP)
}

func (c *certificate) enabledForSMTP() model.Known[bool] {
	return model.Contains(property.Services.Of(c.Object), "SMTP")
}

// aDefective is a certificate that has or may have defects.
var aDefective = schema.ShapeOf("defects", "identity")

// defectsOf lists what is wrong with each certificate. A sound one settles that a connector
// can do TLS, whatever is not known of the others.
func defectsOf(certificates []*certificate) model.Known[[]any] {
	list := []any{}
	var missing []model.Input
	for _, c := range certificates {
		defects, known := property.Defects.Of(c.Object).Get()
		if !known {
			missing = append(missing, property.Defects.Of(c.Object).Missing()...)
			continue
		}
		list = append(list, aDefective.Entry(defects, c.TextOrEmpty("identity")))
	}
	if slices.ContainsFunc(certificates, func(c *certificate) bool { return model.Is(c.sound()) }) {
		missing = nil
	}
	return model.Given(list, missing)
}

// coverFqdn tells whether clients find the connector's Fqdn in some of the bound
// certificates.
func (f *deriver) coverFqdn(c *receiveConnector, found []*certificate) {
	fqdn, known := c.Text("Fqdn")
	if !known && len(found) > 0 {
		c.SetUnknownLike("Fqdn", "fqdn_covered")
		return
	}
	covered, host := fqdn == "" || len(found) == 0, values.LowerHost(fqdn)
	var missing []string
	for _, certificate := range found {
		covered = covered || slices.ContainsFunc(certificate.names, func(name string) bool { return values.CoversForClients(name, host) })
		if !certificate.allNames {
			missing = append(missing, f.missingOf(certificate.Object, "CertificateDomains", "Subject")...)
		}
	}
	if !covered && len(missing) > 0 {
		c.SetUnknown("fqdn_covered", "the names of the bound certificate are not known", missing)
		return
	}
	c.Set("fqdn_covered", covered)
}

// mostNear bounds how many near misses one finding explains.
const MaxNear = 5

// unordered are the parts of a certificate's two names, each in any order.
type unordered struct{ issuer, subject string }

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
			if len(near) < MaxNear && wanted(c) {
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
