package facts

import (
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/internal/exchange/values"
)

// indexCertificates makes the certificates findable by server and name, with what each shows by
// itself.
func (f *deriver) indexCertificates() {
	objects := f.org.Objects("ExchangeCertificate")
	certificates := make([]*certificate, len(objects))
	model.Spread(len(objects), func(_, from, to int) {
		names, seen := spellings{}, newTimes()
		for i := from; i < to; i++ {
			c := newCertificate(objects[i], names)
			c.deriveIntrinsic(f.org.AsOf, seen)
			property.ECCForSMTP.Set(c.Object, model.Certain(f.hints.ECCForSMTP))
			c.usable = f.fitToBind(c)
			c.fits = model.And(c.usable, c.enabledForSMTP())
			certificates[i] = c
		}
	})
	for _, c := range certificates {
		f.indexCertificate(c)
	}
	for server, list := range f.certificates {
		f.certificateIndexes[server] = newCertificateIndex(list)
		f.certificates[server] = f.certificateIndexes[server].newestFirst
	}
	f.groupCertificates()
}

func (f *deriver) indexCertificate(c *certificate) {
	f.certificates[c.server] = append(f.certificates[c.server], c)
	if c.hasName() {
		for _, key := range []certificateKey{{"", c.issuer, c.subject}, {"", "", c.subject}} {
			f.holders[key] = append(f.holders[key], c)
		}
		f.alike[c.unordered] = append(f.alike[c.unordered], c)
	}
}

// certificateIndex finds the certificates of one server by their issuer and subject and by the
// names that they cover.
type certificateIndex struct {
	newestFirst []*certificate
	named       map[certificateKey][]*certificate // by issuer and subject, and by subject alone; the newest first
	ascii       map[certificateKey][]*certificate // the same by [values.ASCII] of both, of names beyond ASCII or with question marks
	covered     map[string][]*certificate         // by name
	nameless    []model.Input                     // what it takes to know the issuers and subjects of the others
}

func newCertificateIndex(certificates []*certificate) *certificateIndex {
	index := &certificateIndex{newestFirst: slices.Clone(certificates), named: map[certificateKey][]*certificate{}, ascii: map[certificateKey][]*certificate{}, covered: map[string][]*certificate{}}
	slices.SortStableFunc(index.newestFirst, newestFirst)
	for _, c := range index.newestFirst {
		if !c.hasName() {
			index.nameless = append(index.nameless, c.missingName(property.Issuer)...)
		} else {
			index.add(c)
		}
	}
	index.nameless = model.Shorten(index.nameless)
	for _, c := range certificates {
		for _, name := range c.names {
			index.covered[name] = append(index.covered[name], c)
		}
	}
	return index
}

func (index *certificateIndex) add(c *certificate) {
	for _, key := range []certificateKey{{"", c.issuer, c.subject}, {"", "", c.subject}} {
		index.named[key] = append(index.named[key], c)
		if ascii := key.ascii(); ascii != key || strings.Contains(key.issuer+key.subject, "?") {
			index.ascii[ascii] = append(index.ascii[ascii], c)
		}
	}
}

func (key certificateKey) ascii() certificateKey {
	return certificateKey{key.server, values.ASCII(key.issuer), values.ASCII(key.subject)}
}

// called returns the certificates of a server that a name finds, the newest first. If there is none
// with the very name, characters of it or of a certificate's name may have been lost.
func (f *deriver) called(key certificateKey) []*certificate {
	index := f.certificateIndexes[key.server]
	if index == nil {
		return nil
	}
	key.server = ""
	if found := index.named[key]; len(found) > 0 {
		return found
	}
	return filtered(index.ascii[key.ascii()], func(c *certificate) bool {
		return values.MayBeEqual(c.subject, key.subject) && (key.issuer == "" || values.MayBeEqual(c.issuer, key.issuer))
	})
}

// carrying returns the certificates of a server that Exchange takes for some hosts. One that covers
// several names occurs several times, and one whose names are not all known is found by those
// that are.
func (f *deriver) carrying(server string, hosts ...string) []*certificate {
	index := f.certificateIndexes[server]
	if index == nil {
		return nil
	}
	var found []*certificate
	for _, host := range hosts {
		for name := range values.CoverersOf(host) {
			found = append(found, index.covered[name]...)
		}
	}
	return found
}

func filtered(certificates []*certificate, want func(*certificate) bool) []*certificate {
	var some []*certificate
	for _, c := range certificates {
		if want(c) {
			some = append(some, c)
		}
	}
	return some
}

// nameless returns what it takes to know the issuers and subjects of a server's other certificates.
func (f *deriver) nameless(server string) []model.Input {
	if index := f.certificateIndexes[server]; index != nil {
		return index.nameless
	}
	return nil
}
