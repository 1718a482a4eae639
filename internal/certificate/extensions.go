package certificate

import (
	"encoding/asn1"
	"regexp"
	"slices"
	"strings"
)

// The extensions that matter here (RFC 5280, sections 4.2.1.6 and 4.2.1.12).
const (
	subjectAltName = "2.5.29.17"
	extKeyUsage    = "2.5.29.37"
)

// extension returns the parts of the sequence that an extension holds: none if the
// certificate doesn't have it. ok is false if that can't be told.
func (b body) extension(wanted string) (parts []asn1.RawValue, ok bool) {
	for _, e := range b.extensions {
		fields, whole := elements(e.Bytes)
		if !isSequence(e) || !whole || len(fields) < 2 {
			return nil, false
		}
		id, ok := identifier(fields[0])
		if !ok || id != wanted {
			continue
		}
		value := fields[len(fields)-1]
		content, whole := elements(value.Bytes)
		if !isUniversal(value, asn1.TagOctetString) || !whole || len(content) != 1 || !isSequence(content[0]) {
			return nil, false
		}
		return elements(content[0].Bytes)
	}
	return nil, b.whole
}

// dnsNames lists the names as Exchange's CertificateDomains does. Names that Exchange
// can't take for a domain, such as a CN of several words, are not among them.
func (b body) dnsNames() ([]string, bool) {
	subject, read := parseName(b.subject)
	alternatives, ok := b.extension(subjectAltName)
	if !read || !ok {
		return nil, false
	}
	candidates := []string{commonName(subject)}
	for _, alternative := range alternatives {
		if isContext(alternative, 2) { // dNSName
			candidates = append(candidates, latin1(alternative.Bytes))
		}
	}
	names, seen := []string{}, map[string]bool{}
	for _, name := range candidates {
		if key := strings.ToLower(name); isDomain(name) && !seen[key] {
			names, seen[key] = append(names, name), true
		}
	}
	return names, true
}

// A domain as Exchange takes it: letters, digits, hyphens and underscores in labels, of
// which the first may be an asterisk.
var domain = regexp.MustCompile(`^(\*|(\*\.)?[A-Za-z0-9_-]{1,63}(\.[A-Za-z0-9_-]{1,63})*)$`)

func isDomain(name string) bool { return len(name) <= 255 && domain.MatchString(name) }

// enhancedKeyUsage lists the purposes that the certificate is restricted to.
func (b body) enhancedKeyUsage() ([]string, bool) {
	purposes, ok := b.extension(extKeyUsage)
	if !ok {
		return nil, false
	}
	ids := make([]string, 0, len(purposes))
	for _, purpose := range purposes {
		id, ok := identifier(purpose)
		if !ok {
			return nil, false
		}
		ids = append(ids, id)
	}
	return slices.Clip(ids), true
}
