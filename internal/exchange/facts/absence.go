package facts

import (
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/schema"
)

// wanted is a certificate that connectors of some server use, or may use, and that its
// peers should have for the day when they take over.
type expectedCertificate struct {
	*certificate
	used bool // for sure
}

// wantedCertificates returns what the servers of each cohort use, one certificate of each
// name, those first that are used for sure; not those that carry a server's own name,
// which are for that one alone.
func (f *deriver) wantedCertificates() map[string][]expectedCertificate {
	lists := map[string][]expectedCertificate{}
	isServer := func(name string) bool { return f.inventory[name] }
	for name, cohort := range f.shareable() {
		var unsure []expectedCertificate
		for _, group := range alike(cohort, nameOf) {
			subject := property.Subject.Of(group[0].Object).OrElse("")
			if strings.Contains(replaceServers(subject, isServer), placeholder) {
				continue
			}
			if i := slices.IndexFunc(group, func(c *certificate) bool { return len(c.uses) > 0 }); i >= 0 {
				lists[name] = append(lists[name], expectedCertificate{group[i], true})
			} else if i := slices.IndexFunc(group, (*certificate).mayBeUsed); i >= 0 {
				unsure = append(unsure, expectedCertificate{group[i], false})
			}
		}
		lists[name] = append(lists[name], unsure...)
	}
	return lists
}

func (c *certificate) mayBeUsed() bool {
	return !property.InUse.Of(c.Object).IsKnown()
}

// expectedNames returns, with the server, the names that its own connectors and those that
// it is a source of are bound to.
func (f *deriver) expectedNames() map[certificateKey]bool {
	expected := map[certificateKey]bool{}
	for _, c := range f.receive {
		if model.Is(property.External.Of(c.Object)) && c.tls.WellFormed() {
			expected[key(c.tls, c.server)] = true
		}
	}
	for _, c := range f.send {
		if c.isDisabled() || !c.tls.WellFormed() {
			continue
		}
		for _, server := range c.sources {
			expected[key(c.tls, server)] = true
		}
	}
	return expected
}

// missingCertificates lists the certificates that peers use and a server lacks, as far as the
// first few that it doesn't have show.
func (f *deriver) missingCertificates(server string, list []expectedCertificate, expected map[certificateKey]bool) model.Partial[any] {
	absent := model.Partial[any]{Missing: f.unlisted(server)}
	examined := 0
	for _, w := range list {
		key := certificateKey{server, w.issuer, w.subject}
		if len(f.called(key)) > 0 {
			continue
		}
		if absent.Missing != nil || examined == maxMissingCertificates {
			break
		}
		if !w.used {
			return absent.Lacking(model.Shorten(property.InUse.Missing(w.Object))...)
		}
		examined++
		if f.needed(server, w) {
			named := expected[key] || expected[certificateKey{server, "", w.subject}]
			absent.Found = append(absent.Found, schema.EntryOf(map[string]any{"certificate": w.shown, "named": named}))
		}
	}
	return absent
}

// maxMissingCertificates bounds how many certificates that a server lacks are looked at.
const maxMissingCertificates = 20

// needed reports whether a server that lacks a certificate has nothing as good: one that
// has defects, or that another one there can replace, need not be copied.
func (f *deriver) needed(server string, w expectedCertificate) bool {
	if !model.MayBe(w.sound()) {
		return false
	}
	return !slices.ContainsFunc(f.certificates[server], func(c *certificate) bool {
		return model.Is(c.fits) && c.coversAll(w.names)
	})
}
