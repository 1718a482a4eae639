// Package certificate reads what an export has of a certificate beside its properties:
// the certificate's own bytes, and what Windows and Exchange pack around them.
//
// Three layers lie in one another, and an export may have any of them. [Parse] reads
// the certificate itself, the RawData of .NET, in DER. [Serialized] reads what the
// certificate store of Windows adds: the friendly name, and whether there is a private
// key. [Exchange] reads the SerializationData note of an exported ExchangeCertificate,
// which holds what Exchange adds, such as Services and Status, around the layer of the
// store. That layer matters where Export-Clixml leaves nothing else.
//
// What comes out is spelled as Exchange and .NET Framework spell it, because connectors
// refer to certificates by such texts: a TlsCertificateName is compared with the issuer
// and the subject that .NET makes of the bytes.
//
// The readers take hostile bytes as they come: their work is bounded by the length of
// the input, and what they can't read they report without losing the rest.
package certificate

import (
	"bytes"
	"crypto/sha1"
	"encoding/asn1"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Certificate is what the bytes of a certificate tell. A field that Unread names could
// not be read and has no value.
type Certificate struct {
	Issuer             string    // as X509Certificate2.Issuer writes it: CN=Contoso CA, O=Contoso, C=US
	Subject            string    // in the same form; empty for a certificate that has only alternative names
	NotBefore          time.Time // UTC
	NotAfter           time.Time // UTC
	SerialNumber       string    // upper-case hexadecimal, two digits for each byte
	Thumbprint         string    // SHA-1 of the certificate, 40 upper-case hexadecimal digits
	DNSNames           []string  // as CertificateDomains: the subject's CN if it is a DNS name, then the alternative names, none twice
	PublicKeyAlgorithm string    // RSA, DSA or ECC, else an object identifier
	PublicKeySize      int       // bits
	SignatureAlgorithm string    // as .NET's FriendlyName: sha256RSA, sha256ECDSA, RSASSA-PSS; else an object identifier
	EnhancedKeyUsage   []string  // object identifiers; none for a certificate that is not restricted
	SelfSigned         bool      // issuer and subject are the same bytes

	Unread []string // the fields above that could not be read, by name and in their order
}

// fields are all that a certificate can fail to tell.
var fields = []string{"Issuer", "Subject", "NotBefore", "NotAfter", "SerialNumber", "Thumbprint", "DNSNames", "PublicKeyAlgorithm", "PublicKeySize", "SignatureAlgorithm", "EnhancedKeyUsage", "SelfSigned"}

// Parse reads a certificate in DER (RFC 5280, section 4.1). It asks less of it than
// crypto/x509 does: Exchange lives with negative serial numbers and with characters that
// a string's type forbids, so they are no reason to know nothing. The error says what
// could not be read; the rest of the certificate is still told.
func Parse(der []byte) (Certificate, error) {
	var whole asn1.RawValue
	rest, err := asn1.Unmarshal(der, &whole)
	if err != nil {
		return Certificate{Unread: fields}, errors.New("these bytes are no certificate, or not a whole one")
	}
	b, ok := open(whole)
	if !ok {
		return Certificate{Unread: fields}, errors.New("these bytes are no certificate")
	}
	c := b.certificate()
	c.Thumbprint = fmt.Sprintf("%X", sha1.Sum(whole.FullBytes))
	return c, complaint(c.Unread, len(rest))
}

// certificate reads each field for itself.
func (b body) certificate() Certificate {
	var c Certificate
	var read bool
	c.Issuer, read = nameText(b.issuer)
	c.note(read, "Issuer")
	c.Subject, read = nameText(b.subject)
	c.note(read, "Subject")
	from, until := b.dates()
	c.NotBefore, read = moment(from)
	c.note(read, "NotBefore")
	c.NotAfter, read = moment(until)
	c.note(read, "NotAfter")
	c.SerialNumber, read = serialNumber(b.serial)
	c.note(read, "SerialNumber")
	c.DNSNames, read = b.dnsNames()
	c.note(read, "DNSNames")
	c.PublicKeyAlgorithm, read = b.keyAlgorithm()
	c.note(read, "PublicKeyAlgorithm")
	c.PublicKeySize, read = b.keySize()
	c.note(read, "PublicKeySize")
	c.SignatureAlgorithm, read = b.signatureAlgorithm()
	c.note(read, "SignatureAlgorithm")
	c.EnhancedKeyUsage, read = b.enhancedKeyUsage()
	c.note(read, "EnhancedKeyUsage")
	c.SelfSigned = isSequence(b.issuer) && bytes.Equal(b.issuer.FullBytes, b.subject.FullBytes)
	c.note(isSequence(b.issuer) && isSequence(b.subject), "SelfSigned")
	return c
}

func (c *Certificate) note(read bool, field string) {
	if !read {
		c.Unread = append(c.Unread, field)
	}
}

// complaint says in one error what was wrong with a certificate; nil if nothing was.
func complaint(unread []string, trailing int) error {
	switch {
	case len(unread) > 0:
		return fmt.Errorf("the certificate's %s can't be read", strings.Join(unread, ", "))
	case trailing > 0:
		return fmt.Errorf("%d bytes follow the certificate", trailing)
	}
	return nil
}
