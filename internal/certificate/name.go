package certificate

import (
	"encoding/asn1"
	"slices"
	"strings"
)

// The keys that Windows has for the attributes of a name (CertNameToStr with
// CERT_X500_NAME_STR). Any other is written by its number: OID.2.5.4.15=Private Organization.
var attributeKeys = map[string]string{
	"2.5.4.3":                    "CN",
	"2.5.4.4":                    "SN",
	"2.5.4.5":                    "SERIALNUMBER",
	"2.5.4.6":                    "C",
	"2.5.4.7":                    "L",
	"2.5.4.8":                    "S",
	"2.5.4.9":                    "STREET",
	"2.5.4.10":                   "O",
	"2.5.4.11":                   "OU",
	"2.5.4.12":                   "T",
	"2.5.4.13":                   "Description",
	"2.5.4.17":                   "PostalCode",
	"2.5.4.18":                   "POBox",
	"2.5.4.20":                   "Phone",
	"2.5.4.24":                   "X21Address",
	"2.5.4.42":                   "G",
	"2.5.4.43":                   "I",
	"2.5.4.46":                   "dnQualifier",
	"1.2.840.113549.1.9.1":       "E",
	"0.9.2342.19200300.100.1.25": "DC",
}

// attribute is one key and value of a distinguished name.
type attribute struct {
	key   string
	value asn1.RawValue
}

// parseName takes a distinguished name apart: RDNs in the order of the certificate, and
// of each its attributes, which are mostly one (RFC 5280, section 4.1.2.4).
func parseName(value asn1.RawValue) (name [][]attribute, ok bool) {
	rdns, whole := elements(value.Bytes)
	if !isSequence(value) || !whole {
		return nil, false
	}
	for _, rdn := range rdns {
		var attributes []attribute
		members, whole := elements(rdn.Bytes)
		if !isUniversal(rdn, asn1.TagSet) || !whole {
			return nil, false
		}
		for _, member := range members {
			a, ok := parseAttribute(member)
			if !ok {
				return nil, false
			}
			attributes = append(attributes, a)
		}
		name = append(name, attributes)
	}
	return name, true
}

func parseAttribute(member asn1.RawValue) (attribute, bool) {
	parts, whole := elements(member.Bytes)
	if !isSequence(member) || !whole || len(parts) != 2 {
		return attribute{}, false
	}
	id, ok := identifier(parts[0])
	key, known := attributeKeys[id]
	if !known {
		key = "OID." + id
	}
	return attribute{key, parts[1]}, ok
}

// nameText writes a distinguished name as X509Certificate2.Issuer and Subject do, which
// is CertNameToStr with CERT_X500_NAME_STR and CERT_NAME_STR_REVERSE_FLAG: the last RDN
// first, while the attributes of one RDN keep their order.
func nameText(value asn1.RawValue) (string, bool) {
	name, ok := parseName(value)
	if !ok {
		return "", false
	}
	rdns := make([]string, 0, len(name))
	for _, rdn := range slices.Backward(name) {
		attributes := make([]string, 0, len(rdn))
		for _, a := range rdn {
			attributes = append(attributes, a.key+"="+valueText(a.value))
		}
		rdns = append(rdns, strings.Join(attributes, " + "))
	}
	return strings.Join(rdns, ", "), true
}

// commonName returns the text of the most specific CN: the one that nameText writes first.
func commonName(name [][]attribute) string {
	for _, rdn := range slices.Backward(name) {
		for _, a := range rdn {
			if text, ok := characters(a.value); ok && a.key == "CN" {
				return text
			}
		}
	}
	return ""
}
