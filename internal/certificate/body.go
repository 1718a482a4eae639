package certificate

import (
	"encoding/asn1"
	"fmt"
	"time"
)

// body is the tbsCertificate of RFC 5280, section 4.1, taken apart. A part that is
// missing is an empty value.
type body struct {
	serial, signature, issuer, validity, subject, key asn1.RawValue

	extensions []asn1.RawValue // each a sequence of object identifier, perhaps critical, and octets
	whole      bool            // whether all extensions are there
}

// open takes a certificate apart. ok is false for what doesn't have the outline of one:
// a body, an algorithm and a signature.
func open(certificate asn1.RawValue) (b body, ok bool) {
	outline, _ := elements(certificate.Bytes)
	if !isSequence(certificate) || len(outline) != 3 || !isSequence(outline[0]) || !isSequence(outline[1]) || !isUniversal(outline[2], asn1.TagBitString) {
		return body{}, false
	}
	parts, whole := elements(outline[0].Bytes)
	if len(parts) > 0 && isContext(parts[0], 0) { // the version, which a first version doesn't have
		parts = parts[1:]
	}
	b.whole = whole
	for _, part := range []*asn1.RawValue{&b.serial, &b.signature, &b.issuer, &b.validity, &b.subject, &b.key} {
		if len(parts) > 0 {
			*part, parts = parts[0], parts[1:]
		}
	}
	for _, part := range parts {
		if isContext(part, 3) {
			b.readExtensions(part)
		}
	}
	return b, true
}

func (b *body) readExtensions(part asn1.RawValue) {
	list, whole := elements(part.Bytes)
	if len(list) != 1 || !isSequence(list[0]) {
		b.whole = false
		return
	}
	extensions, every := elements(list[0].Bytes)
	b.extensions = extensions
	b.whole = b.whole && whole && every
}

// dates returns the two ends of the validity, unread.
func (b body) dates() (from, until asn1.RawValue) {
	ends, _ := elements(b.validity.Bytes)
	if !isSequence(b.validity) || len(ends) != 2 {
		return asn1.RawValue{}, asn1.RawValue{}
	}
	return ends[0], ends[1]
}

// moment reads a UTCTime or a GeneralizedTime (RFC 5280, section 4.1.2.5).
func moment(value asn1.RawValue) (time.Time, bool) {
	if !isUniversal(value, asn1.TagUTCTime) && !isUniversal(value, asn1.TagGeneralizedTime) {
		return time.Time{}, false
	}
	var t time.Time
	if _, err := asn1.Unmarshal(value.FullBytes, &t); err != nil {
		return time.Time{}, false
	}
	return t.UTC(), true
}

// serialNumber writes a serial number as .NET does: the bytes as they stand, with the
// leading zero that keeps a number positive (dotnet/corefx issue 3893) and, for a
// negative one, its two's complement.
func serialNumber(value asn1.RawValue) (string, bool) {
	if !isUniversal(value, asn1.TagInteger) || len(value.Bytes) == 0 {
		return "", false
	}
	return fmt.Sprintf("%X", value.Bytes), true
}
