package exchange

import (
	"slices"
	"strings"

	"github.com/exchlint/exchlint/schema"
)

// wanted is a certificate that connectors of some server use, or may use, and that its
// peers should have for the day when they take over.
type wanted struct {
	*certificate
	used bool // for sure
}

// wantedCertificates returns what the servers of each cohort use, one certificate of each
// name, those first that are used for sure; not those that carry a server's own name,
// which are for that one alone.
func (f *facts) wantedCertificates() map[string][]wanted {
	lists := map[string][]wanted{}
	isServer := func(name string) bool { return f.inventory[name] }
	for name, cohort := range f.shareable() {
		var unsure []wanted
		for _, group := range alike(cohort, nameOf) {
			subject, _ := group[0].text("Subject")
			if strings.Contains(replaceServers(subject, isServer), placeholder) {
				continue
			}
			if i := slices.IndexFunc(group, func(c *certificate) bool { return len(c.uses) > 0 }); i >= 0 {
				lists[name] = append(lists[name], wanted{group[i], true})
			} else if i := slices.IndexFunc(group, (*certificate).mayBeUsed); i >= 0 {
				unsure = append(unsure, wanted{group[i], false})
			}
		}
		lists[name] = append(lists[name], unsure...)
	}
	return lists
}

func (c *certificate) mayBeUsed() bool {
	_, known := c.yes("in_use")
	return !known
}

// expectedNames returns, with the server, the names that its own connectors and those that
// it is a source of are bound to.
func (f *facts) expectedNames() map[certificateKey]bool {
	expected := map[certificateKey]bool{}
	for _, c := range f.receive {
		if c.is("external") && c.tls.wellFormed() {
			expected[c.tls.key(c.server)] = true
		}
	}
	for _, c := range f.send {
		if c.is("disabled") || !c.tls.wellFormed() {
			continue
		}
		for _, server := range c.sources {
			expected[c.tls.key(server)] = true
		}
	}
	return expected
}

// missCertificates lists the certificates that peers use and a server lacks, as far as the
// first few that it doesn't have tell.
func (f *facts) missCertificates(o *Object, server string, list []wanted, expected map[certificateKey]bool) {
	missing := f.unlisted(server)
	absent := []any{}
	examined := 0
	for _, w := range list {
		key := certificateKey{server, w.issuer, w.subject}
		if len(f.called(key)) > 0 {
			continue
		}
		if missing != nil || examined == mostMissing {
			break
		}
		if !w.used {
			missing = someOf(slices.Clone(w.Gap("in_use").Missing))
			break
		}
		examined++
		if f.needed(server, w) {
			named := expected[key] || expected[certificateKey{server, "", w.subject}]
			absent = append(absent, schema.EntryOf(map[string]any{"certificate": w.shown, "named": named}))
		}
	}
	o.state("missing_certificates", absent, "which certificates the server should have like its peers is not known", missing)
}

// needed reports whether a server that lacks a certificate has nothing as good: one that
// is spent, or that another one there can stand for, is not worth bringing over.
func (f *facts) needed(server string, w wanted) bool {
	if sound, known := w.sound(); known && !sound {
		return false
	}
	return !slices.ContainsFunc(f.certificates[server], func(c *certificate) bool {
		return c.fits && c.coversAll(w.names)
	})
}
