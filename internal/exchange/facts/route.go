package facts

import (
	"cmp"
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/schema"
)

// isCloud reports whether a host is one of Exchange Online, as Microsoft or the
// configuration knows them.
func (f *deriver) isCloud(host string) bool {
	return values.Within(host, values.CloudHosts) || values.Within(host, f.hints.CloudDomains)
}

// cloudOf returns the name in the certificates of the cloud that the first of some hosts is in; ""
// if none is in one.
func cloudOf(hosts []string) string {
	for _, host := range hosts {
		for _, cloud := range values.CloudHosts {
			if values.Within(host, []string{cloud}) {
				return values.CertificateNameOf(cloud)
			}
		}
	}
	return ""
}

// isNameOf reports whether a host name is in the certificates of a cloud; of any, for "".
func (f *deriver) isNameOf(host, cloud string) bool {
	if cloud == "" || values.Within(host, f.hints.CloudDomains) {
		return f.isCloud(host)
	}
	return values.Within(host, []string{cloud})
}

// classifyRoute tells where a send connector leads: to the Internet, to Exchange Online.
func (f *deriver) classifyRoute(c *sendConnector) {
	c.parseAddressSpaces()
	internet := model.Map(property.ParsedAddressSpaces.Of(c.Object), func([]any) bool { return c.routesAll() })
	hosts := property.SmartHosts.Of(c.Object)
	byHost := model.Map(hosts, func(hosts []any) bool { return slices.ContainsFunc(model.Strings(hosts), f.isCloud) })
	property.Internet.Set(c.Object, internet)
	property.EXO.Set(c.Object, c.leadsToCloud(hosts, byHost))
	property.EXORelayAll.Set(c.Object, model.And(byHost, internet))
	property.GatewayInFront.Set(c.Object, model.Certain(f.hints.GatewayInFront))
	cloud := model.Map(hosts, func(hosts []any) string { return cloudOf(model.Strings(hosts)) })
	property.CloudDomain.Set(c.Object, model.Map(cloud, func(cloud string) string { return cmp.Or(cloud, values.CloudHosts[0]) }))
	name := property.TlsDomain.Of(c.Object)
	missing := slices.Concat(name.Missing(), cloud.Missing())
	property.CloudTLSDomain.Set(c.Object, model.Given(f.isNameOf(name.OrElse(""), cloud.OrElse("")), missing))
}

// routesAll reports whether the connector routes mail for all domains.
func (c *sendConnector) routesAll() bool {
	return slices.ContainsFunc(c.spaces, func(s values.AddressSpace) bool { return s.Kind == "SMTP" && s.Domain == "*" })
}

func (c *sendConnector) parseAddressSpaces() {
	property.ParsedAddressSpaces.Set(c.Object, model.Map(property.AddressSpaces.Of(c.Object), func(exported []any) []any {
		list := []any{}
		for _, text := range model.Strings(exported) {
			s := values.ParseAddressSpace(text)
			c.spaces = append(c.spaces, s)
			list = append(list, schema.EntryOf(map[string]any{"type": s.Kind, "domain": s.Domain, "cost": s.Cost, "cloud": values.Within(s.Domain, values.CloudTenants)}))
		}
		return list
	}))
}

// leadsToCloud tells whether the connector leads to Exchange Online. Its smart hosts show it;
// where it has none, the tenant's own address space or the hybrid headers that it keeps.
func (c *sendConnector) leadsToCloud(hosts model.Known[[]any], byHost model.Known[bool]) model.Known[bool] {
	byDNS := model.Map(hosts, func(hosts []any) bool { return len(hosts) == 0 })
	tenant := model.Map(property.ParsedAddressSpaces.Of(c.Object), func([]any) bool {
		return slices.ContainsFunc(c.spaces, func(s values.AddressSpace) bool { return values.Within(s.Domain, values.CloudTenants) })
	})
	return model.Or(byHost, model.And(byDNS, model.Or(property.CloudServicesMailEnabled.Of(c.Object), tenant)))
}
