package facts

import (
	"maps"
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/schema"
)

// shareable returns, by cohort, the certificates that several servers may have alike: those
// of a CA, for connectors to use.
func (f *deriver) shareable() map[string][]*certificate {
	cohorts := map[string][]*certificate{}
	for _, server := range slices.Sorted(maps.Keys(f.certificates)) {
		name := f.cohort(server)
		for _, c := range f.certificates[server] {
			if server != "" && !model.MayBe(property.SelfSigned.Of(c.Object)) && c.isTransport() {
				cohorts[name] = append(cohorts[name], c)
			}
		}
	}
	return cohorts
}

// compareCertificates finds certificates of one name that differ from server to server,
// and copies of one certificate that are not enabled or trusted alike.
func (f *deriver) compareCertificates() {
	for _, cohort := range f.shareable() {
		for _, group := range alike(cohort, nameOf) {
			compareThumbprints(newestOfEach(group))
		}
		doubtNames(cohort)
		for _, group := range alike(cohort, (*certificate).thumbprint) {
			f.compareSMTP(group)
			compareRoots(group)
		}
	}
}

// doubtNames states that the drift of certificates is known in part only where certificates of other servers
// have no name: each of these may be the one that a renewal brought.
func doubtNames(cohort []*certificate) {
	nameless := map[string][]model.Input{} // by server
	for _, c := range cohort {
		if missing := c.missingName(property.Issuer); missing != nil && len(nameless[c.server]) < maxNear {
			nameless[c.server] = append(nameless[c.server], missing...)
		}
	}
	var missing []model.Input
	for _, server := range slices.Sorted(maps.Keys(nameless)) {
		if len(missing) < maxNear {
			missing = append(missing, nameless[server]...)
		}
	}
	for _, c := range cohort {
		if len(nameless) == 0 || len(nameless) == 1 && nameless[c.server] != nil || !c.hasName() {
			continue
		}
		list := property.ThumbprintDrift.Of(c.Object).OrElse(nil)
		setFound(property.ThumbprintDrift, c.Object, model.Partial[any]{Found: list, Missing: missing})
	}
}

// differFromNone states that a certificate differs from no other, which holds until one is found
// that it differs from, if it can be compared.
func (c *certificate) differFromNone() {
	property.ThumbprintDrift.Set(c.Object, model.Given[[]any](nil, model.Missing(c.Object, property.Server, property.Thumbprint, property.SelfSigned, property.NotBefore, property.Issuer, property.Subject)))
	property.SMTPDrift.Set(c.Object, model.Given[[]any](nil, model.Missing(c.Object, property.Server, property.Thumbprint, property.SelfSigned, property.Services)))
	property.TrustedElsewhere.Set(c.Object, model.Given[[]any](nil, model.Missing(c.Object, property.Server, property.Thumbprint, property.SelfSigned, property.RootCAType)))
}

// nameOf returns the issuer and subject that a certificate is known by, nothing where one of
// them is not known.
func nameOf(c *certificate) certificateKey {
	if !c.hasName() {
		return certificateKey{}
	}
	return certificateKey{issuer: c.issuer, subject: c.subject}
}

// alike puts certificates of equal keys together, the keys in the order in which they are met;
// those without one stay out.
func alike[K comparable](certificates []*certificate, key func(*certificate) K) [][]*certificate {
	var none K
	var sizes []int
	groups, at := make([]int, len(certificates)), make(map[K]int, len(certificates)/2)
	for i, c := range certificates {
		k := key(c)
		n, known := at[k]
		switch {
		case k == none:
			n = -1
		case known:
			sizes[n]++
		default:
			n = len(sizes)
			at[k], sizes = n, append(sizes, 1)
		}
		groups[i] = n
	}
	return groupsOf(certificates, groups, sizes)
}

// groupsOf returns groups of certificates, each of which tells the number of its own; -1 for none.
func groupsOf(certificates []*certificate, group, sizes []int) [][]*certificate {
	room, groups := make([]*certificate, len(certificates)), make([][]*certificate, len(sizes))
	for n, size := range sizes {
		groups[n], room = room[:0:size], room[size:]
	}
	for i, n := range group {
		if n >= 0 {
			groups[n] = append(groups[n], certificates[i])
		}
	}
	return groups
}

// newestOfEach returns each server's newest certificate: what a renewal left there.
func newestOfEach(certificates []*certificate) []*certificate {
	var newest []*certificate
	for _, group := range alike(certificates, func(c *certificate) string { return c.server }) {
		newest = append(newest, slices.MinFunc(group, newestFirst))
	}
	return newest
}

// longLeft is how many days a certificate must have left for a renewal without hurry.
const longLeft = 60

var aRenewal = schema.ShapeOf("harmless", "others")

// compareThumbprints states which of a name's certificates differ from other servers', as
// they do while a renewal is half done. There is no hurry while all of them are valid for long.
func compareThumbprints(certificates []*certificate) {
	prints, harmless := make([]compared, len(certificates)), true
	for i, c := range certificates {
		print := c.thumbprint()
		prints[i] = compared{print, print != ""}
		sound := model.MayBe(c.sound())
		harmless = harmless && sound && property.DaysLeft.Of(c.Object).OrElse(0) > longLeft
	}
	drifts := map[string]*model.Datum{} // by thumbprint
	against(prints, func(i int, others []int) {
		print := prints[i].value
		if drifts[print] == nil {
			drifts[print] = model.DatumOf([]any{aRenewal.Entry(harmless, certificateEntries(of(certificates, others)))})
		}
		property.ThumbprintDrift.Share(certificates[i].Object, model.Certain(drifts[print]))
	})
}

// compareSMTP states where a certificate is enabled for SMTP on some servers only, and
// whether connectors use it where it is not.
func (f *deriver) compareSMTP(copies []*certificate) {
	enabled, used := make([]compared, len(copies)), false
	var missing []model.Input
	for i, c := range copies {
		smtp := c.enabledForSMTP()
		switch value, known := smtp.Get(); {
		case !known:
			missing = append(missing, smtp.Missing()...)
		case value:
			enabled[i] = compared{"SMTP", true}
		default:
			enabled[i] = compared{"", true}
			used = used || len(c.uses) > 0
		}
	}
	if missing = model.Shorten(missing); len(missing) > 0 && len(copies) > 1 {
		for _, c := range copies {
			property.SMTPDrift.Set(c.Object, model.Unknown[[]any](missing...))
		}
	}
	against(enabled, func(i int, others []int) {
		entry := schema.EntryOf(map[string]any{"enabled": enabled[i].value != "", "used": used, "others": certificateEntries(of(copies, others))})
		property.SMTPDrift.Set(copies[i].Object, model.Certain([]any{entry}))
	})
}

// of returns some of certificates, by their places among them.
func of(certificates []*certificate, places []int) []*certificate {
	some := make([]*certificate, len(places))
	for i, place := range places {
		some[i] = certificates[place]
	}
	return some
}
