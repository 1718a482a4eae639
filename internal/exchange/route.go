package exchange

import (
	"slices"

	"github.com/exchlint/exchlint/schema"
)

// cloud reports whether a host is one of Exchange Online, as Microsoft or the
// configuration knows them.
func (f *facts) cloud(host string) bool {
	return within(host, cloudHosts) || within(host, f.options.Known.CloudDomains)
}

// route works out where a send connector leads: to the Internet, to Exchange Online.
func (f *facts) route(c *sendConnector) {
	c.readSpaces()
	internet := slices.ContainsFunc(c.spaces, func(s space) bool { return s.kind == "SMTP" && s.domain == "*" })
	c.decide("internet", c.spacesKnown, internet, "AddressSpaces")
	hosts, hostsKnown := c.texts("SmartHosts")
	byHost := slices.ContainsFunc(hosts, f.cloud)
	c.exo(byHost, len(hosts) == 0, hostsKnown)
	c.decide("exo_relay_all", hostsKnown && (!byHost || c.spacesKnown), byHost && internet, "SmartHosts", "AddressSpaces")
	c.set("gateway_in_front", f.options.Known.GatewayInFront)
	domain, domainKnown := c.text("TlsDomain")
	c.decide("cloud_tls_domain", domainKnown, f.cloud(domain), "TlsDomain")
}

func (c *sendConnector) readSpaces() {
	texts, known := c.texts("AddressSpaces")
	c.spacesKnown = known
	list := []any{}
	for _, text := range texts {
		s := parseSpace(text)
		c.spaces = append(c.spaces, s)
		list = append(list, schema.EntryOf(map[string]any{"type": s.kind, "domain": s.domain, "cost": s.cost, "cloud": within(s.domain, cloudTenants)}))
	}
	c.decide("address_spaces", known, list, "AddressSpaces")
}

// exo tells whether the connector leads to Exchange Online. Its smart hosts say so;
// where it has none, the tenant's own address space or the hybrid headers that it keeps.
func (c *sendConnector) exo(byHost, byDNS, hostsKnown bool) {
	keeps, keepsKnown := c.yes("CloudServicesMailEnabled")
	tenant := slices.ContainsFunc(c.spaces, func(s space) bool { return within(s.domain, cloudTenants) })
	switch {
	case byHost, hostsKnown && byDNS && (keeps || tenant):
		c.set("exo", true)
	case hostsKnown && !byDNS:
		c.set("exo", false)
	default:
		c.decide("exo", hostsKnown && keepsKnown && c.spacesKnown, false, "SmartHosts", "CloudServicesMailEnabled", "AddressSpaces")
	}
}
