package facts

import "slices"

// certificateIndex finds the certificates of one server by their issuer and subject and by the
// names that they cover.
type certificateIndex struct {
	newestFirst []*certificate
	named       map[certificateKey][]*certificate // by issuer and subject, and by subject alone; the newest first
	covered     map[string][]*certificate         // by name
}

func newCertificateIndex(certificates []*certificate) *certificateIndex {
	index := &certificateIndex{slices.Clone(certificates), map[certificateKey][]*certificate{}, map[string][]*certificate{}}
	slices.SortStableFunc(index.newestFirst, newestFirst)
	for _, c := range index.newestFirst {
		if c.hasName() {
			index.named[certificateKey{issuer: c.issuer, subject: c.subject}] = append(index.named[certificateKey{issuer: c.issuer, subject: c.subject}], c)
			index.named[certificateKey{subject: c.subject}] = append(index.named[certificateKey{subject: c.subject}], c)
		}
	}
	for _, c := range certificates {
		for _, name := range c.names {
			index.covered[name] = append(index.covered[name], c)
		}
	}
	return index
}

// called returns the certificates that an issuer and subject find, or a subject alone, the newest
// first.
func (index *certificateIndex) called(issuer, subject string) []*certificate {
	if index == nil {
		return nil
	}
	return index.named[certificateKey{issuer: issuer, subject: subject}]
}

// covering returns the certificates that cover a name.
func (index *certificateIndex) covering(name string) []*certificate {
	if index == nil {
		return nil
	}
	return index.covered[name]
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

// called returns the certificates of a server that a name finds, the newest first.
func (f *deriver) called(key certificateKey) []*certificate {
	return f.certificateIndexes[key.server].called(key.issuer, key.subject)
}
