package exchange

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/exchlint/exchlint/internal/exchange/model"
)

func TestAlgorithmsAndUsesAreReadInEveryShape(t *testing.T) {
	const server = "1.3.6.1.5.5.7.3.1"
	both := []any{server, "1.3.6.1.5.5.7.3.2"}
	tests := []struct {
		property, written string
		want              any
	}{
		{"SignatureAlgorithm", `{"Value": "1.2.840.113549.1.1.5", "FriendlyName": "sha1RSA"}`, "sha1RSA"},
		{"SignatureAlgorithm", `{"Value": "1.3.101.112", "FriendlyName": null}`, "1.3.101.112"},
		{"SignatureAlgorithm", `"sha256RSA"`, "sha256RSA"},
		{"SignatureAlgorithm", `"1.2.840.113549.1.1.11"`, "sha256RSA"},
		{"SignatureAlgorithm", `"System.Security.Cryptography.Oid"`, nil},
		{"PublicKey", `{"Oid": {"Value": "1.2.840.10045.2.1", "FriendlyName": "ECC"}}`, "ECC"},
		{"PublicKey", `{"Oid": "System.Security.Cryptography.Oid"}`, nil},
		{"KeyAlgorithm", `"RSA"`, "RSA"},
		{"EnhancedKeyUsageList", `[{"FriendlyName": "Serverauthentifizierung", "ObjectId": "1.3.6.1.5.5.7.3.1"}]`, []any{server}},
		{"EnhancedKeyUsageList", `["Server Authentication (1.3.6.1.5.5.7.3.1)", "Client Authentication (1.3.6.1.5.5.7.3.2)"]`, both},
		{"EnhancedKeyUsageList", `"{Server Authentication (1.3.6.1.5.5.7.3.1), Client Authentication (1.3.6.1.5.5.7.3.2)}"`, both},
		{"EnhancedKeyUsageList", `"1.3.6.1.5.5.7.3.1;1.3.6.1.5.5.7.3.2"`, both},
		{"EnhancedKeyUsageList", `{"value": [{"ObjectId": "1.3.6.1.5.5.7.3.1"}], "Count": 1}`, []any{server}},
		{"EnhancedKeyUsageList", `[]`, []any{}},
		{"EnhancedKeyUsageList", `null`, nil},
		{"EnhancedKeyUsageList", `{}`, nil},
		{"EnhancedKeyUsageList", `"Serverauthentifizierung"`, nil},
		{"EnhancedKeyUsageList", "\"System.Collections.Generic.List`1[Microsoft.PowerShell.Commands.EnhancedKeyUsageRepresentation]\"", nil},
	}
	for _, test := range tests {
		org := organization(t, list(certified("EX01", "A", `"`+test.property+`": `+test.written)))
		property := strings.Replace(test.property, "KeyAlgorithm", "PublicKey", 1)
		got, _ := find(t, org, "ExchangeCertificate", `EX01\`+a).Value(property)
		Equal(t, test.property+" "+test.written, got, test.want)
	}
}

// bare returns a made-up certificate's bytes.
func bare(t testing.TB) []byte {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(7), Subject: pkix.Name{CommonName: "mail.contoso.com"}, DNSNames: []string{"mail.contoso.com"},
		NotBefore: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), NotAfter: time.Date(2027, 1, 2, 3, 4, 5, 0, time.UTC),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	return der
}

// fromRawData reads an export in which a certificate is nothing but its bytes.
func fromRawData(t *testing.T, raw string) *model.Object {
	t.Helper()
	org := organization(t, `{"ExchangeCertificate": [{"PSComputerName": "ex01.corp.contoso.com", "RawData": `+raw+`}]}`)
	return org.Objects("ExchangeCertificate")[0]
}

func TestACertificatesBytesAreReadInEveryShape(t *testing.T) {
	der := bare(t)
	numbers, err := json.Marshal(toNumbers(der))
	if err != nil {
		t.Fatal(err)
	}
	text := base64.StdEncoding.EncodeToString(der)
	for _, raw := range []string{
		string(numbers), fmt.Sprintf(`{"value": %s, "Count": %d}`, numbers, len(der)), `"` + strings.Trim(string(numbers), "[]") + `"`,
		`"` + strings.ReplaceAll(strings.Trim(string(numbers), "[]"), ",", " ") + `"`, `"` + text + `"`, `"` + text[:64] + `\r\n` + text[64:] + `"`,
	} {
		o := fromRawData(t, raw)
		for property, want := range map[string]any{
			"Subject": "CN=mail.contoso.com", "NotAfter": "2027-01-02T03:04:05Z", "PublicKey": "ECC", "PublicKeySize": int64(256),
			"SignatureAlgorithm": "sha256ECDSA", "EnhancedKeyUsageList": []any{}, "CertificateDomains": []any{"mail.contoso.com"},
		} {
			got, _ := o.Value(property)
			Equal(t, property, got, want)
		}
	}
}

func toNumbers(data []byte) []int {
	list := make([]int, len(data))
	for i, b := range data {
		list[i] = int(b)
	}
	return list
}

func TestBytesThatCantBeReadAreNotPassedOver(t *testing.T) {
	for raw, want := range map[string]string{
		`"System.Byte[]"`: `its value was lost: the export has "System.Byte[]"`,
		`[48, 300]`:       `"300" in it is not a byte`,
		`"MIIB!"`:         `"MIIB!" is neither base64 nor a list of bytes`,
		`[48, 1, 2]`:      "the bytes are not a complete certificate",
	} {
		o := fromRawData(t, raw)
		for _, property := range []string{"Subject", "EnhancedKeyUsageList"} {
			Equal(t, raw, o.Gap(property), model.Gap{Reason: "the export has no such property, and RawData can't tell: " + want, Missing: []string{property}})
		}
	}
	spoiled := strings.Replace(string(bare(t)), "270102030405Z", "271302030405Z", 1)
	o := fromRawData(t, `"`+base64.StdEncoding.EncodeToString([]byte(spoiled))+`"`)
	Equal(t, "NotAfter", o.Gap("NotAfter").Reason, `the certificate's bytes don't tell: "271302030405Z" is not a date`)
	Equal(t, "Subject", o.Datum(mustIndex(t, "Subject")).Value, any("CN=mail.contoso.com"))
}
