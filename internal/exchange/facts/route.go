package facts

import (
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/schema"
)

// cloud reports whether a host is one of Exchange Online, as Microsoft or the
// configuration knows them.
func (f *deriver) cloud(host string) bool {
	return values.Within(host, values.CloudHosts) || values.Within(host, f.hints.CloudDomains)
}

// route works out where a send connector leads: to the Internet, to Exchange Online.
func (f *deriver) classifyRoute(c *sendConnector) {
	c.readSpaces()
	internet := slices.ContainsFunc(c.spaces, func(s values.AddressSpace) bool { return s.Kind == "SMTP" && s.Domain == "*" })
	c.SetOrUnknown("internet", c.spacesKnown, internet, "AddressSpaces")
	hosts, hostsKnown := c.Strings("SmartHosts")
	byHost := slices.ContainsFunc(hosts, f.cloud)
	c.exo(byHost, len(hosts) == 0, hostsKnown)
	c.SetOrUnknown("exo_relay_all", hostsKnown && (!byHost || c.spacesKnown), byHost && internet, "SmartHosts", "AddressSpaces")
	c.Set("gateway_in_front", f.hints.GatewayInFront)
	domain, domainKnown := c.Text("TlsDomain")
	c.SetOrUnknown("cloud_tls_domain", domainKnown, f.cloud(domain), "TlsDomain")
}

func (c *sendConnector) readSpaces() {
	texts, known := c.Strings("AddressSpaces")
	c.spacesKnown = known
	list := []any{}
	for _, text := range texts {
		s := values.ParseAddressSpace(text)
		c.spaces = append(c.spaces, s)
		list = append(list, schema.EntryOf(map[string]any{"type": s.Kind, "domain": s.Domain, "cost": s.Cost, "cloud": values.Within(s.Domain, values.CloudTenants)}))
	}
	c.SetOrUnknown("address_spaces", known, list, "AddressSpaces")
}

// exo tells whether the connector leads to Exchange Online. Its smart hosts say so;
// where it has none, the tenant's own address space or the hybrid headers that it keeps.
func (c *sendConnector) exo(byHost, byDNS, hostsKnown bool) {
	keeps, keepsKnown := c.Bool("CloudServicesMailEnabled")
	tenant := slices.ContainsFunc(c.spaces, func(s values.AddressSpace) bool { return values.Within(s.Domain, values.CloudTenants) })
	switch {
	case byHost, hostsKnown && byDNS && (keeps || tenant):
		c.Set("exo", true)
	case hostsKnown && !byDNS:
		c.Set("exo", false)
	default:
		c.SetOrUnknown("exo", hostsKnown && keepsKnown && c.spacesKnown, false, "SmartHosts", "CloudServicesMailEnabled", "AddressSpaces")
	}
}
