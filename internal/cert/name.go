package cert

import (
	"encoding/asn1"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// The attributes that Windows has names for (CertNameToStr). Any other is written by its
// number: OID.2.5.4.15=Private Organization.
var keys = map[string]string{
	"2.5.4.3": "CN", "2.5.4.4": "SN", "2.5.4.5": "SERIALNUMBER", "2.5.4.6": "C", "2.5.4.7": "L", "2.5.4.8": "S", "2.5.4.9": "STREET",
	"2.5.4.10": "O", "2.5.4.11": "OU", "2.5.4.12": "T", "2.5.4.13": "Description", "2.5.4.17": "PostalCode", "2.5.4.18": "POBox", "2.5.4.20": "Phone",
	"2.5.4.24": "X21Address", "2.5.4.42": "G", "2.5.4.43": "I", "2.5.4.46": "dnQualifier",
	"1.2.840.113549.1.9.1": "E", "0.9.2342.19200300.100.1.25": "DC",
}

// attribute is one key and value of a distinguished name.
type attribute struct {
	Type  asn1.ObjectIdentifier
	Value asn1.RawValue
}

// relativeSET is one RDN of a name, mostly with one attribute. encoding/asn1 knows a set
// by the end of its type's name.
type relativeSET []attribute

// sequence parses a distinguished name in DER.
func sequence(der []byte) ([]relativeSET, error) {
	var name []relativeSET
	rest, err := asn1.Unmarshal(der, &name)
	if err != nil || len(rest) > 0 {
		return nil, errors.New("the certificate's issuer or subject can't be read")
	}
	return name, nil
}

// Name returns a distinguished name in DER as .NET writes it: the last RDN first, and a
// value in quotes if it holds a separator.
func Name(der []byte) (string, error) {
	name, err := sequence(der)
	if err != nil {
		return "", err
	}
	parts := make([]string, 0, len(name))
	for _, rdn := range slices.Backward(name) {
		var values []string
		for _, a := range rdn {
			key, ok := keys[a.Type.String()]
			if !ok {
				key = "OID." + a.Type.String()
			}
			values = append(values, key+"="+quoted(text(a.Value)))
		}
		parts = append(parts, strings.Join(values, " + "))
	}
	return strings.Join(parts, ", "), nil
}

// quoted returns a value in quotes if it holds a character that would end it.
func quoted(value string) string {
	if value != "" && !strings.ContainsAny(value, ",+=\"\n<>#;") && strings.Trim(value, " \t\n\v\f\r") == value {
		return value
	}
	return `"` + strings.ReplaceAll(value, `"`, `""`) + `"`
}

// String types of X.680, table 1, that encoding/asn1 has no names for.
const (
	visibleString   = 26
	universalString = 28
)

func latin1(bytes []byte) string {
	runes := make([]rune, len(bytes))
	for i, b := range bytes {
		runes[i] = rune(b)
	}
	return string(runes)
}

// text returns the characters of a value, in whichever of ASN.1's string types; of any
// other type its bytes.
func text(value asn1.RawValue) string {
	switch value.Tag {
	case asn1.TagUTF8String:
		return strings.ToValidUTF8(string(value.Bytes), "\ufffd")
	case asn1.TagT61String: // as Windows reads it: UTF-8, and Latin-1 where it is not
		if utf8.Valid(value.Bytes) {
			return string(value.Bytes)
		}
		return latin1(value.Bytes)
	case asn1.TagPrintableString, asn1.TagIA5String, asn1.TagNumericString, visibleString:
		return latin1(value.Bytes)
	case asn1.TagBMPString:
		units := make([]uint16, len(value.Bytes)/2)
		for i := range units {
			units[i] = binary.BigEndian.Uint16(value.Bytes[2*i:])
		}
		return string(utf16.Decode(units))
	case universalString:
		runes := make([]rune, len(value.Bytes)/4)
		for i := range runes {
			runes[i] = rune(binary.BigEndian.Uint32(value.Bytes[4*i:]))
		}
		return string(runes) // invalid code points become U+FFFD
	}
	return fmt.Sprintf("#%X", value.FullBytes)
}
