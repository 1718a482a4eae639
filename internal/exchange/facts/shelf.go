package facts

import "slices"

// shelf are the certificates of one server, to be found by what they are called and by the names
// that they cover. A server has a handful, which are gone through in less time than an index
// takes; only for more there is one.
type certificateIndex struct {
	byIdentity  []*certificate
	newestFirst []*certificate

	named   map[certificateKey][]*certificate // by issuer and subject, and by subject alone; nil for a handful
	covered map[string][]*certificate         // by name; nil for a handful
}

// handful is how many certificates are gone through.
const handful = 16

func newCertificateIndex(certificates []*certificate) *certificateIndex {
	s := &certificateIndex{byIdentity: certificates, newestFirst: slices.Clone(certificates)}
	slices.SortStableFunc(s.newestFirst, newestFirst)
	if len(certificates) > handful {
		s.index()
	}
	return s
}

func (s *certificateIndex) index() {
	s.named, s.covered = map[certificateKey][]*certificate{}, map[string][]*certificate{}
	for _, c := range s.newestFirst {
		if c.hasName() {
			key := certificateKey{issuer: c.issuer, subject: c.subject}
			s.named[key] = append(s.named[key], c)
			key.issuer = ""
			s.named[key] = append(s.named[key], c)
		}
	}
	for _, c := range s.byIdentity {
		for _, name := range c.names {
			s.covered[name] = append(s.covered[name], c)
		}
	}
}

// called returns the certificates that an issuer and subject find, or a subject alone, the newest
// first.
func (s *certificateIndex) called(issuer, subject string) []*certificate {
	switch {
	case s == nil:
		return nil
	case s.named != nil:
		return s.named[certificateKey{issuer: issuer, subject: subject}]
	}
	return filtered(s.newestFirst, func(c *certificate) bool {
		return c.subject == subject && c.hasName() && (issuer == "" || c.issuer == issuer)
	})
}

// covering returns the certificates that cover a name.
func (s *certificateIndex) covering(name string) []*certificate {
	switch {
	case s == nil:
		return nil
	case s.covered != nil:
		return s.covered[name]
	}
	return filtered(s.byIdentity, func(c *certificate) bool { return slices.Contains(c.names, name) })
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
