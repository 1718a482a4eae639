package cert

import (
	"encoding/asn1"
	"fmt"
	"math/big"
)

// The algorithms that Windows has names for.
var algorithms = map[string]string{
	"1.2.840.113549.1.1.2": "md2RSA", "1.2.840.113549.1.1.3": "md4RSA", "1.2.840.113549.1.1.4": "md5RSA", "1.2.840.113549.1.1.5": "sha1RSA",
	"1.2.840.113549.1.1.10": "RSASSA-PSS", "1.2.840.113549.1.1.11": "sha256RSA", "1.2.840.113549.1.1.12": "sha384RSA", "1.2.840.113549.1.1.13": "sha512RSA",
	"1.3.14.3.2.2": "md4RSA", "1.3.14.3.2.3": "md5RSA", "1.3.14.3.2.4": "md4RSA", "1.3.14.3.2.15": "shaRSA", "1.3.14.3.2.29": "sha1RSA", "1.3.14.7.2.3.1": "md2RSA",
	"1.2.840.10040.4.3": "sha1DSA", "1.3.14.3.2.13": "sha1DSA", "1.3.14.3.2.27": "dsaSHA1",
	"1.2.840.10045.4.1": "sha1ECDSA", "1.2.840.10045.4.3.2": "sha256ECDSA", "1.2.840.10045.4.3.3": "sha384ECDSA", "1.2.840.10045.4.3.4": "sha512ECDSA",
	rsaKey: "RSA", dsaKey: "DSA", curveKey: "ECC",
}

const (
	rsaKey   = "1.2.840.113549.1.1.1"
	dsaKey   = "1.2.840.10040.4.1"
	curveKey = "1.2.840.10045.2.1"
)

// Algorithm returns the name that Windows has for a signature's or key's algorithm, given
// by its dotted OID: sha256RSA, ECC. Without a name it returns the OID.
func Algorithm(oid string) string {
	if name, ok := algorithms[oid]; ok {
		return name
	}
	return oid
}

// The bits of the named curves: NIST's, Bitcoin's and the Brainpool ones.
var curves = map[string]int{
	"1.2.840.10045.3.1.1": 192, "1.3.132.0.33": 224, "1.2.840.10045.3.1.7": 256, "1.3.132.0.34": 384, "1.3.132.0.35": 521, "1.3.132.0.10": 256,
	"1.3.36.3.3.2.8.1.1.7": 256, "1.3.36.3.3.2.8.1.1.11": 384, "1.3.36.3.3.2.8.1.1.13": 512,
}

func (c *Certificate) readSignature(algorithm *elements) {
	oid, ok := identifier(algorithm.next())
	if !ok {
		c.unread("SignatureAlgorithm", "its algorithm is not an object identifier")
		return
	}
	c.SignatureAlgorithm = Algorithm(oid)
}

// readKey reads the kind and the length of the public key: of an RSA modulus, of the
// prime of a DSA key or of the field of a named curve (RFC 3279, RFC 5480).
func (c *Certificate) readKey(key *elements) {
	algorithm, bits := within(key.next()), key.next()
	oid, ok := identifier(algorithm.next())
	if !ok {
		c.unread("PublicKey", "its algorithm is not an object identifier")
		c.unread("PublicKeySize", "what kind of key it is can't be read")
		return
	}
	c.KeyAlgorithm = Algorithm(oid)
	size, why := keySize(oid, algorithm.next(), bits)
	if size <= 0 {
		c.unread("PublicKeySize", why)
		return
	}
	c.KeySize = size
}

func keySize(oid string, parameters, bits asn1.RawValue) (size int, why string) {
	switch oid {
	case rsaKey:
		var packed asn1.BitString
		_, _ = asn1.Unmarshal(bits.FullBytes, &packed) // an error leaves it empty, which has no number
		return firstLength((&elements{rest: packed.Bytes}).next()), "its RSA key can't be read"
	case dsaKey:
		return firstLength(parameters), "its DSA key can't be read"
	case curveKey:
		curve, ok := identifier(parameters)
		if !ok {
			return 0, "its curve is written out, not named"
		}
		return curves[curve], fmt.Sprintf("its curve %s is not known", curve)
	}
	return 0, fmt.Sprintf("nothing is known of keys of the kind %s", oid)
}

// firstLength returns the length in bits of the first number in a sequence; 0 if it can't be
// read or is negative.
func firstLength(sequence asn1.RawValue) int {
	var n *big.Int
	if _, err := asn1.Unmarshal(within(sequence).next().FullBytes, &n); err != nil || n.Sign() < 0 {
		return 0
	}
	return n.BitLen()
}

// identifier returns a dotted OID.
func identifier(value asn1.RawValue) (string, bool) {
	var oid asn1.ObjectIdentifier
	if _, err := asn1.Unmarshal(value.FullBytes, &oid); err != nil {
		return "", false
	}
	return oid.String(), true
}
