package facts

import (
	"cmp"
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/schema"
)

// need is what it would take to know who needs the certificates of a server.
type bindingNeed struct {
	unseen        []string // the exports
	naming, using []string // these, and what the connectors that are there don't tell
}

// needFor looks for what is missing to tell which of a server's certificates no connector
// names, and which none uses.
func (f *deriver) needFor(server string) *bindingNeed {
	n := &bindingNeed{unseen: f.unseen(server)}
	n.naming, n.using = slices.Clip(n.unseen), slices.Clip(n.unseen)
	for _, c := range f.connectors[server] {
		n.naming = append(n.naming, f.missingOf(c.Object, "bound_certificates")...)
		if external, known := c.Bool("external"); !known || external {
			n.using = append(n.using, f.missingOf(c.Object, "external", "bound_certificates", "presented")...)
		}
	}
	return n
}

// unseen lists the exports without which nobody knows who needs a server's certificates.
func (f *deriver) unseen(server string) (missing []string) {
	if len(f.connectors[server]) == 0 {
		missing = append(missing, f.connectorsOf(server).String())
	}
	if !f.org.Exported["SendConnector"] {
		missing = append(missing, "send connectors")
	}
	return append(missing, f.unresolved...)
}

// conclude states a fact that one connector is enough for, and that takes all of them
// to be denied.
func (c *certificate) conclude(fact string, seen bool, missing []string) {
	if !seen && len(missing) > 0 {
		c.SetUnknown(fact, "who needs the certificate is not known", missing)
		return
	}
	c.Set(fact, seen)
}

// demand is what connectors ask of the certificates of a server: to be bound by name.
type bindingDemand struct {
	by      []any        // those that name a certificate, or present a self-signed one to the outside
	missing []string     // some of what it would take to know all of them
	listed  *model.Datum // by
}

// indexDemand finds the connectors that want a certificate that can be named.
func (f *deriver) indexDemand() {
	note := func(server string, wants bool, o *model.Object, missing []string) {
		d := f.demands[server]
		if wants {
			d.by = append(d.by, o.TextOrEmpty("identity"))
		}
		if len(d.missing) < MaxNear { // every certificate of the server is told
			d.missing = append(d.missing, missing...)
		}
		f.demands[server] = d
	}
	for _, c := range f.receive {
		if external, known := c.Bool("external"); known && !external {
			continue
		}
		missing := f.missingOf(c.Object, "external", "certificate_name", "presented")
		note(c.server, missing == nil && (c.tls.Form != "none" || c.presentsSelfSigned()), c.Object, missing)
	}
	for _, c := range f.send {
		missing := f.missingOf(c.Object, "Enabled", "certificate_name")
		for _, server := range c.sources {
			if !c.IsTrue("disabled") {
				note(server, missing == nil && c.tls.Form != "none", c.Object, missing)
			}
		}
	}
	for server, d := range f.demands {
		d.listed = model.DatumOf(d.by)
		f.demands[server] = d
	}
}

func (c *receiveConnector) presentsSelfSigned() bool {
	presented, _ := c.Value("presented")
	self, _ := presented.(*schema.Entry).Value("self_signed").(bool)
	return self
}

// wants states which connectors could be bound to the certificate, if it can be named.
func (f *deriver) wants(c *certificate, n *bindingNeed) {
	c.SetOrUnknown("nameable", c.subject != "", c.nameable(), "Subject")
	d := f.demands[c.server]
	if missing := append(slices.Clip(n.unseen), d.missing...); len(d.by) == 0 && len(missing) > 0 {
		c.SetUnknown("wanted_by", "whether some connector should be bound to it is not known", missing)
		return
	}
	c.SetShared("wanted_by", cmp.Or(d.listed, model.EmptyList))
}

// nameable reports whether a TlsCertificateName can name the certificate: Exchange refuses
// one without a host name as the subject's common name.
func (c *certificate) nameable() bool {
	return values.IsHost(c.common)
}
