package facts

import (
	"cmp"
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/schema"
)

// store has what the connectors of a server look up among its certificates, most of them by the
// same name.
type store struct {
	found    map[string]*lookup // by host name
	bound    map[certificateKey]*bound
	bindable *model.Known[*model.Datum] // nil until it is needed
	toBind   model.Known[*model.Datum]  // the thumbprint of the one of them to name
	toEnable model.Known[*model.Datum]  // the same where it is not enabled for SMTP yet
}

// lookup is what a host name finds among the certificates of a server.
type lookup struct {
	host      *model.Datum
	covering  model.Partial[*certificate] // those that transport could take
	listed    *model.Datum                // covering, as far as they are known
	selected  model.Known[selection]
	presented *model.Datum // the selected one, as what a connector presents
}

// selection is the certificate that a server takes for a host name.
type selection struct {
	certificate *certificate // nil: none covers the name
	only        bool         // no other one covers it
}

// store returns what is known of a server's certificates. Servers that have connectors are
// there before several goroutines ask.
func (f *deriver) store(server string) *store {
	s := f.stores[server]
	if s == nil {
		s = &store{found: map[string]*lookup{}, bound: map[certificateKey]*bound{}}
		f.stores[server] = s
	}
	return s
}

// lookUp finds the certificates of a server that a host name finds.
func (f *deriver) lookUp(server, host string) *lookup {
	s := f.store(server)
	found := s.found[host]
	if found == nil {
		covering := f.covering(server, host)
		found = &lookup{host: model.DatumOf(host), covering: covering, listed: model.DatumOf(certificateEntries(covering.Found)), selected: selectFrom(covering)}
		found.presented = presentedEntry("fqdn", found.selected.OrElse(selection{}).certificate)
		s.found[host] = found
	}
	return found
}

// selectPresented derives which certificate a receive connector presents, and which it
// could. Internal connectors present the internal transport certificate, whatever
// their name says, so there is nothing to derive for them.
func (f *deriver) selectPresented(c *receiveConnector) {
	looked := model.Map(f.hostOf(c), func(host string) *lookup { return f.lookUp(c.server, host) })
	property.HostName.Share(c.Object, model.Map(looked, func(l *lookup) *model.Datum { return l.host }))
	property.CoveringCertificates.Share(c.Object, model.Then(looked, func(l *lookup) model.Known[*model.Datum] {
		return model.Map(l.covering.Some(), func([]*certificate) *model.Datum { return l.listed })
	}))
	presented, found := f.presented(c, looked)
	property.Presented.Share(c.Object, presented)
	property.FoundWithoutSMTP.Set(c.Object, model.Then(presented, func(*model.Datum) model.Known[[]any] { return withoutSMTP(found) }))
	property.ExactSelfSigned.Set(c.Object, model.Then(presented, func(*model.Datum) model.Known[[]any] { return exactSelfSigned(looked, found) }))
	property.CACertificates.Share(c.Object, f.bindable(c.server))
	store := f.store(c.server)
	property.ToBind.Share(c.Object, store.toBind)
	property.ToEnable.Share(c.Object, store.toEnable)
}

// exactSelfSigned lists the self-signed certificates that have the host name itself, where the one
// that it finds covers it by a wildcard. Exchange has been seen to take one of them, whatever the
// documentation says.
func exactSelfSigned(looked model.Known[*lookup], found *certificate) model.Known[[]any] {
	return model.Map(looked, func(l *lookup) []any {
		host := l.host.Value.(string)
		if found == nil || found.nameSet[host] || model.Is(property.SelfSigned.Of(found.Object)) {
			return nil
		}
		exact := slices.DeleteFunc(slices.Clone(l.covering.Found), func(c *certificate) bool {
			return !c.nameSet[host] || !model.Is(property.SelfSigned.Of(c.Object))
		})
		return certificateEntries(exact)
	})
}

// hostOf returns the name by which a connector without TlsCertificateName looks its
// certificate up: its Fqdn, else its server's full name.
func (f *deriver) hostOf(c *receiveConnector) model.Known[string] {
	return model.Then(property.Fqdn.Of(c.Object), func(fqdn string) model.Known[string] {
		switch {
		case fqdn != "":
			return model.Certain(values.LowerHost(fqdn))
		case c.fullName != "":
			return model.Certain(c.fullName)
		}
		return model.Unknown[string](model.MissingExport("the full name of " + model.NameOrUnknown(c.server)))
	})
}

// covering returns the certificates of a server that transport could take for a host name.
func (f *deriver) covering(server, host string) model.Partial[*certificate] {
	return model.Filter(f.certificates[server], func(c *certificate) model.Known[bool] {
		if !c.isTransport() || !c.forServers() {
			return model.Certain(false)
		}
		return model.And(c.covers(host), property.HasPrivateKey.Of(c.Object))
	}).Lacking(f.unexported(server)...)
}

// selectFrom follows Exchange's selection by name: of the certificates with a key that
// cover it, one of a CA goes before a self-signed one, a fully valid one before one
// whose revocation could not be checked, the newest before older ones; one that the
// server does not trust is passed over. An expired one is not: the newest wins, expired
// or not (Microsoft, 'Selection of Inbound STARTTLS Certificates').
func selectFrom(covering model.Partial[*certificate]) model.Known[selection] {
	missing := slices.Clip(covering.Missing)
	for _, c := range covering.Found {
		missing = append(missing, property.SelfSigned.Missing(c.Object)...)
	}
	if missing != nil {
		return model.Unknown[selection](missing...)
	}
	eligible := slices.DeleteFunc(slices.Clone(covering.Found), (*certificate).isUntrusted)
	if len(eligible) == 0 {
		return model.Certain(selection{})
	}
	first := slices.MinFunc(eligible, func(a, b *certificate) int {
		return cmp.Or(cmp.Compare(selectionRank(a), selectionRank(b)), newestFirst(a, b))
	})
	return model.Certain(selection{certificate: first, only: len(eligible) == 1})
}

// isUntrusted reports whether the server is known not to trust the certificate.
func (c *certificate) isUntrusted() bool {
	status := property.Status.Of(c.Object).OrElse("")
	return !model.Is(property.SelfSigned.Of(c.Object)) && (status == "Untrusted" || status == "Invalid" || status == "Revoked")
}

// selectionRank orders the classes of certificates that selection goes by.
func selectionRank(c *certificate) int {
	switch {
	case model.Is(property.SelfSigned.Of(c.Object)):
		return 2
	case property.Status.Of(c.Object).OrElse("") == "RevocationCheckFailure":
		return 1
	}
	return 0
}

// presented returns which certificate the connector most likely presents, and the one that its host
// name finds.
func (f *deriver) presented(c *receiveConnector, looked model.Known[*lookup]) (presented model.Known[*model.Datum], found *certificate) {
	external := property.External.Of(c.Object)
	if !model.MayBe(external) {
		return model.Certain(presentsNothing), nil
	}
	if c.tls.Form != "none" || !property.BoundCertificates.Of(c.Object).IsKnown() {
		return f.presentedByName(c), nil
	}
	selected := model.Then(looked, func(l *lookup) model.Known[selection] { return l.selected })
	choice := selected.OrElse(selection{})
	if model.Is(external) && choice.certificate != nil {
		choice.certificate.uses = append(choice.certificate.uses, use(c.Object, "fqdn", choice.only))
	}
	return model.Map(selected, func(selection) *model.Datum { return looked.OrElse(nil).presented }), choice.certificate
}

// withoutSMTP lists the certificate that the connector's host name finds, if it is not
// enabled for SMTP. Selection by name does not ask for that, and the handshake fails.
func withoutSMTP(found *certificate) model.Known[[]any] {
	if found == nil {
		return model.Certain[[]any](nil)
	}
	return model.Map(found.enabledForSMTP(), func(enabled bool) []any {
		if enabled {
			return nil
		}
		return []any{found.shown}
	})
}

// presentedByName returns the certificate that the connector's name finds. A name that
// finds none is not replaced by a look-up by host name: STARTTLS is gone then.
func (f *deriver) presentedByName(c *receiveConnector) model.Known[*model.Datum] {
	return model.Then(property.BoundCertificates.Of(c.Object), func([]any) model.Known[*model.Datum] {
		found := f.resolve(c.Object, c.tls, c.server).OrElse(nil)
		if len(found) == 0 {
			return model.Certain(presentsNothing)
		}
		return model.Map(property.SelfSigned.Of(found[0].Object), func(bool) *model.Datum { return f.bound(c, found).presented })
	})
}

// aPresented is the certificate that a connector presents, as facts have it.
var aPresented = schema.ShapeOf("Subject", "by", "identity", "self_signed")

// presentsNothing is the entry of a connector that presents no certificate.
var presentsNothing = model.DatumOf(aPresented.Entry("", "nothing", "", false))

func presentedEntry(by any, c *certificate) *model.Datum {
	if c == nil {
		return presentsNothing
	}
	return model.DatumOf(aPresented.Entry(property.Subject.Of(c.Object).OrElse(""), by, c.Identity, model.Is(property.SelfSigned.Of(c.Object))))
}

// bindable lists the certificates of a server that a connector could be bound to instead of a
// self-signed one: those of public CAs first, of these the longest valid.
func (f *deriver) bindable(server string) model.Known[*model.Datum] {
	s := f.store(server)
	if s.bindable == nil {
		fit := model.Filter(f.certificates[server], func(c *certificate) model.Known[bool] { return c.fits }).Lacking(f.unexported(server)...)
		slices.SortStableFunc(fit.Found, func(a, b *certificate) int { return cmp.Or(publicFirst(a, b), b.notAfter.Compare(a.notAfter)) })
		listed := model.Map(fit.Some(), func(fit []*certificate) *model.Datum { return model.DatumOf(certificateEntries(fit)) })
		s.bindable = &listed
		s.toBind, s.toEnable = f.toBind(fit.Some())
	}
	return *s.bindable
}

// toBind returns the thumbprint of the certificate to name of those that are fit, the best first, and
// the same where it is not enabled for SMTP yet.
func (f *deriver) toBind(fit model.Known[[]*certificate]) (toBind, toEnable model.Known[*model.Datum]) {
	later := model.Then(fit, func(fit []*certificate) model.Known[string] {
		if len(fit) == 0 {
			return model.Certain("")
		}
		return f.replacement(fit[0])
	})
	toBind = model.Both(fit, later, func(fit []*certificate, later string) *model.Datum {
		if later == "" && len(fit) > 0 {
			later = fit[0].thumbprint()
		}
		return model.DatumOf(later)
	})
	toEnable = model.Both(fit, later, func(fit []*certificate, later string) *model.Datum {
		if slices.ContainsFunc(fit, func(c *certificate) bool { return c.thumbprint() == later }) {
			later = ""
		}
		return model.DatumOf(later)
	})
	return toBind, toEnable
}

// publicFirst orders certificates of public CAs before those of private ones, which few
// systems outside trust.
func publicFirst(a, b *certificate) int {
	return compareBool(model.Is(b.hasRoot("ThirdParty")), model.Is(a.hasRoot("ThirdParty")))
}

// fitToBind tells whether a certificate comes from a CA and can be named and used, once it is
// enabled for SMTP.
func (f *deriver) fitToBind(c *certificate) model.Known[bool] {
	if c.purpose != "transport" || c.subject != "" && !c.nameable() || !model.MayBe(c.hasRoot("ThirdParty", "Enterprise")) {
		return model.Certain(false)
	}
	return model.And(model.Not(property.SelfSigned.Of(c.Object)), c.sound())
}
