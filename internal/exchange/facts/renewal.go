package facts

import (
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
)

// carrying returns the certificates of a server that Exchange takes for some hosts; one that covers
// several names stands there several times. One whose names are not all known is found by those
// that are.
func (f *deriver) carrying(server string, hosts ...string) []*certificate {
	var found []*certificate
	for _, host := range hosts {
		for name := range values.CoverersOf(host) {
			found = append(found, f.certificateIndexes[server].covering(name)...)
		}
	}
	return found
}

// renewal is what renews a certificate under another name: connectors that name the old
// one don't find it.
type renewal struct {
	new *certificate
	old *certificate // what the name finds now; nil: nothing
}

func (r renewal) value() any {
	var replaces, left any = "", int64(0)
	if r.old != nil {
		replaces = r.old.Identity
		left, _ = r.old.Value("seconds_left")
	}
	return r.new.shown.With(map[string]any{"replaces": replaces, "seconds_left": left, "private": r.leavesPublicCA()})
}

// leavesPublicCA reports whether the new certificate is of a CA of the organization's own, and
// the old one of a public one: hardly what the connector should go over to.
func (r renewal) leavesPublicCA() bool {
	if r.old == nil {
		return false
	}
	from, _ := r.old.Text("RootCAType")
	to, known := r.new.Text("RootCAType")
	return from == "ThirdParty" && known && to != "ThirdParty"
}

// renewed finds the certificate of a server that renews the one a name names, under
// another issuer or subject: of a CA, usable, for SMTP, newer, and good for the same host.
func (f *deriver) renewed(o *model.Object, name *values.CertificateName, server string) (found []renewal, missing []string) {
	resolved := f.resolve(o, name, server)
	named, missing := resolved.OrElse(nil), names(resolved.Missing())
	if missing != nil || !name.WellFormed() || !values.IsHost(name.BySubject.Common) {
		return nil, missing
	}
	var old *certificate
	if len(named) > 0 {
		old = named[0]
		if missing = f.missingOf(old.Object, "seconds_to_start", "seconds_left"); missing != nil {
			return nil, missing
		}
	}
	for _, c := range f.carrying(server, hostsNamed(o, name, server)...) {
		switch missing = append(missing, names(c.fits.Missing())...); {
		case !model.Is(c.fits), slices.Contains(named, c), c.unordered == unorderedName(name), old != nil && !c.notBefore.After(old.notBefore):
		default:
			found = append(found, renewal{new: c, old: old})
		}
	}
	for _, c := range f.certificates[server] {
		if !c.allNames && model.MayBe(c.fits) {
			missing = append(missing, names(c.fits.Missing())...)
			missing = append(missing, f.missingOf(c.Object, "names")...)
		}
	}
	return best(found), missing
}

// hostsNamed returns the hosts that a connector needs the certificate for that it names: the one
// that stands in the name, and its own Fqdn where a wildcard there covers that. The server's
// own name is for other servers.
func hostsNamed(o *model.Object, name *values.CertificateName, server string) []string {
	host := strings.ToLower(name.BySubject.Common)
	fqdn, _ := o.Text("Fqdn")
	if fqdn = values.LowerHost(fqdn); strings.HasPrefix(host, "*.") && values.ShortServer(fqdn) != server && values.CoversForExchange(host, fqdn) {
		return []string{host, fqdn}
	}
	return []string{host}
}

// best returns the newest renewal, and a public CA's before all of private ones.
func best(found []renewal) []renewal {
	slices.SortStableFunc(found, func(a, b renewal) int { return newestFirst(a.new, b.new) })
	if i := slices.IndexFunc(found, func(r renewal) bool { return !r.leavesPublicCA() }); i > 0 {
		found = found[i:]
	}
	return found[:min(len(found), 1)]
}

// renewReceiving states what renews the certificate that a receive connector names.
func (f *deriver) renewReceiving(c *receiveConnector) {
	external, known := c.Bool("external")
	if known && !external {
		c.SetShared("renewals", model.EmptyList)
		return
	}
	missing := f.missingOf(c.Object, "external")
	found, lacks := f.renewed(c.Object, c.tls, c.server)
	concludeRenewals(c.Object, found, append(missing, lacks...), missing != nil)
}

// renewSending states what renews the certificate that a send connector names, on each
// of its source servers.
func (f *deriver) renewSending(c *sendConnector) {
	if c.IsTrue("disabled") {
		c.SetShared("renewals", model.EmptyList)
		return
	}
	missing := f.missingOf(c.Object, "Enabled", "SourceTransportServers")
	unsure := f.missingOf(c.Object, "Enabled") != nil
	var found []renewal
	for _, server := range c.sources {
		renewals, lacks := f.renewed(c.Object, c.tls, server)
		found, missing = append(found, renewals...), append(missing, lacks...)
	}
	concludeRenewals(c.Object, found, missing, unsure)
}

// concludeRenewals states what was found. Where that is nothing, or it is not sure that
// the connector is in use, all must be known.
func concludeRenewals(o *model.Object, found []renewal, missing []string, unsure bool) {
	if len(missing) > 0 && (unsure || len(found) == 0) {
		o.SetUnknown("renewals", "whether another certificate renews the one that is named is not known", missing)
		return
	}
	list := []any{}
	for _, r := range found {
		list = append(list, r.value())
	}
	o.SetList("renewals", list)
}
