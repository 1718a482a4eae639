// Package der reads what the bytes of a certificate say, in the words that
// Windows would use.
//
// Exports made over plain remoting, or with Export-Clixml, carry a certificate as
// nothing but its bytes. What Exchange compares with a connector's TlsCertificateName is
// the text that .NET makes of issuer and subject, so the names that come out here are
// spelled, ordered and quoted as .NET does it. What Exchange adds, such as Services and
// Status, is not in the bytes.
//
// The reader asks less of a certificate than crypto/x509: what Exchange lives with, such as
// a negative serial number, is no reason to know nothing.
package der

import (
	"crypto/sha1"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Certificate is what a certificate's bytes tell.
type Certificate struct {
	Subject, Issuer     string // as .NET writes them: CN=mail.contoso.com, O=Contoso, C=US
	NotBefore, NotAfter time.Time
	SerialNumber        string   // upper-case hexadecimal
	Thumbprint          string   // SHA-1 of the bytes, upper-case hexadecimal
	Names               []string // the subject's CN, if it is a host name, and the DNS names, each once
	KeySize             int      // bits; 0 for a kind of key that is not known
	SelfSigned          bool     // issuer and subject are the same bytes
}

// The structure of RFC 5280, section 4.1, as far as it is needed.
type signed struct {
	Body      body
	Algorithm pkix.AlgorithmIdentifier
	Signature asn1.BitString
}

type body struct {
	Version      int `asn1:"optional,explicit,default:0,tag:0"`
	SerialNumber *big.Int
	Algorithm    pkix.AlgorithmIdentifier
	Issuer       asn1.RawValue
	Validity     struct{ NotBefore, NotAfter time.Time }
	Subject      asn1.RawValue
	Key          struct {
		Algorithm pkix.AlgorithmIdentifier
		Bits      asn1.BitString
	}
	IssuerID   asn1.BitString   `asn1:"optional,tag:1"`
	SubjectID  asn1.BitString   `asn1:"optional,tag:2"`
	Extensions []pkix.Extension `asn1:"omitempty,optional,explicit,tag:3"`
}

// Parse reads a certificate in DER.
func Parse(der []byte) (Certificate, error) {
	var c signed
	rest, err := asn1.Unmarshal(der, &c)
	switch {
	case err != nil:
		return Certificate{}, errors.New("these bytes are no certificate that can be read")
	case len(rest) > 0:
		return Certificate{}, fmt.Errorf("%d bytes follow the certificate", len(rest))
	}
	subject, err := Name(c.Body.Subject.FullBytes)
	if err != nil {
		return Certificate{}, err
	}
	issuer, err := Name(c.Body.Issuer.FullBytes)
	if err != nil {
		return Certificate{}, err
	}
	return Certificate{
		Subject: subject, Issuer: issuer,
		NotBefore: c.Body.Validity.NotBefore.UTC(), NotAfter: c.Body.Validity.NotAfter.UTC(),
		SerialNumber: serial(der), Thumbprint: fmt.Sprintf("%X", sha1.Sum(der)),
		Names: names(c.Body.Subject.FullBytes, c.Body.Extensions), KeySize: c.Body.keySize(),
		SelfSigned: slices.Equal(c.Body.Subject.FullBytes, c.Body.Issuer.FullBytes),
	}, nil
}

// serial returns the serial number's bytes as they stand, as Windows shows them: also a
// leading zero that only keeps the number positive.
func serial(der []byte) string {
	var c, inner asn1.RawValue
	if _, err := asn1.Unmarshal(der, &c); err != nil {
		return ""
	}
	if _, err := asn1.Unmarshal(c.Bytes, &inner); err != nil {
		return ""
	}
	var value asn1.RawValue
	rest, err := asn1.Unmarshal(inner.Bytes, &value)
	if err == nil && value.Class == asn1.ClassContextSpecific {
		_, err = asn1.Unmarshal(rest, &value)
	}
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%X", value.Bytes)
}

var (
	host          = regexp.MustCompile(`^(\*\.)?[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$`)
	oidCommonName = asn1.ObjectIdentifier{2, 5, 4, 3}
	oidAltName    = asn1.ObjectIdentifier{2, 5, 29, 17}
)

// names lists the host names as Exchange's CertificateDomains does.
func names(subject []byte, extensions []pkix.Extension) []string {
	var list []string
	add := func(name string) {
		if host.MatchString(name) && !slices.ContainsFunc(list, func(known string) bool { return strings.EqualFold(known, name) }) {
			list = append(list, name)
		}
	}
	parts, _ := sequence(subject) // it was read before
	for _, rdn := range parts {
		for _, part := range rdn {
			if part.Type.Equal(oidCommonName) {
				add(text(part.Value))
			}
		}
	}
	for _, extension := range extensions {
		if extension.Id.Equal(oidAltName) {
			for _, name := range dnsNames(extension.Value) {
				add(name)
			}
		}
	}
	return list
}

// dnsNames returns the dNSName entries of a subject alternative name (RFC 5280, 4.2.1.6).
func dnsNames(der []byte) []string {
	var sequence asn1.RawValue
	if _, err := asn1.Unmarshal(der, &sequence); err != nil {
		return nil
	}
	var found []string
	for rest := sequence.Bytes; len(rest) > 0; {
		var name asn1.RawValue
		var err error
		if rest, err = asn1.Unmarshal(rest, &name); err != nil {
			return found
		}
		if name.Class == asn1.ClassContextSpecific && name.Tag == 2 {
			found = append(found, string(name.Bytes))
		}
	}
	return found
}

// keySize returns the length of the public key in bits: of an RSA modulus, of the prime of
// a DSA key or of the field of a named curve (RFC 3279, RFC 5480).
func (b body) keySize() int {
	switch b.Key.Algorithm.Algorithm.String() {
	case "1.2.840.113549.1.1.1":
		var key struct{ N, E *big.Int }
		if _, err := asn1.Unmarshal(b.Key.Bits.RightAlign(), &key); err == nil {
			return key.N.BitLen()
		}
	case "1.2.840.10040.4.1":
		var parameters struct{ P, Q, G *big.Int }
		if _, err := asn1.Unmarshal(b.Key.Algorithm.Parameters.FullBytes, &parameters); err == nil {
			return parameters.P.BitLen()
		}
	case "1.2.840.10045.2.1":
		var curve asn1.ObjectIdentifier
		if _, err := asn1.Unmarshal(b.Key.Algorithm.Parameters.FullBytes, &curve); err == nil {
			return map[string]int{"1.2.840.10045.3.1.7": 256, "1.3.132.0.34": 384, "1.3.132.0.35": 521}[curve.String()]
		}
	}
	return 0
}
