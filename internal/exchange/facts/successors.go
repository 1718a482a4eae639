package facts

import (
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/schema"
)

// findSuccessor finds what replaces the certificate: one of the same issuer and subject that
// expires later, and whether connectors can go over to it without a change.
func (f *deriver) findSuccessor(c *certificate) {
	newer, successor := "", ""
	missing := c.missingName(property.Issuer, property.NotAfter)
	if missing == nil {
		newer, successor = f.laterTwins(c)
	}
	property.NewerTwin.Set(c.Object, model.Given(newer, missing))
	property.Successor.Set(c.Object, model.Given(successor, missing))
}

// laterTwins returns the thumbprints of a certificate of the same name that expires later, and of
// one that can also do all that this one does.
func (f *deriver) laterTwins(c *certificate) (newer, successor string) {
	for _, other := range limitAlike(f.called(certificateKey{c.server, c.issuer, c.subject})) {
		if other == c || !other.notAfter.After(c.notAfter) {
			continue
		}
		newer = other.thumbprint()
		if model.MayBe(other.sound()) && model.Is(other.enabledForSMTP()) && other.coversAll(c.names) {
			return newer, newer
		}
	}
	return newer, ""
}

// replacement returns the thumbprint of a certificate that can do what this one does under another
// issuer or subject: usable, of a CA, for SMTP, expiring later, and covering the same names.
func (f *deriver) replacement(c *certificate) model.Known[string] {
	if missing := c.missingName(property.NotAfter, property.CertificateDomains); missing != nil {
		return model.Unknown[string](missing...)
	}
	replacement := ""
	if len(c.names) > 0 {
		for _, other := range limitAlike(f.carrying(c.server, c.names[0])) {
			twin := other.issuer == c.issuer && other.subject == c.subject
			if model.Is(other.fits) && !twin && other.notAfter.After(c.notAfter) && other.coversAll(c.names) {
				replacement = other.thumbprint()
			}
		}
	}
	return model.Certain(replacement)
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
