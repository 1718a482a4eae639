package exchange

import "cmp"

// isNamed tells whether some connector names the certificate. That none does takes
// exports of all connectors that might.
func (f *facts) isNamed(c *certificate) {
	missing := f.unseen(c)
	for _, connector := range f.connectors[c.server] {
		missing = append(missing, f.missingOf(connector.Object, "bound_certificates")...)
	}
	c.conclude("named", len(c.namers) > 0, missing)
}

// inUse tells whether some connector uses the certificate.
func (f *facts) inUse(c *certificate) {
	missing := f.unseen(c)
	for _, connector := range f.connectors[c.server] {
		if external, known := connector.yes("external"); !known || external {
			missing = append(missing, f.missingOf(connector.Object, "external", "bound_certificates", "presented")...)
		}
	}
	c.conclude("in_use", len(c.uses) > 0, missing)
}

// unseen lists the exports without which nobody knows who needs the certificate.
func (f *facts) unseen(c *certificate) (missing []string) {
	if len(f.connectors[c.server]) == 0 {
		missing = append(missing, f.connectorsOf(c.server))
	}
	if !f.exported["SendConnector"] {
		missing = append(missing, "send connectors")
	}
	return append(missing, f.unresolved...)
}

// conclude states a fact that one connector is enough for, and that takes all of them
// to be denied.
func (c *certificate) conclude(fact string, seen bool, missing []string) {
	if !seen && len(missing) > 0 {
		c.miss(fact, "who needs the certificate is not known", missing)
		return
	}
	c.set(fact, seen)
}

// demand is what connectors ask of the certificates of a server: to be bound by name.
type demand struct {
	by      []any    // those that name a certificate, or present a self-signed one to the outside
	missing []string // some of what it would take to know all of them
	listed  *Datum   // by; nil for none
}

// indexDemand finds the connectors that want a certificate that can be named.
func (f *facts) indexDemand() {
	note := func(server string, wants bool, o *Object, missing []string) {
		d := f.demands[server]
		if wants {
			d.by = append(d.by, o.Identity)
		}
		if len(d.missing) < mostNear { // every certificate of the server is told
			d.missing = append(d.missing, missing...)
		}
		f.demands[server] = d
	}
	for _, c := range f.receive {
		if external, known := c.yes("external"); known && !external {
			continue
		}
		missing := f.missingOf(c.Object, "external", "certificate_name", "presented")
		note(c.server, missing == nil && (c.tls.form != "none" || c.presentsSelfSigned()), c.Object, missing)
	}
	for _, c := range f.send {
		missing := f.missingOf(c.Object, "Enabled", "certificate_name")
		for _, server := range c.sources {
			if !c.is("disabled") {
				note(server, missing == nil && c.tls.form != "none", c.Object, missing)
			}
		}
	}
	for server, d := range f.demands {
		d.listed = datumOf(d.by)
		f.demands[server] = d
	}
}

func (c *receiveConnector) presentsSelfSigned() bool {
	presented, _ := c.Value("presented")
	self, _ := presented.(map[string]any)["self_signed"].(bool)
	return self
}

// wants states which connectors could be bound to the certificate, if it can be named.
func (f *facts) wants(c *certificate) {
	c.decide("nameable", c.subject != "", c.nameable(), "Subject")
	d := f.demands[c.server]
	if missing := append(f.unseen(c), d.missing...); len(d.by) == 0 && len(missing) > 0 {
		c.miss("wanted_by", "whether some connector should be bound to it is not known", missing)
		return
	}
	c.share("wanted_by", cmp.Or(d.listed, noValues))
}

// nameable reports whether a TlsCertificateName can name the certificate: Exchange refuses
// one without a host name as the subject's common name.
func (c *certificate) nameable() bool {
	return IsHost(c.common)
}
