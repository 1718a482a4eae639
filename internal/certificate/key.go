package certificate

import (
	"bytes"
	"encoding/asn1"
	"math/bits"
)

// What .NET calls the algorithms of signatures: the names of wincrypt.h.
var signatureNames = map[string]string{
	"1.2.840.113549.1.1.2":  "md2RSA",
	"1.2.840.113549.1.1.3":  "md4RSA",
	"1.2.840.113549.1.1.4":  "md5RSA",
	"1.2.840.113549.1.1.5":  "sha1RSA",
	"1.3.14.3.2.29":         "sha1RSA",
	"1.2.840.113549.1.1.10": "RSASSA-PSS",
	"1.2.840.113549.1.1.11": "sha256RSA",
	"1.2.840.113549.1.1.12": "sha384RSA",
	"1.2.840.113549.1.1.13": "sha512RSA",
	"1.2.840.10040.4.3":     "sha1DSA",
	"1.2.840.10045.4.1":     "sha1ECDSA",
	"1.2.840.10045.4.3":     "specifiedECDSA",
	"1.2.840.10045.4.3.2":   "sha256ECDSA",
	"1.2.840.10045.4.3.3":   "sha384ECDSA",
	"1.2.840.10045.4.3.4":   "sha512ECDSA",
}

// What .NET calls the algorithms of keys (RFC 3279, RFC 4055, RFC 5480).
var keyNames = map[string]string{
	"1.2.840.113549.1.1.1":  "RSA",
	"1.2.840.113549.1.1.10": "RSASSA-PSS",
	"1.2.840.10040.4.1":     "DSA",
	"1.2.840.10045.2.1":     "ECC",
}

// The sizes in bits of named curves (RFC 5480, section 2.1.1.1; RFC 5639).
var curveSizes = map[string]int{
	"1.2.840.10045.3.1.1":   192,
	"1.3.132.0.33":          224,
	"1.2.840.10045.3.1.7":   256,
	"1.3.132.0.10":          256,
	"1.3.132.0.34":          384,
	"1.3.132.0.35":          521,
	"1.3.36.3.3.2.8.1.1.7":  256,
	"1.3.36.3.3.2.8.1.1.11": 384,
	"1.3.36.3.3.2.8.1.1.13": 512,
}

func (b body) signatureAlgorithm() (string, bool) {
	id, _, ok := algorithm(b.signature)
	return named(signatureNames, id), ok
}

func (b body) keyAlgorithm() (string, bool) {
	parts, _ := elements(b.key.Bytes)
	if len(parts) == 0 {
		return "", false
	}
	id, _, ok := algorithm(parts[0])
	return named(keyNames, id), ok
}

// named returns the name of an object identifier, and itself if it has none.
func named(names map[string]string, id string) string {
	if name, ok := names[id]; ok {
		return name
	}
	return id
}

// keySize returns the length of the public key: that of an RSA modulus, of the prime of
// a DSA key, or of the field of a curve.
func (b body) keySize() (size int, ok bool) {
	parts, _ := elements(b.key.Bytes)
	if len(parts) != 2 || !isUniversal(parts[1], asn1.TagBitString) || len(parts[1].Bytes) == 0 {
		return 0, false
	}
	id, parameters, _ := algorithm(parts[0])
	switch keyNames[id] {
	case "RSA", "RSASSA-PSS":
		key, _ := elements(parts[1].Bytes[1:]) // the first byte counts bits to leave out
		return firstNumber(key)
	case "DSA":
		return firstNumber([]asn1.RawValue{parameters})
	case "ECC":
		curve, _ := identifier(parameters)
		size, ok = curveSizes[curve]
	}
	return size, ok
}

// firstNumber returns the length in bits of the first integer of a lone sequence.
func firstNumber(list []asn1.RawValue) (length int, ok bool) {
	if len(list) != 1 || !isSequence(list[0]) {
		return 0, false
	}
	parts, _ := elements(list[0].Bytes)
	if len(parts) == 0 || !isUniversal(parts[0], asn1.TagInteger) {
		return 0, false
	}
	digits := bytes.TrimLeft(parts[0].Bytes, "\x00")
	if len(digits) == 0 {
		return 0, false
	}
	return 8*(len(digits)-1) + bits.Len8(digits[0]), true
}
