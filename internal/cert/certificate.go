// Package cert reads the fields of an X.509 certificate as Windows and .NET show them.
//
// Exports made over plain remoting, or with Export-Clixml, contain only the bytes of a
// certificate. Exchange compares a connector's TlsCertificateName with the text that .NET
// makes of issuer and subject, so names are spelled, ordered and quoted as .NET does. What
// Exchange adds, such as Services and Status, is not in the bytes.
//
// The reader is more lenient than crypto/x509: Exchange accepts certificates that it
// refuses, for example with a negative serial number. Each field is read by itself, and one
// that can't be read is reported without losing the others.
package cert

import (
	"crypto/sha1"
	"encoding/asn1"
	"errors"
	"fmt"
	"slices"
	"time"
)

// Certificate holds the fields of a certificate.
type Certificate struct {
	Subject, Issuer     string // as .NET writes them: CN=mail.contoso.com, O=Contoso, C=US
	NotBefore, NotAfter time.Time
	SerialNumber        string   // upper-case hexadecimal
	Thumbprint          string   // SHA-1 of the bytes, upper-case hexadecimal
	Names               []string // the subject's CN, if it is a host name, and the DNS names, each once
	SelfSigned          bool     // issuer and subject are the same bytes
	SignatureAlgorithm  string   // as Windows names it (sha256RSA), else its OID
	KeyAlgorithm        string   // RSA, DSA or ECC, else its OID
	KeySize             int      // bits
	Usages              []string // the OIDs of the extended key usage; none: good for any use
	// Unread holds the reason why a field has no value, by its name in
	// Get-ExchangeCertificate: CertificateDomains for Names, EnhancedKeyUsageList for Usages, PublicKey and
	// PublicKeySize for KeyAlgorithm and KeySize.
	Unread map[string]string
}

// Parse reads a certificate in DER (RFC 5280, section 4.1). It returns an error if the bytes
// do not have the structure of a certificate; fields that can't be read are in Unread.
func Parse(der []byte) (Certificate, error) {
	whole := (&elements{rest: der}).next()
	outer := within(whole)
	body := outer.next()
	fields := within(body)
	number := fields.next()
	if number.Class == asn1.ClassContextSpecific && number.Tag == 0 { // the version
		number = fields.next()
	}
	signature, issuer, validity, subject, key := fields.next(), fields.next(), fields.next(), fields.next(), fields.next()
	for _, part := range []asn1.RawValue{whole, body, signature, issuer, validity, subject, key} {
		if part.Class != asn1.ClassUniversal || part.Tag != asn1.TagSequence {
			return Certificate{}, errors.New("the bytes are not a complete certificate")
		}
	}
	c := Certificate{
		SerialNumber: fmt.Sprintf("%X", number.Bytes), // unchanged: Windows shows a leading zero too
		Thumbprint:   fmt.Sprintf("%X", sha1.Sum(whole.FullBytes)),
		SelfSigned:   slices.Equal(subject.FullBytes, issuer.FullBytes),
	}
	c.readNames(issuer, subject)
	c.readValidity(within(validity))
	c.readSignature(within(signature))
	c.readKey(within(key))
	c.readExtensions(fields, subject)
	return c, nil
}

// elements iterates over the elements of a constructed value.
type elements struct {
	rest   []byte
	broken bool // the rest is not an element
}

func within(value asn1.RawValue) *elements { return &elements{rest: value.Bytes} }

// next returns the next element, or the zero value if there is none.
func (e *elements) next() (value asn1.RawValue) {
	if len(e.rest) == 0 {
		return asn1.RawValue{}
	}
	rest, err := asn1.Unmarshal(e.rest, &value)
	if err != nil {
		e.rest, e.broken = nil, true
		return asn1.RawValue{}
	}
	e.rest = rest
	return value
}

func (c *Certificate) unread(property, why string) {
	if c.Unread == nil {
		c.Unread = map[string]string{}
	}
	c.Unread[property] = why
}

func (c *Certificate) readNames(issuer, subject asn1.RawValue) {
	read := func(property string, value asn1.RawValue, to *string) {
		name, err := Name(value.FullBytes)
		if err != nil {
			c.unread(property, err.Error())
			return
		}
		*to = name
	}
	read("Issuer", issuer, &c.Issuer)
	read("Subject", subject, &c.Subject)
}

func (c *Certificate) readValidity(validity *elements) {
	read := func(property string, to *time.Time) {
		value := validity.next()
		var t time.Time
		if _, err := asn1.Unmarshal(value.FullBytes, &t); err != nil {
			c.unread(property, fmt.Sprintf("%q is not a date", value.Bytes))
			return
		}
		*to = t.UTC()
	}
	read("NotBefore", &c.NotBefore)
	read("NotAfter", &c.NotAfter)
}
