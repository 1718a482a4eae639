package facts

import (
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/schema"
)

// aboutStore works out what the certificates of a server can do together: what they show
// to the outside and to other servers of the organization.
func (f *deriver) aboutStore(o *model.Object, server string, sources []*sendConnector) {
	f.hybridDuties(o, server, sources)
	f.listStore(o, "ca_for_smtp", server, f.forOutside)
	f.listStore(o, "ca_not_for_smtp", server, f.idle)
	f.ownCertificates(o, server)
	f.uncoveredNames(o, server)
}

// hybridDuties lists the connectors for which Exchange Online must trust the server's
// certificate.
func (f *deriver) hybridDuties(o *model.Object, server string, sources []*sendConnector) {
	duties := []any{}
	var missing []string
	for _, c := range f.connectors[server] {
		granted, known := c.Value("domain_capabilities")
		switch list, _ := granted.([]any); {
		case c.IsTrue("disabled"), known && len(list) == 0:
		case !known:
			missing = append(missing, f.missingOf(c.Object, "domain_capabilities")...)
		default:
			duties = append(duties, c.named())
		}
	}
	for _, c := range sources {
		exo, known := c.Bool("exo")
		switch {
		case c.IsTrue("disabled"), known && !exo:
		case !known:
			missing = append(missing, f.missingOf(c.Object, "exo")...)
		default:
			duties = append(duties, c.reference)
		}
	}
	if len(duties) == 0 && len(missing) > 0 {
		o.SetUnknown("hybrid_duties", "whether the server exchanges mail with Exchange Online is not known", missing)
		return
	}
	o.SetList("hybrid_duties", duties)
}

// listStore lists the certificates of a server that fit a purpose. The list is empty only
// where surely none does.
func (f *deriver) listStore(o *model.Object, fact, server string, fit func(*certificate) (bool, []string)) {
	var found []*certificate
	var missing []string
	if len(f.certificates[server]) == 0 {
		missing = []string{f.certificatesOf(server).String()}
	}
	for _, c := range f.certificates[server] {
		fits, lacks := fit(c)
		if fits {
			found = append(found, c)
		}
		missing = append(missing, lacks...)
	}
	if len(found) == 0 && len(missing) > 0 {
		o.SetUnknown(fact, "what the certificates of the server are good for is not known", missing)
		return
	}
	o.SetList(fact, certificateEntries(found))
}

// forOutside reports whether a certificate comes from a CA, is enabled for SMTP or used all
// the same, and has not expired, or what would have to be known.
func (f *deriver) forOutside(c *certificate) (fit bool, missing []string) {
	self, selfKnown := c.Bool("self_signed")
	smtp, smtpKnown := c.serves().Get()
	switch {
	case c.purpose != "transport", c.pending(), selfKnown && self, smtpKnown && !smtp, c.expired(f):
		return false, nil
	case !selfKnown || !smtpKnown || c.notAfter.IsZero():
		return false, f.missingOf(c.Object, "self_signed", "Services", "NotAfter")
	}
	return true, nil
}

// idle reports whether a certificate of a public CA is there for hosts and can be used, but is
// not enabled for SMTP, nor used. One of a private CA may be there for anything else.
func (f *deriver) idle(c *certificate) (fit bool, missing []string) {
	root, rootKnown := c.Text("RootCAType")
	smtp, smtpKnown := c.serves().Get()
	sound, soundKnown := c.sound().Get()
	switch {
	case c.purpose != "transport", c.pending(), !c.forServers(), c.allNames && len(c.names) == 0, rootKnown && root != "ThirdParty", smtpKnown && smtp, soundKnown && !sound:
		return false, nil
	case !rootKnown || !smtpKnown || !soundKnown:
		return false, f.missingOf(c.Object, "RootCAType", "Services", "defects")
	}
	return true, nil
}

// serves reports whether the certificate is enabled for SMTP, or a connector uses it
// without that, which is a fault of its own.
func (c *certificate) serves() model.Known[bool] {
	return model.Or(model.Certain(len(c.uses) > 0), c.enabledForSMTP())
}

func (c *certificate) expired(f *deriver) bool {
	return !c.notAfter.IsZero() && c.notAfter.Before(f.org.AsOf)
}

var anOwn = schema.ShapeOf("expired", "identity", "self_signed")

// ownCertificates lists the certificates for SMTP that carry the server's own name: those
// that other Exchange servers can be shown.
func (f *deriver) ownCertificates(o *model.Object, server string) {
	own := []any{}
	var missing []string
	if len(f.certificates[server]) == 0 {
		missing = []string{f.certificatesOf(server).String()}
	}
	good := false
	for _, c := range f.certificates[server] {
		mine, lacks := f.carriesServer(c)
		if self, known := c.Bool("self_signed"); mine && known && !c.notAfter.IsZero() {
			good = good || !c.expired(f)
			own = append(own, anOwn.Entry(c.expired(f), c.TextOrEmpty("identity"), self))
		} else if mine {
			lacks = f.missingOf(c.Object, "self_signed", "NotAfter")
		}
		missing = append(missing, lacks...)
	}
	if !good && len(missing) > 0 {
		o.SetUnknown("own_certificates", "whether a certificate for SMTP carries the server's own name is not known", missing)
		return
	}
	o.SetList("own_certificates", own)
}

// carriesServer reports whether a certificate is for SMTP and one of its names is that of
// its server, short or full, or what would have to be known.
func (f *deriver) carriesServer(c *certificate) (carries bool, missing []string) {
	smtp, smtpKnown := c.Contains("Services", "SMTP")
	fqdn := f.org.Names.Of(c.server)
	named := model.Is(c.covers(fqdn))
	named = named || slices.ContainsFunc(c.names, func(name string) bool { return values.ShortServer(name) == c.server })
	wildcard := slices.ContainsFunc(c.names, func(name string) bool { return strings.HasPrefix(name, "*.") })
	switch {
	case c.purpose != "transport", c.pending(), smtpKnown && !smtp:
		return false, nil
	case !named && !c.allNames:
		return false, f.missingOf(c.Object, "names")
	case !named && wildcard && fqdn == "":
		return false, []string{"the full name of " + model.NameOrUnknown(c.server)}
	case named && !smtpKnown:
		return false, f.missingOf(c.Object, "Services")
	}
	return named, nil
}

// uncoveredNames lists the host names that the configuration expects and that no
// certificate for SMTP covers, a wildcard standing for one label as clients read it.
func (f *deriver) uncoveredNames(o *model.Object, server string) {
	uncovered := []any{}
	var missing []string
	for _, name := range f.hints.ExpectedNames {
		covered, lacks := f.covered(server, values.LowerHost(name))
		if !covered {
			uncovered, missing = append(uncovered, values.LowerHost(name)), append(missing, lacks...)
		}
	}
	if len(uncovered) > 0 && len(f.certificates[server]) == 0 {
		missing = append(missing, f.certificatesOf(server).String())
	}
	if len(missing) > 0 {
		o.SetUnknown("uncovered_names", "which names the certificates for SMTP cover is not known", missing)
		return
	}
	o.SetList("uncovered_names", uncovered)
}

// covered reports whether a client finds a host's name in some certificate for SMTP, or
// what would have to be known.
func (f *deriver) covered(server, host string) (covered bool, missing []string) {
	for _, c := range f.certificates[server] {
		smtp, smtpKnown := c.Contains("Services", "SMTP")
		switch lacks, known := c.lacks(host).Get(); {
		case c.purpose != "transport", c.pending(), smtpKnown && !smtp, known && lacks:
		case !known:
			missing = append(missing, f.missingOf(c.Object, "names")...)
		case !smtpKnown:
			missing = append(missing, f.missingOf(c.Object, "Services")...)
		default:
			return true, nil
		}
	}
	return false, missing
}
