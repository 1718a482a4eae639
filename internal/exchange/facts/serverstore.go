package facts

import (
	"slices"
	"strings"
	"time"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/schema"
)

// deriveStore derives what the certificates of a server can do together: what they present
// to the outside and to other servers of the organization.
func (f *deriver) deriveStore(o *model.Object, server string, sources []*sendConnector) {
	property.HybridDuties.Set(o, f.hybridDuties(server, sources).Some())
	property.CAForSMTP.Set(o, f.certificateList(server, f.servesOutside).Some())
	property.CANotForSMTP.Set(o, f.certificateList(server, (*certificate).isIdlePublic).Some())
	property.OwnCertificates.Set(o, f.ownCertificates(server).Whole())
	property.UncoveredNames.Set(o, f.uncoveredNames(server).Whole())
}

// hybridDuties lists the connectors for which Exchange Online must trust the server's
// certificate.
func (f *deriver) hybridDuties(server string, sources []*sendConnector) (duties model.Partial[any]) {
	for _, c := range f.connectors[server] {
		granted := property.DomainCapabilities.Of(c.Object)
		switch list, known := granted.Get(); {
		case c.isDisabled(), known && len(list) == 0:
		case known:
			duties.Found = append(duties.Found, c.named())
		default:
			duties.Lack(granted.Missing()...)
		}
	}
	for _, c := range sources {
		switch exo := property.EXO.Of(c.Object); {
		case c.isDisabled():
		case model.Is(exo):
			duties.Found = append(duties.Found, c.reference)
		default:
			duties.Lack(exo.Missing()...)
		}
	}
	return duties
}

// certificateList lists the certificates of a server that fit a purpose.
func (f *deriver) certificateList(server string, fits func(*certificate) model.Known[bool]) model.Partial[any] {
	fit := model.Filter(f.certificates[server], fits)
	return model.Partial[any]{Found: certificateEntries(fit.Found), Missing: fit.Missing}.Lacking(f.unexported(server)...)
}

// unexported returns the export of a server's certificates if there may be others than those that
// are known.
func (f *deriver) unexported(server string) []model.Input {
	if f.listsCertificates(server) {
		return nil
	}
	return []model.Input{f.certificatesOf(server)}
}

// listsCertificates reports whether all certificates of a server are known: some export shows one
// that was not asked for by its thumbprint or name.
func (f *deriver) listsCertificates(server string) bool {
	return slices.ContainsFunc(f.certificates[server], func(c *certificate) bool { return !c.Selected })
}

// listsConnectors reports whether all receive connectors of a server are known.
func (f *deriver) listsConnectors(server string) bool {
	return slices.ContainsFunc(f.connectors[server], func(c *receiveConnector) bool { return !c.Selected })
}

// servesOutside tells whether a certificate comes from a CA, is enabled for SMTP or used anyway,
// and has not expired.
func (f *deriver) servesOutside(c *certificate) model.Known[bool] {
	if !c.isTransport() {
		return model.Certain(false)
	}
	valid := model.Map(property.NotAfter.Of(c.Object), func(end time.Time) bool { return !end.Before(f.org.AsOf) })
	return model.And(valid, model.Not(property.SelfSigned.Of(c.Object)), c.serves())
}

// isIdlePublic tells whether a certificate of a public CA is there for hosts and can be used, but is
// not enabled for SMTP, nor used. One of a private CA may be there for anything else.
func (c *certificate) isIdlePublic() model.Known[bool] {
	if !c.isTransport() || !c.forServers() || c.allNames && len(c.names) == 0 {
		return model.Certain(false)
	}
	return model.And(c.hasRoot("ThirdParty"), model.Not(c.serves()), c.sound())
}

// isTransport reports whether the certificate may be one that transport uses: it is neither kept
// for another purpose nor a request.
func (c *certificate) isTransport() bool { return c.purpose == "transport" && !c.pending() }

// hasRoot tells whether the root that the certificate leads to is of one of some types.
func (c *certificate) hasRoot(types ...string) model.Known[bool] {
	return model.Map(property.RootCAType.Of(c.Object), func(root string) bool { return slices.Contains(types, root) })
}

// serves tells whether the certificate is enabled for SMTP, or a connector uses it
// without that, which is a fault of its own.
func (c *certificate) serves() model.Known[bool] {
	return model.Or(model.Certain(len(c.uses) > 0), c.enabledForSMTP())
}

func (c *certificate) expired(f *deriver) bool {
	return !c.notAfter.IsZero() && c.notAfter.Before(f.org.AsOf)
}

var anOwn = schema.ShapeOf("expired", "identity", "self_signed")

// ownCertificates lists the certificates for SMTP that carry the server's own name: those
// that other Exchange servers can be presented. One that has not expired is enough.
func (f *deriver) ownCertificates(server string) model.Partial[any] {
	own := model.Partial[any]{Missing: f.unexported(server)}
	good := false
	for _, c := range f.certificates[server] {
		carries := f.carriesServer(c)
		entry := model.Both(property.SelfSigned.Of(c.Object), property.NotAfter.Of(c.Object), func(self bool, _ time.Time) any {
			return anOwn.Entry(c.expired(f), c.Identity, self)
		})
		switch value, known := entry.Get(); {
		case model.Is(carries) && known:
			own.Found = append(own.Found, value)
			good = good || !c.expired(f)
		case model.Is(carries):
			own.Lack(entry.Missing()...)
		default:
			own.Lack(carries.Missing()...)
		}
	}
	if good {
		own.Missing = nil
	}
	return own
}

// carriesServer tells whether a certificate is for SMTP and one of its names is that of
// its server, short or full.
func (f *deriver) carriesServer(c *certificate) model.Known[bool] {
	if !c.isTransport() {
		return model.Certain(false)
	}
	return model.And(c.enabledForSMTP(), f.namesServer(c))
}

func (f *deriver) namesServer(c *certificate) model.Known[bool] {
	fqdn := f.org.Names.Of(c.server)
	covered := c.covers(fqdn)
	short := slices.ContainsFunc(c.names, func(name string) bool { return values.ShortServer(name) == c.server })
	wildcard := slices.ContainsFunc(c.names, func(name string) bool { return strings.HasPrefix(name, "*.") })
	if known := covered.IsKnown() && !model.Is(covered); known && !short && wildcard && fqdn == "" {
		return model.Unknown[bool](model.MissingExport("the full name of " + model.NameOrUnknown(c.server)))
	}
	return model.Or(model.Certain(short), covered)
}

// uncoveredNames lists the host names that the configuration expects and that no
// certificate for SMTP covers, a wildcard standing for one label as clients read it.
func (f *deriver) uncoveredNames(server string) model.Partial[any] {
	var uncovered model.Partial[any]
	for _, name := range f.hints.ExpectedNames {
		host := values.LowerHost(name)
		covered := model.Any(f.certificates[server], func(c *certificate) model.Known[bool] { return c.presentsName(host) })
		if !model.MayBe(covered) {
			uncovered.Found = append(uncovered.Found, host)
		}
		uncovered.Lack(covered.Missing()...)
	}
	if len(uncovered.Found) > 0 {
		uncovered.Lack(f.unexported(server)...)
	}
	return uncovered
}

// presentsName tells whether a client finds a host's name in the certificate when it is used for
// SMTP.
func (c *certificate) presentsName(host string) model.Known[bool] {
	if !c.isTransport() {
		return model.Certain(false)
	}
	return model.And(c.enabledForSMTP(), model.Not(c.lacks(host)))
}
