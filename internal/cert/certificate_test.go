package cert

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/json"
	"maps"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func oid(numbers ...int) asn1.ObjectIdentifier { return numbers }

func TestNamesAreWrittenAsDotNETDoes(t *testing.T) {
	tests := []struct {
		want string
		name pkix.RDNSequence
	}{
		{"CN=mail.contoso.com", pkix.RDNSequence{{{Type: oid(2, 5, 4, 3), Value: "mail.contoso.com"}}}},
		{`CN=mail.contoso.com, O="Contoso, Inc.", S=Bavaria, C=DE`, pkix.RDNSequence{{{Type: oid(2, 5, 4, 6), Value: "DE"}}, {{Type: oid(2, 5, 4, 8), Value: "Bavaria"}}, {{Type: oid(2, 5, 4, 10), Value: "Contoso, Inc."}}, {{Type: oid(2, 5, 4, 3), Value: "mail.contoso.com"}}}},
		{`CN="a ""b"" c"`, pkix.RDNSequence{{{Type: oid(2, 5, 4, 3), Value: `a "b" c`}}}},
		{`O=" x"`, pkix.RDNSequence{{{Type: oid(2, 5, 4, 10), Value: " x"}}}},
		{`OID.2.5.4.15=Private Organization, E=a@contoso.com`, pkix.RDNSequence{{{Type: oid(1, 2, 840, 113549, 1, 9, 1), Value: "a@contoso.com"}}, {{Type: oid(2, 5, 4, 15), Value: "Private Organization"}}}},
		{`CN=Müller`, pkix.RDNSequence{{{Type: oid(2, 5, 4, 3), Value: "Müller"}}}},
		{"dnQualifier=7, X21Address=1", pkix.RDNSequence{{{Type: oid(2, 5, 4, 24), Value: "1"}}, {{Type: oid(2, 5, 4, 46), Value: "7"}}}},
		{"CN=Zoë", pkix.RDNSequence{{{Type: oid(2, 5, 4, 3), Value: asn1.RawValue{Tag: asn1.TagBMPString, Bytes: []byte("\x00Z\x00o\x00\xeb")}}}}},
		{"CN=Zoë", pkix.RDNSequence{{{Type: oid(2, 5, 4, 3), Value: asn1.RawValue{Tag: universalString, Bytes: []byte("\x00\x00\x00Z\x00\x00\x00o\x00\x00\x00\xeb")}}}}},
		{"DC=contoso + CN=x", pkix.RDNSequence{{{Type: oid(0, 9, 2342, 19200300, 100, 1, 25), Value: "contoso"}, {Type: oid(2, 5, 4, 3), Value: "x"}}}},
	}
	for _, test := range tests {
		der, err := asn1.Marshal(test.name)
		if err != nil {
			t.Fatal(err)
		}
		got, err := Name(der)
		if err != nil || !sameParts(got, test.want) {
			t.Errorf("got %s (%v), want %s", got, err, test.want)
		}
	}
}

// sameParts allows for the order of the values of one RDN, which DER sorts itself.
func sameParts(got, want string) bool {
	return got == want || want == "DC=contoso + CN=x" && got == "CN=x + DC=contoso"
}

func made(t *testing.T, public, private any, serial int64) []byte {
	t.Helper()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(serial), Subject: pkix.Name{CommonName: "mail.contoso.com", Organization: []string{"Contoso"}, Country: []string{"US"}},
		NotBefore: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), NotAfter: time.Date(2027, 1, 2, 3, 4, 5, 0, time.UTC), DNSNames: []string{"mail.contoso.com", "*.contoso.com"},
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, public, private)
	if err != nil {
		t.Fatal(err)
	}
	return der
}

func TestACertificateIsRead(t *testing.T) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Parse(made(t, &key.PublicKey, key, 0x80AB))
	if err != nil {
		t.Fatal(err)
	}
	want := Certificate{
		Subject: "CN=mail.contoso.com, O=Contoso, C=US", Issuer: "CN=mail.contoso.com, O=Contoso, C=US",
		NotBefore: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), NotAfter: time.Date(2027, 1, 2, 3, 4, 5, 0, time.UTC),
		SerialNumber: "0080AB", Thumbprint: got.Thumbprint, Names: []string{"mail.contoso.com", "*.contoso.com"}, KeySize: 2048, SelfSigned: true,
		SignatureAlgorithm: "sha256RSA", KeyAlgorithm: "RSA", Usages: []string{"1.3.6.1.5.5.7.3.1"},
	}
	if diff := cmp.Diff(want, got); diff != "" || len(got.Thumbprint) != 40 {
		t.Error(diff, got.Thumbprint)
	}
	curve, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := Parse(made(t, &curve.PublicKey, curve, 1)); err != nil || got.KeySize != 256 || got.KeyAlgorithm != "ECC" || got.SignatureAlgorithm != "sha256ECDSA" {
		t.Errorf("%+v, %v", got, err)
	}
}

// TestWhatWindowsLivesWithIsReadAsFarAsItCanBe spoils one piece of a certificate, so that
// crypto/x509 refuses all of it. Nothing but that piece is lost.
func TestWhatWindowsLivesWithIsReadAsFarAsItCanBe(t *testing.T) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	sound := made(t, &key.PublicKey, key, 0x11223344556677)
	tests := []struct {
		name, from, to string
		unread         []string
	}{
		{"a negative serial number", "\x11\x22\x33\x44", "\x91\x22\x33\x44", nil},
		{"a curve that nobody knows", "\x2a\x86\x48\xce\x3d\x03\x01\x07", "\x2a\x86\x48\xce\x3d\x03\x01\x63", []string{"PublicKeySize"}},
		{"a month that is none", "270102030405Z", "271302030405Z", []string{"NotAfter"}},
		{"a name that is cut off", "\x82\x10mail.contoso.com", "\x82\x70mail.contoso.com", []string{"CertificateDomains"}},
		{"a use that is no identifier", "\x06\x08\x2b\x06\x01\x05\x05\x07\x03\x01", "\x04\x08\x2b\x06\x01\x05\x05\x07\x03\x01", []string{"EnhancedKeyUsageList"}},
		{"a subject that is cut off", "\x06\x03\x55\x04\x03\x13\x10mail", "\x06\x03\x55\x04\x03\x13\x70mail", []string{"CertificateDomains", "Issuer", "Subject"}},
		{"a key of no kind", "\x2a\x86\x48\xce\x3d\x02\x01", "\xaa\x86\x48\xce\xbd\x82\x81", []string{"PublicKey", "PublicKeySize"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			spoiled := bytes.ReplaceAll(sound, []byte(test.from), []byte(test.to))
			if _, err := x509.ParseCertificate(spoiled); err == nil || bytes.Equal(spoiled, sound) {
				t.Fatal("crypto/x509 reads it, so nothing is proven")
			}
			got, err := Parse(spoiled)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.unread, slices.Sorted(maps.Keys(got.Unread))); diff != "" {
				t.Error(diff, got.Unread)
			}
			if got.Unread["Subject"] == "" && got.Subject != "CN=mail.contoso.com, O=Contoso, C=US" || len(got.Thumbprint) != 40 || got.NotBefore.IsZero() {
				t.Errorf("%+v", got)
			}
		})
	}
}

func TestWhatIsNoCertificateIsSaidToBeNone(t *testing.T) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	request, err := x509.CreateCertificateRequest(rand.Reader, &x509.CertificateRequest{Subject: pkix.Name{CommonName: "mail.contoso.com"}}, key)
	if err != nil {
		t.Fatal(err)
	}
	sound := made(t, &key.PublicKey, key, 1)
	for _, der := range [][]byte{nil, []byte("MIIB"), request, sound[:len(sound)/2]} {
		if c, err := Parse(der); err == nil {
			t.Errorf("%d bytes are read as %+v", len(der), c)
		}
	}
}

// TestRealCertificatesAgreeWithTheirExports compares what the bytes say with what Exchange
// wrote beside them.
func TestRealCertificatesAgreeWithTheirExports(t *testing.T) {
	root := os.Getenv("EXCHLINT_CORPUS")
	if root == "" {
		t.Skip("EXCHLINT_CORPUS names no folder of real exports")
	}
	names, err := filepath.Glob(filepath.Join(root, "*", "ps7-json", "ExchangeCertificate.json"))
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var records []struct {
			RawData                                   []int
			Subject, Issuer, SerialNumber, Thumbprint string
			NotBefore, NotAfter                       time.Time
			PublicKeySize                             int
			SignatureAlgorithm                        struct{ FriendlyName string }
			PublicKey                                 struct{ Oid struct{ FriendlyName string } }
			EnhancedKeyUsageList                      []struct{ ObjectId string }
			CertificateDomains                        []struct{ Address string }
		}
		if err := json.Unmarshal(data, &records); err != nil {
			t.Fatal(err)
		}
		for _, r := range records {
			der := make([]byte, len(r.RawData))
			for i, b := range r.RawData {
				der[i] = byte(b)
			}
			got, err := Parse(der)
			if err != nil {
				t.Error(err)
				continue
			}
			if r.Subject == "" {
				continue // a session that lost everything but the bytes
			}
			want := Certificate{
				Subject: r.Subject, Issuer: r.Issuer, SerialNumber: r.SerialNumber, Thumbprint: r.Thumbprint, NotBefore: r.NotBefore.UTC(), NotAfter: r.NotAfter.UTC(),
				SignatureAlgorithm: r.SignatureAlgorithm.FriendlyName, KeyAlgorithm: r.PublicKey.Oid.FriendlyName, KeySize: r.PublicKeySize, SelfSigned: got.SelfSigned,
			}
			for _, usage := range r.EnhancedKeyUsageList {
				want.Usages = append(want.Usages, usage.ObjectId)
			}
			for _, domain := range r.CertificateDomains {
				want.Names = append(want.Names, domain.Address)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: %s", name, diff)
			}
		}
	}
}

func TestACertificateMayHaveNoSubject(t *testing.T) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: []string{"mail.contoso.com"}} // RFC 5280, 4.1.2.6
	der, err := x509.CreateCertificate(rand.Reader, template, &x509.Certificate{Subject: pkix.Name{CommonName: "CA"}}, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	c, err := Parse(der)
	if err != nil {
		t.Fatal(err)
	}
	if c.Subject != "" || c.Issuer != "CN=CA" || len(c.Names) != 1 || len(c.Unread) > 0 {
		t.Errorf("%+v", c)
	}
}

func FuzzParse(f *testing.F) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		f.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "a"}, DNSNames: []string{"b.c"}}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(der)
	f.Fuzz(func(t *testing.T, der []byte) {
		c, err := Parse(der)
		if err == nil && (len(c.Thumbprint) != 40 || c.KeySize > 8*len(der)) {
			t.Errorf("%+v", c)
		}
	})
}
