package exchange

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

// twins finds what replaces the certificate: one of the same issuer and subject that
// expires later, and whether connectors can go over to it without a change.
func (f *facts) twins(c *certificate) {
	if c.subject == "" || c.issuer == "" || c.notAfter.IsZero() {
		missing := lacking(c.Object, "Subject", "Issuer", "NotAfter")
		c.miss("newer_twin", "whether another certificate replaces it is not known", missing)
		c.miss("successor", "whether another certificate replaces it is not known", missing)
		return
	}
	newer, successor := "", ""
	for _, other := range f.named[certificateKey{c.server, c.issuer, c.subject}] {
		if other == c || !other.notAfter.After(c.notAfter) {
			continue
		}
		newer, _ = other.text("Thumbprint")
		sound, _ := other.sound()
		smtp, _ := other.has("Services", "SMTP")
		if sound && smtp && other.coversAll(c.names) {
			successor = newer
			break
		}
	}
	c.set("newer_twin", newer)
	c.set("successor", successor)
}

func (c *certificate) coversAll(names []string) bool {
	for _, name := range names {
		if covered, _ := c.covers(name); !covered {
			return false
		}
	}
	return true
}
