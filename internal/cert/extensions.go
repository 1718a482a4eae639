package cert

import (
	"encoding/asn1"
	"regexp"
	"strings"
)

const (
	commonName  = "2.5.4.3"
	altName     = "2.5.29.17"
	extendedUse = "2.5.29.37"
)

// readExtensions reads what follows the key: the names and the uses of the certificate.
func (c *Certificate) readExtensions(fields *elements, subject asn1.RawValue) {
	values, ok := extensions(fields)
	if !ok {
		c.unread("CertificateDomains", "its extensions can't be read")
		c.unread("EnhancedKeyUsageList", "its extensions can't be read")
		return
	}
	alternatives, ok := dnsNames(values[altName])
	switch {
	case c.Unread["Subject"] != "":
		c.unread("CertificateDomains", c.Unread["Subject"])
	case !ok:
		c.unread("CertificateDomains", "its subject alternative name can't be read")
	default:
		c.Names = hosts(subject.FullBytes, alternatives)
	}
	if c.Usages, ok = usages(values[extendedUse]); !ok {
		c.unread("EnhancedKeyUsageList", "its extended key usage can't be read")
	}
}

// extensions returns the values of the extensions by OID; if one is repeated, the first. ok
// is false if the list can't be read to its end.
func extensions(fields *elements) (values map[string][]byte, ok bool) {
	values = map[string][]byte{}
	var tagged asn1.RawValue
	for tagged.Tag != 3 && len(fields.rest) > 0 { // 1 and 2 are the IDs of issuer and subject
		tagged = fields.next()
	}
	list := within(within(tagged).next())
	for len(list.rest) > 0 {
		extension := within(list.next())
		id, value := extension.next(), extension.next()
		if value.Tag == asn1.TagBoolean { // critical
			value = extension.next()
		}
		oid, ok := identifier(id)
		if !ok {
			return nil, false
		}
		if _, twice := values[oid]; !twice {
			values[oid] = value.Bytes
		}
	}
	return values, !fields.broken && !list.broken
}

var host = regexp.MustCompile(`^(\*\.)?[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$`)

// hosts lists the host names as Exchange's CertificateDomains does: the subject's common
// name first.
func hosts(subject []byte, alternatives []string) []string {
	var list []string
	known := map[string]bool{}
	add := func(name string) {
		if key := strings.ToLower(name); host.MatchString(name) && !known[key] {
			known[key] = true
			list = append(list, name)
		}
	}
	parts, _ := sequence(subject) // readNames reported an error
	for _, rdn := range parts {
		for _, part := range rdn {
			if part.Type.String() == commonName {
				add(text(part.Value))
			}
		}
	}
	for _, name := range alternatives {
		add(name)
	}
	return list
}

// dnsNames returns the dNSName entries of a subject alternative name (RFC 5280, 4.2.1.6).
// Other entries are ignored.
func dnsNames(der []byte) (found []string, ok bool) {
	outer := &elements{rest: der}
	list := within(outer.next())
	for len(list.rest) > 0 {
		if name := list.next(); name.Class == asn1.ClassContextSpecific && name.Tag == 2 {
			found = append(found, string(name.Bytes))
		}
	}
	return found, !outer.broken && !list.broken
}

// usages returns the OIDs of an extended key usage (RFC 5280, 4.2.1.12).
func usages(der []byte) (oids []string, ok bool) {
	outer := &elements{rest: der}
	list := within(outer.next())
	for len(list.rest) > 0 {
		oid, ok := identifier(list.next())
		if !ok {
			return nil, false
		}
		oids = append(oids, oid)
	}
	return oids, !outer.broken
}
