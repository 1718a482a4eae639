package facts

import (
	"slices"
	"time"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/schema"
)

// findSuccessor finds what replaces the certificate: one of the same issuer and subject that
// expires later, and whether connectors can go over to it without a change.
func (f *deriver) findSuccessor(c *certificate) {
	if missing := c.missingName(property.Issuer, property.NotAfter); missing != nil {
		property.NewerTwin.Set(c.Object, model.Unknown[string](missing...))
		property.Successor.Set(c.Object, model.Unknown[string](missing...))
		return
	}
	twins := slices.DeleteFunc(slices.Clone(limitAlike(f.called(certificateKey{c.server, c.issuer, c.subject}))), func(other *certificate) bool { return other == c })
	nameless := f.nameless(c.server)
	newer := model.Filter(twins, c.outlivedBy).Lacking(nameless...)
	property.NewerTwin.Set(c.Object, firstThumbprint(newer))
	property.Successor.Set(c.Object, firstThumbprint(model.Filter(twins, func(other *certificate) model.Known[bool] {
		return model.And(c.outlivedBy(other), other.enabledForSMTP(), other.sound(), other.covering(c.names))
	}).Lacking(nameless...)))
}

// outlivedBy tells whether another certificate expires later.
func (c *certificate) outlivedBy(other *certificate) model.Known[bool] {
	return model.Map(property.NotAfter.Of(other.Object), func(end time.Time) bool { return end.After(c.notAfter) })
}

// covering tells whether the certificate covers all of some names.
func (c *certificate) covering(names []string) model.Known[bool] {
	covers := model.Certain(true)
	for _, name := range names {
		covers = model.And(covers, c.covers(name))
	}
	return covers
}

// firstThumbprint returns the thumbprint of the first of some certificates, "" where there is none.
func firstThumbprint(certificates model.Partial[*certificate]) model.Known[string] {
	return model.Map(certificates.Some(), func(found []*certificate) string {
		if len(found) == 0 {
			return ""
		}
		return found[0].thumbprint()
	})
}

// replacement returns the thumbprint of a certificate that can do what this one does under another
// issuer or subject, enabled for SMTP or not yet: usable, of a CA, expiring later, and covering the
// same names. Of several it is the one that expires last.
func (f *deriver) replacement(c *certificate) model.Known[string] {
	if missing := c.missingName(property.NotAfter); missing != nil {
		return model.Unknown[string](missing...)
	}
	others := f.certificates[c.server]
	if names := property.CertificateDomains.Of(c.Object); names.IsKnown() && len(c.names) > 0 {
		others = f.carrying(c.server, c.names[0])
	}
	others = slices.DeleteFunc(slices.Clone(limitAlike(others)), func(other *certificate) bool {
		return other.issuer == c.issuer && other.subject == c.subject
	})
	slices.SortStableFunc(others, expiringLast)
	return firstThumbprint(model.Filter(others, func(other *certificate) model.Known[bool] {
		return model.And(c.outlivedBy(other), other.usable, c.coveredBy(other))
	}))
}

// coveredBy tells whether another certificate covers all names of this one, of which there must be
// some.
func (c *certificate) coveredBy(other *certificate) model.Known[bool] {
	return model.Then(property.CertificateDomains.Of(c.Object), func([]any) model.Known[bool] {
		return model.And(model.Certain(len(c.names) > 0), other.covering(c.names))
	})
}

// maxAlike bounds how many certificates of one name are compared with each other. Real servers
// have a handful.
const maxAlike = 100

func limitAlike(certificates []*certificate) []*certificate {
	return certificates[:min(len(certificates), maxAlike)]
}

// groupCertificates finds the certificates that a TlsCertificateName can't tell apart, and of
// each server and subject with a request the one that expires last.
func (f *deriver) groupCertificates() {
	for server, certificates := range f.certificates {
		for _, c := range certificates {
			f.findLasting(c)
			if server == "" || !c.hasName() {
				continue
			}
			group := f.called(certificateKey{server, c.issuer, c.subject})
			if len(group) == 1 || group[0] != c { // handle each group once, at its first member
				continue
			}
			if group = expiring(group); len(group) > 1 {
				f.duplicates[group[0]] = group
			}
		}
	}
}

// findLasting finds, for a request, the certificate of its server and subject that expires last.
func (f *deriver) findLasting(c *certificate) {
	key := certificateKey{server: c.server, subject: c.subject}
	if _, found := f.lasting[key]; found || !c.pending() {
		return
	}
	f.lasting[key] = nil
	if group := expiring(f.called(key)); len(group) > 0 {
		f.lasting[key] = group[len(group)-1]
	}
}

// expiring returns the certificates of a group that connectors may use, the first to expire
// first. Requests are not certificates yet.
func expiring(group []*certificate) []*certificate {
	group = filtered(group, (*certificate).isTransport)
	slices.SortStableFunc(group, func(a, b *certificate) int { return a.notAfter.Compare(b.notAfter) })
	return group
}

// duplicatesOf lists the certificates that share issuer and subject with this one, if it
// is the first of them to expire.
func (f *deriver) duplicatesOf(c *certificate) model.Known[[]any] {
	if missing := c.missingName(property.Issuer, property.Server); missing != nil {
		return model.Unknown[[]any](missing...)
	}
	var list model.Partial[any]
	for _, member := range f.duplicates[c] {
		list.Found = append(list.Found, aDefective.Entry(member.flaws(), member.Identity))
		list.Lack(model.Missing(member.Object, property.Defects, property.Services)...)
	}
	return list.Whole()
}

// flaws lists what makes it matter which one of several certificates is used.
func (c *certificate) flaws() []any {
	flaws := slices.Clone(property.Defects.Of(c.Object).OrElse(nil))
	if !model.Is(c.enabledForSMTP()) {
		flaws = append(flaws, "not enabled for SMTP")
	}
	if status := property.Status.Of(c.Object).OrElse(""); status == "Unknown" || status == "RevocationCheckFailure" {
		flaws = append(flaws, "status "+status)
	}
	if flaws == nil {
		flaws = []any{}
	}
	return flaws
}

// requestedFor returns, for a pending request, which certificate it is to replace: the one of
// the same server and subject that expires last.
func (f *deriver) requestedFor(c *certificate) model.Known[[]any] {
	return model.Then(property.Status.Of(c.Object), func(string) model.Known[[]any] {
		if !c.pending() {
			return model.Certain[[]any](nil)
		}
		if missing := c.missingName(); missing != nil {
			return model.Unknown[[]any](missing...)
		}
		old := f.lasting[certificateKey{server: c.server, subject: c.subject}]
		if old == nil || !property.SecondsLeft.Of(old.Object).IsKnown() {
			return model.Certain[[]any](nil)
		}
		left := property.SecondsLeft.Of(old.Object).OrElse(0)
		return model.Certain([]any{schema.EntryOf(map[string]any{"identity": old.Identity, "seconds_left": left})})
	})
}
