package exchange

import (
	"cmp"
	"slices"
)

// choose works out which certificate a receive connector presents, and which it
// could. Internal connectors present the internal transport certificate, whatever
// their name says, so there is nothing to work out for them.
func (f *facts) choose(c *receiveConnector) {
	host, missing := f.hostOf(c)
	if missing == nil {
		c.set("host_name", host)
	} else {
		c.miss("host_name", "the name that a certificate is looked up by is not known", missing)
	}
	f.cover(c, host, missing)
	f.lackSMTP(c, f.present(c, host, missing))
	f.offerCA(c)
}

// hostOf returns the name that a connector without TlsCertificateName looks its
// certificate up by: its Fqdn, else its server's full name.
func (f *facts) hostOf(c *receiveConnector) (host string, missing []string) {
	fqdn, known := c.text("Fqdn")
	switch {
	case !known:
		return "", c.Gap("Fqdn").Missing
	case fqdn != "":
		return lowerHost(fqdn), nil
	case f.fqdns[c.server] != "":
		return f.fqdns[c.server], nil
	}
	return "", []string{"the full name of " + orUnknown(c.server)}
}

// cover lists the certificates with a key that cover the connector's host name. The
// list is empty only where surely none does.
func (f *facts) cover(c *receiveConnector, host string, missing []string) {
	if missing == nil && len(f.certificates[c.server]) == 0 {
		missing = []string{f.certificatesOf(c.server)}
	}
	var covering []*certificate
	if missing == nil {
		covering, missing = f.covering(c.server, host)
	}
	if len(covering) == 0 && missing != nil {
		c.miss("covering_certificates", "whether some certificate covers the connector's name is not known", missing)
		return
	}
	c.set("covering_certificates", values(covering))
}

// covering returns the certificates of a server that transport could take for a host
// name, and what keeps the list from being complete.
func (f *facts) covering(server, host string) (covering []*certificate, missing []string) {
	for _, c := range f.certificates[server] {
		covered, coveredKnown := c.covers(host)
		key, keyKnown := c.yes("HasPrivateKey")
		switch {
		case purpose(c) != "transport", coveredKnown && !covered, keyKnown && !key:
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
type choice struct {
	certificate *certificate // nil: none covers the name
	only        bool         // no other one covers it
	known       bool
	missing     []string
}

// selectFor follows Exchange's selection by name: of the certificates with a key that
// cover it, one of a CA goes before one that signed itself, a fully valid one before one
// whose revocation could not be checked, the newest before older ones; one that the
// server does not trust is passed over. An expired one is not: the newest wins, expired
// or not (Microsoft, 'Selection of Inbound STARTTLS Certificates').
func (f *facts) selectFor(server, host string) choice {
	covering, missing := f.covering(server, host)
	if len(f.certificates[server]) == 0 {
		missing = []string{f.certificatesOf(server)}
	}
	for _, c := range covering {
		missing = append(missing, f.missingOf(c.Object, "self_signed")...)
	}
	if missing != nil {
		return choice{missing: missing}
	}
	eligible := slices.DeleteFunc(slices.Clone(covering), untrusted)
	if len(eligible) == 0 {
		return choice{known: true}
	}
	slices.SortStableFunc(eligible, func(a, b *certificate) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), newestFirst(a, b))
	})
	return choice{certificate: eligible[0], only: len(eligible) == 1, known: true}
}

func untrusted(c *certificate) bool {
	status, _ := c.text("Status")
	return !c.is("self_signed") && (status == "Untrusted" || status == "Invalid" || status == "Revoked")
}

// rank orders the classes of certificates that selection goes by.
func rank(c *certificate) int {
	status, _ := c.text("Status")
	switch {
	case c.is("self_signed"):
		return 2
	case status == "RevocationCheckFailure":
		return 1
	}
	return 0
}

// present states which certificate the connector most likely presents, and returns the
// one that its host name finds.
func (f *facts) present(c *receiveConnector, host string, missing []string) (found *certificate) {
	if external, known := c.yes("external"); known && !external {
		c.set("presented", presented("nothing", nil))
		return nil
	}
	if bound, known := c.Value("bound_certificates"); c.tls.form != "none" || !known {
		f.presentBound(c, bound, known)
		return nil
	}
	if missing != nil {
		c.miss("presented", "the name that a certificate is looked up by is not known", missing)
		return nil
	}
	chosen := f.selectFor(c.server, host)
	if !chosen.known {
		c.miss("presented", "which certificate the connector presents is not known", chosen.missing)
		return nil
	}
	if external, _ := c.yes("external"); external && chosen.certificate != nil {
		chosen.certificate.uses = append(chosen.certificate.uses, use(c.Object, "fqdn", chosen.only))
	}
	by := "fqdn"
	if chosen.certificate == nil {
		by = "nothing"
	}
	c.set("presented", presented(by, chosen.certificate))
	return chosen.certificate
}

// lackSMTP lists the certificate that the connector's host name finds, where it is not
// enabled for SMTP. Selection by name does not ask for that, and the handshake fails.
func (f *facts) lackSMTP(c *receiveConnector, found *certificate) {
	const fact = "found_without_smtp"
	if _, known := c.Value("presented"); !known {
		c.miss(fact, c.Gap("presented").Reason, c.Gap("presented").Missing)
		return
	}
	list := []any{}
	if found != nil {
		smtp, known := found.has("Services", "SMTP")
		if !known {
			c.miss(fact, "whether the certificate that is presented is enabled for SMTP is not known", f.missingOf(found.Object, "Services"))
			return
		}
		if !smtp {
			list = append(list, found.value())
		}
	}
	c.set(fact, list)
}

// presentBound states the certificate that the connector's name finds. A name that
// finds none is not replaced by a look-up by host name: STARTTLS is gone then.
func (f *facts) presentBound(c *receiveConnector, bound any, known bool) {
	if !known {
		gap := c.Gap("bound_certificates")
		c.miss("presented", gap.Reason, gap.Missing)
		return
	}
	if len(bound.([]any)) == 0 {
		c.set("presented", presented("nothing", nil))
		return
	}
	found, _ := f.resolve(c.Object, c.tls, c.server)
	if missing := f.missingOf(found[0].Object, "self_signed"); missing != nil {
		c.miss("presented", "whether the bound certificate signed itself is not known", missing)
		return
	}
	c.set("presented", presented("name", found[0]))
}

func presented(by string, c *certificate) any {
	value := map[string]any{"by": by, "identity": "", "Subject": "", "self_signed": false}
	if c != nil {
		value["identity"] = c.Identity
		value["Subject"], _ = c.text("Subject")
		value["self_signed"] = c.is("self_signed")
	}
	return value
}

// offerCA lists the certificates of the server that could be bound instead of a
// self-signed one. The list is empty only where surely none could.
func (f *facts) offerCA(c *receiveConnector) {
	var offers []*certificate
	var missing []string
	if len(f.certificates[c.server]) == 0 {
		missing = []string{f.certificatesOf(c.server)}
	}
	for _, certificate := range f.certificates[c.server] {
		fit, lacks := f.fitToBind(certificate)
		if fit {
			offers = append(offers, certificate)
		}
		missing = append(missing, lacks...)
	}
	if len(offers) == 0 && missing != nil {
		c.miss("ca_certificates", "whether a CA's certificate is ready is not known", missing)
		return
	}
	slices.SortStableFunc(offers, func(a, b *certificate) int { return b.notAfter.Compare(a.notAfter) })
	c.set("ca_certificates", values(offers))
}

// fitToBind reports whether a certificate comes from a CA, is enabled for SMTP, can be
// named and used, or what would have to be known.
func (f *facts) fitToBind(c *certificate) (fit bool, missing []string) {
	self, selfKnown := c.yes("self_signed")
	smtp, smtpKnown := c.has("Services", "SMTP")
	sound, soundKnown := c.sound()
	root, rootKnown := c.text("RootCAType")
	switch {
	case purpose(c) != "transport", c.subject != "" && !c.nameable(), selfKnown && self, smtpKnown && !smtp, soundKnown && !sound,
		rootKnown && root != "ThirdParty" && root != "Enterprise":
		return false, nil
	case !selfKnown || !smtpKnown || !soundKnown:
		return false, f.missingOf(c.Object, "self_signed", "Services", "defects")
	}
	return true, nil
}
