package certificate

import (
	"encoding/asn1"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
)

// The string types that encoding/asn1 has no names for (ITU-T X.680, section 8.4).
const (
	tagVideotexString  = 21
	tagGraphicString   = 25
	tagVisibleString   = 26
	tagGeneralString   = 27
	tagUniversalString = 28
)

// valueText writes an attribute's value as CertNameToStr does: characters, in quotes
// where they need them, and what is no string in hexadecimal.
func valueText(value asn1.RawValue) string {
	if text, ok := characters(value); ok {
		return quoted(text)
	}
	if isUniversal(value, asn1.TagOctetString) {
		return fmt.Sprintf("#%X", value.Bytes)
	}
	return fmt.Sprintf("#%X", value.FullBytes)
}

// The blanks that make CertNameToStr quote a value that starts or ends with one. Blanks
// beyond ASCII don't.
const blanks = " \t\n\v\f\r"

// quoted puts a value in quotes if it is empty, has a blank at an end or holds a
// character that means something in a name. Quotes within it are doubled.
func quoted(text string) string {
	if text != "" && strings.Trim(text, blanks) == text && !strings.ContainsAny(text, ",+=\"\n<>#;") {
		return text
	}
	return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
}

// characters returns the text of a value of any of ASN.1's string types. Windows is not
// particular about which characters a type allows: it widens bytes to characters, and
// so takes T61 for Latin-1.
func characters(value asn1.RawValue) (text string, ok bool) {
	if value.Class != asn1.ClassUniversal || value.IsCompound {
		return "", false
	}
	switch value.Tag {
	case asn1.TagUTF8String:
		return strings.ToValidUTF8(string(value.Bytes), "\ufffd"), true
	case asn1.TagNumericString, asn1.TagPrintableString, asn1.TagT61String, asn1.TagIA5String,
		tagVideotexString, tagGraphicString, tagVisibleString, tagGeneralString:
		return latin1(value.Bytes), true
	case asn1.TagBMPString:
		return utf16Text(value.Bytes, binary.BigEndian), true
	case tagUniversalString:
		return utf32Text(value.Bytes), true
	}
	return "", false
}

func latin1(data []byte) string {
	runes := make([]rune, len(data))
	for i, b := range data {
		runes[i] = rune(b)
	}
	return string(runes)
}

// utf16Text reads two bytes for each code unit; a byte too many at the end is dropped.
func utf16Text(data []byte, order binary.ByteOrder) string {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return string(utf16.Decode(units))
}

// utf32Text reads four bytes for each character.
func utf32Text(data []byte) string {
	runes := make([]rune, len(data)/4)
	for i := range runes {
		runes[i] = rune(min(binary.BigEndian.Uint32(data[4*i:]), 0x110000)) // the first that is no character
	}
	return string(runes)
}
