package facts

import (
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/internal/exchange/values"
)

// renewal is what renews a certificate under another name: connectors that name the old
// one don't find it.
type renewal struct {
	new *certificate
	old *certificate // what the name finds now; nil: nothing
}

func (r renewal) entry() any {
	replaces, left := "", int64(0)
	if r.old != nil {
		replaces, left = r.old.Identity, property.SecondsLeft.Of(r.old.Object).OrElse(0)
	}
	return r.new.shown.With(map[string]any{"enabled": model.MayBe(r.new.enabledForSMTP()), "private": r.leavesPublicCA(), "replaces": replaces, "seconds_left": left})
}

// leavesPublicCA reports whether the new certificate is of a CA of the organization's own, and
// the old one of a public one: hardly what the connector should go over to.
func (r renewal) leavesPublicCA() bool {
	return r.old != nil && model.Is(r.old.hasRoot("ThirdParty")) && !model.MayBe(r.new.hasRoot("ThirdParty"))
}

// renewed finds the certificate of a server that renews the one a name names, under
// another issuer or subject: of a CA, usable, newer, and good for the same host. It may not be
// enabled for SMTP yet.
func (f *deriver) renewed(o *model.Object, name *values.CertificateName, server string) model.Partial[renewal] {
	resolved := f.resolve(o, name, server)
	named, known := resolved.Get()
	if !known || !name.WellFormed() || !values.IsHost(name.BySubject.Common) {
		return model.Partial[renewal]{Missing: resolved.Missing()}
	}
	var old *certificate
	if len(named) > 0 {
		old = named[0]
		if missing := model.Missing(old.Object, property.SecondsToStart, property.SecondsLeft); missing != nil {
			return model.Partial[renewal]{Missing: missing}
		}
	}
	var found model.Partial[renewal]
	for _, c := range f.carrying(server, hostsNamed(o, name, server)...) {
		older := old != nil && !c.notBefore.After(old.notBefore)
		if model.Is(c.usable) && !slices.Contains(named, c) && c.unordered != unorderedName(name) && !older {
			found.Found = append(found.Found, renewal{new: c, old: old})
		}
		found.Lack(c.usable.Missing()...)
	}
	found.Found = best(found.Found)
	return found.Lacking(f.unnamed(server)...)
}

// unnamed returns what it would take to know the names of the certificates of a server that may be
// good for anything.
func (f *deriver) unnamed(server string) (missing []model.Input) {
	for _, c := range f.certificates[server] {
		if !c.allNames && model.MayBe(c.usable) {
			missing = append(append(missing, c.usable.Missing()...), property.Names.Missing(c.Object)...)
		}
	}
	return missing
}

// hostsNamed returns the hosts for which a connector needs the certificate that it names: the one
// in the name, and its own Fqdn if the name is a wildcard that covers it. The server's
// own name is for other servers.
func hostsNamed(o *model.Object, name *values.CertificateName, server string) []string {
	host := strings.ToLower(name.BySubject.Common)
	fqdn := values.LowerHost(property.Fqdn.Of(o).OrElse(""))
	if strings.HasPrefix(host, "*.") && values.ShortServer(fqdn) != server && values.CoversForExchange(host, fqdn) {
		return []string{host, fqdn}
	}
	return []string{host}
}

// best returns the renewal that expires last, and a public CA's before all of private ones.
func best(found []renewal) []renewal {
	slices.SortStableFunc(found, func(a, b renewal) int { return expiringLast(a.new, b.new) })
	if i := slices.IndexFunc(found, func(r renewal) bool { return !r.leavesPublicCA() }); i > 0 {
		found = found[i:]
	}
	return found[:min(len(found), 1)]
}

// renewReceiving states what renews the certificate that a receive connector names.
func (f *deriver) renewReceiving(c *receiveConnector) {
	external := property.External.Of(c.Object)
	if !model.MayBe(external) {
		property.Renewals.Share(c.Object, model.Certain(model.EmptyList))
		return
	}
	found := f.renewed(c.Object, c.tls, c.server)
	property.Renewals.Set(c.Object, renewals(found, external.Missing()))
}

// renewSending states what renews the certificate that a send connector names, on each
// of its source servers.
func (f *deriver) renewSending(c *sendConnector) {
	if c.isDisabled() {
		property.Renewals.Share(c.Object, model.Certain(model.EmptyList))
		return
	}
	found := model.Partial[renewal]{Missing: property.SourceTransportServers.Missing(c.Object)}
	for _, server := range c.sources {
		here := f.renewed(c.Object, c.tls, server)
		found.Found = append(found.Found, here.Found...)
		found.Lack(here.Missing...)
	}
	property.Renewals.Set(c.Object, renewals(found, property.Enabled.Missing(c.Object)))
}

// renewals returns what was found. If that is nothing, or whether the connector is in use is
// unknown, everything must be known.
func renewals(found model.Partial[renewal], use []model.Input) model.Known[[]any] {
	all := found.Lacking(use...)
	known := all.Some()
	if len(use) > 0 {
		known = all.Whole()
	}
	return model.Map(known, func(found []renewal) []any {
		var list []any
		for _, r := range found {
			list = append(list, r.entry())
		}
		return list
	})
}
