package facts

import (
	"cmp"
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/schema"
)

// store is what a server's certificates come to for its connectors, most of which look
// them up by the same name.
type store struct {
	found  map[string]*lookup // by host name
	bound  map[certificateKey]*bound
	offers *bindable // nil until somebody asks
}

// lookup is what a host name finds among the certificates of a server.
type lookup struct {
	host      *model.Datum
	covering  []*certificate // those that transport could take
	missing   []string       // what keeps the list from being complete
	listed    *model.Datum   // the list, for facts
	chosen    selection      // the one that it takes
	presented *model.Datum   // the same, as what a connector presents
}

// offers are the certificates of a server that a connector could be bound to.
type bindable struct {
	listed  *model.Datum
	missing []string // what it would take to know that there are none
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
		found = &lookup{host: model.DatumOf(host)}
		found.covering, found.missing = f.covering(server, host)
		found.listed = model.DatumOf(certificateEntries(found.covering))
		found.chosen = f.selectFrom(server, found)
		found.presented = f.presented("fqdn", found.chosen.certificate)
		s.found[host] = found
	}
	return found
}

// choose works out which certificate a receive connector presents, and which it
// could. Internal connectors present the internal transport certificate, whatever
// their name says, so there is nothing to work out for them.
func (f *deriver) selectPresented(c *receiveConnector) {
	host, missing := f.hostOf(c)
	if missing == nil {
		c.SetShared("host_name", f.lookUp(c.server, host).host)
	} else {
		c.SetUnknown("host_name", "the name that a certificate is looked up by is not known", missing)
	}
	f.cover(c, host, missing)
	f.lackSMTP(c, f.present(c, host, missing))
	f.offerCA(c)
}

// hostOf returns the name that a connector without TlsCertificateName looks its
// certificate up by: its Fqdn, else its server's full name.
func (f *deriver) hostOf(c *receiveConnector) (host string, missing []string) {
	fqdn, known := c.Text("Fqdn")
	switch {
	case !known:
		return "", c.Gap("Fqdn").Missing
	case fqdn != "":
		return values.LowerHost(fqdn), nil
	case c.fullName != "":
		return c.fullName, nil
	}
	return "", []string{"the full name of " + model.NameOrUnknown(c.server)}
}

// cover lists the certificates with a key that cover the connector's host name. The
// list is empty only where surely none does.
func (f *deriver) cover(c *receiveConnector, host string, missing []string) {
	if missing == nil && len(f.certificates[c.server]) == 0 {
		missing = []string{f.certificatesOf(c.server).String()}
	}
	found := &lookup{listed: model.EmptyList, missing: missing}
	if missing == nil {
		found = f.lookUp(c.server, host)
	}
	if len(found.covering) == 0 && found.missing != nil {
		c.SetUnknown("covering_certificates", "whether some certificate covers the connector's name is not known", found.missing)
		return
	}
	c.SetShared("covering_certificates", found.listed)
}

// covering returns the certificates of a server that transport could take for a host
// name, and what keeps the list from being complete.
func (f *deriver) covering(server, host string) (covering []*certificate, missing []string) {
	for _, c := range f.certificates[server] {
		covered, coveredKnown := c.covers(host).Get()
		key, keyKnown := c.Bool("HasPrivateKey")
		switch {
		case c.purpose != "transport", c.pending(), !c.forServers(), coveredKnown && !covered, keyKnown && !key:
		case !coveredKnown:
			missing = append(missing, f.missingOf(c.Object, "CertificateDomains", "Subject")...)
		case !keyKnown:
			missing = append(missing, f.missingOf(c.Object, "HasPrivateKey")...)
		default:
			covering = append(covering, c)
		}
	}
	return covering, missing
}

// choice is the certificate that a server takes for a host name.
type selection struct {
	certificate *certificate // nil: none covers the name
	only        bool         // no other one covers it
	known       bool
	missing     []string
}

// selectFrom follows Exchange's selection by name: of the certificates with a key that
// cover it, one of a CA goes before one that signed itself, a fully valid one before one
// whose revocation could not be checked, the newest before older ones; one that the
// server does not trust is passed over. An expired one is not: the newest wins, expired
// or not (Microsoft, 'Selection of Inbound STARTTLS Certificates').
func (f *deriver) selectFrom(server string, found *lookup) selection {
	missing := slices.Clone(found.missing)
	if len(f.certificates[server]) == 0 {
		missing = []string{f.certificatesOf(server).String()}
	}
	for _, c := range found.covering {
		missing = append(missing, f.missingOf(c.Object, "self_signed")...)
	}
	if missing != nil {
		return selection{missing: missing}
	}
	eligible := slices.DeleteFunc(slices.Clone(found.covering), untrusted)
	if len(eligible) == 0 {
		return selection{known: true}
	}
	first := slices.MinFunc(eligible, func(a, b *certificate) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), newestFirst(a, b))
	})
	return selection{certificate: first, only: len(eligible) == 1, known: true}
}

func untrusted(c *certificate) bool {
	status, _ := c.Text("Status")
	return !c.IsTrue("self_signed") && (status == "Untrusted" || status == "Invalid" || status == "Revoked")
}

// rank orders the classes of certificates that selection goes by.
func rank(c *certificate) int {
	status, _ := c.Text("Status")
	switch {
	case c.IsTrue("self_signed"):
		return 2
	case status == "RevocationCheckFailure":
		return 1
	}
	return 0
}

// present states which certificate the connector most likely presents, and returns the
// one that its host name finds.
func (f *deriver) present(c *receiveConnector, host string, missing []string) (found *certificate) {
	if external, known := c.Bool("external"); known && !external {
		c.SetShared("presented", presentsNothing)
		return nil
	}
	if _, known := c.Value("bound_certificates"); c.tls.Form != "none" || !known {
		f.presentBound(c)
		return nil
	}
	if missing != nil {
		c.SetUnknown("presented", "the name that a certificate is looked up by is not known", missing)
		return nil
	}
	looked := f.lookUp(c.server, host)
	chosen := looked.chosen
	if !chosen.known {
		c.SetUnknown("presented", "which certificate the connector presents is not known", chosen.missing)
		return nil
	}
	if external, _ := c.Bool("external"); external && chosen.certificate != nil {
		chosen.certificate.uses = append(chosen.certificate.uses, use(c.Object, "fqdn", chosen.only))
	}
	c.SetShared("presented", looked.presented)
	return chosen.certificate
}

// lackSMTP lists the certificate that the connector's host name finds, where it is not
// enabled for SMTP. Selection by name does not ask for that, and the handshake fails.
func (f *deriver) lackSMTP(c *receiveConnector, found *certificate) {
	const fact = "found_without_smtp"
	if _, known := c.Value("presented"); !known {
		c.SetUnknownLike("presented", fact)
		return
	}
	list := []any{}
	if found != nil {
		smtp, known := found.Contains("Services", "SMTP")
		if !known {
			c.SetUnknown(fact, "whether the certificate that is presented is enabled for SMTP is not known", f.missingOf(found.Object, "Services"))
			return
		}
		if !smtp {
			list = append(list, found.shown)
		}
	}
	c.SetList(fact, list)
}

// presentBound states the certificate that the connector's name finds. A name that
// finds none is not replaced by a look-up by host name: STARTTLS is gone then.
func (f *deriver) presentBound(c *receiveConnector) {
	if _, known := c.Value("bound_certificates"); !known {
		c.SetUnknownLike("bound_certificates", "presented")
		return
	}
	found := f.resolve(c.Object, c.tls, c.server).OrElse(nil)
	if len(found) > 0 {
		if missing := f.missingOf(found[0].Object, "self_signed"); missing != nil {
			c.SetUnknown("presented", "whether the bound certificate signed itself is not known", missing)
			return
		}
	}
	c.SetShared("presented", f.bound(c, found).presented)
}

// presented is what facts say of a certificate that a connector presents.
func (f *deriver) presented(by any, c *certificate) *model.Datum {
	if c == nil {
		return presentsNothing
	}
	return model.DatumOf(aPresented.Entry(c.TextOrEmpty("Subject"), by, c.TextOrEmpty("identity"), c.IsTrue("self_signed")))
}

// offerCA lists the certificates of the server that could be bound instead of a
// self-signed one. The list is empty only where surely none could.
func (f *deriver) offerCA(c *receiveConnector) {
	s := f.store(c.server)
	if s.offers == nil {
		s.offers = f.offersOf(c.server)
	}
	if s.offers.listed == model.EmptyList && s.offers.missing != nil {
		c.SetUnknown("ca_certificates", "whether a CA's certificate is ready is not known", s.offers.missing)
		return
	}
	c.SetShared("ca_certificates", s.offers.listed)
}

func (f *deriver) offersOf(server string) *bindable {
	var fit []*certificate
	var missing []string
	if len(f.certificates[server]) == 0 {
		missing = []string{f.certificatesOf(server).String()}
	}
	for _, certificate := range f.certificates[server] {
		if model.Is(certificate.fits) {
			fit = append(fit, certificate)
		}
		missing = append(missing, names(certificate.fits.Missing())...)
	}
	slices.SortStableFunc(fit, func(a, b *certificate) int { return cmp.Or(publicFirst(a, b), b.notAfter.Compare(a.notAfter)) })
	return &bindable{model.DatumOf(certificateEntries(fit)), missing}
}

// publicFirst orders certificates of public CAs before those of private ones, which hardly
// anybody outside trusts.
func publicFirst(a, b *certificate) int {
	rank := func(c *certificate) int {
		if root, _ := c.Text("RootCAType"); root == "ThirdParty" {
			return 0
		}
		return 1
	}
	return rank(a) - rank(b)
}

// fitToBind tells whether a certificate comes from a CA, is enabled for SMTP, and can be named
// and used.
func (f *deriver) fitToBind(c *certificate) model.Known[bool] {
	byCA := model.Map(property.RootCAType.Of(c.Object), func(root string) bool { return root == "ThirdParty" || root == "Enterprise" })
	if c.purpose != "transport" || c.subject != "" && !c.nameable() || !model.MayBe(byCA) {
		return model.Certain(false)
	}
	return model.And(model.Not(property.SelfSigned.Of(c.Object)), c.enabledForSMTP(), c.sound())
}

// aPresented is the certificate that a connector presents, as facts have it.
var aPresented = schema.ShapeOf("Subject", "by", "identity", "self_signed")

// presentsNothing is that of a connector that presents none.
var presentsNothing = model.DatumOf(aPresented.Entry("", "nothing", "", false))
