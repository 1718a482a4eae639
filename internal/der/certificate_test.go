package der

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/json"
	"math/big"
	"os"
	"path/filepath"
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
	}
	if diff := cmp.Diff(want, got); diff != "" || len(got.Thumbprint) != 40 {
		t.Error(diff, got.Thumbprint)
	}
	curve, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := Parse(made(t, &curve.PublicKey, curve, 1)); err != nil || got.KeySize != 256 {
		t.Errorf("%+v, %v", got, err)
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
			want := Certificate{Subject: r.Subject, Issuer: r.Issuer, SerialNumber: r.SerialNumber, Thumbprint: r.Thumbprint, NotBefore: r.NotBefore.UTC(), NotAfter: r.NotAfter.UTC(), KeySize: r.PublicKeySize, Names: got.Names, SelfSigned: got.SelfSigned}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: %s", name, diff)
			}
		}
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
		if c, err := Parse(der); err == nil && len(c.Thumbprint) != 40 {
			t.Errorf("%+v", c)
		}
	})
}
