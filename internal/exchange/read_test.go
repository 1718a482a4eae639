package exchange

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/exchlint/exchlint/internal/export"
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/schema"
)

// TestValuesAreReadFromEveryShape proves that what PowerShell writes of one value, in
// whatever shape, is read as the same.
func TestValuesAreReadFromEveryShape(t *testing.T) {
	tests := []struct {
		kind, property, want string
		shapes               []string // JSON
	}{
		{"ReceiveConnector", "AuthMechanism", `["Tls","Integrated","BasicAuth","BasicAuthRequireTLS","ExchangeServer"]`, []string{
			`31`, `"31"`, `"Tls, Integrated, BasicAuth, BasicAuthRequireTLS, ExchangeServer"`, `"ExchangeServer,BasicAuthRequireTLS,basicauth,Integrated,TLS"`,
			`["Tls","Integrated","BasicAuth","BasicAuthRequireTLS","ExchangeServer"]`, `[1,2,4,8,16]`, `{"value":["Tls",2,"BasicAuth",8,16],"Count":5}`, `{"value":31,"Value":"Tls, Integrated, BasicAuth, BasicAuthRequireTLS, ExchangeServer"}`}},
		{"ReceiveConnector", "AuthMechanism", `["BasicAuthRequireTLS"]`, []string{`8`, `"BasicAuthRequireTLS"`}},
		{"ReceiveConnector", "AuthMechanism", `[]`, []string{`0`, `"None"`, `[]`}},
		{"ReceiveConnector", "AuthMechanism", `null`, []string{`null`, `""`, `"Tls, Sparkling"`, `64`, `"System.Object[]"`, `{}`}},
		{"ReceiveConnector", "TransportRole", `"FrontendTransport"`, []string{`16384`, `"FrontendTransport"`, `"16384"`, `{"value":16384,"Value":"FrontendTransport"}`}},
		{"SendConnector", "SmartHostAuthMechanism", `"BasicAuth"`, []string{`2`, `"BasicAuth"`}},
		{"SendConnector", "TlsAuthLevel", `"DomainValidation"`, []string{`4`, `3`, `"DomainValidation"`}},
		{"SendConnector", "TlsAuthLevel", `""`, []string{`null`, `""`}},
		{"ReceiveConnector", "Bindings", `["[::]:25","0.0.0.0:25"]`, []string{
			`["[::]:25","0.0.0.0:25"]`, `"[::]:25;0.0.0.0:25"`, `"[::]:25|0.0.0.0:25"`, `"[::]:25, 0.0.0.0:25"`, `"{[::]:25, 0.0.0.0:25}"`, `{"value":["[::]:25","0.0.0.0:25"],"Count":2}`,
			`[{"AddressFamily":23,"Address":{"IPAddressToString":"::"},"Port":25},{"Address":"0.0.0.0","Port":25}]`}},
		{"ReceiveConnector", "Bindings", `["0.0.0.0:25"]`, []string{`"0.0.0.0:25"`, `{"Address":{"IPAddressToString":"0.0.0.0"},"Port":25}`, `["0.0.0.0:25"]`}},
		{"ReceiveConnector", "Bindings", `null`, []string{`"Microsoft.Exchange.Data.MultiValuedProperty` + "`" + `1[Microsoft.Exchange.Data.IPBinding]"`, `"System.Collections.ArrayList"`, `"{[::]:25, 0.0.0.0:25...}"`, `["[::]:25","System.Object"]`, `null`}},
		{"ReceiveConnector", "RemoteIPRanges", `["10.0.0.1","10.1.0.0-10.1.0.9"]`, []string{`"10.0.0.1;10.1.0.0-10.1.0.9"`, `[{"Expression":"10.0.0.1","RangeFormat":0},{"Expression":"10.1.0.0-10.1.0.9"}]`}},
		{"ReceiveConnector", "Fqdn", `"mail.contoso.com"`, []string{`"mail.contoso.com"`, `{"Domain":"mail.contoso.com"}`}},
		{"ReceiveConnector", "Fqdn", `""`, []string{`null`, `""`}},
		{"ReceiveConnector", "Server", `"EX01"`, []string{`"EX01"`, `"ex01.contoso.com"`, `{"Name":"EX01","DistinguishedName":"CN=EX01,CN=Servers"}`, `"CN=EX01,CN=Servers,DC=contoso"`, `"contoso.com/Configuration/Servers/EX01"`}},
		{"ReceiveConnector", "TlsCertificateName", `"<I>CN=CA<S>CN=mail"`, []string{`"<I>CN=CA<S>CN=mail"`, `"\u003cI\u003eCN=CA\u003cS\u003eCN=mail "`, `{"CertificateSubject":"CN=mail","CertificateIssuer":"CN=CA","SubjectCommonName":{}}`}},
		{"ReceiveConnector", "TlsCertificateName", `null`, []string{`"Microsoft.Exchange.Data.SmtpX509Identifier"`, `{}`, `"<I>CN=CA, O=Con..."`}},
		{"ReceiveConnector", "TlsDomainCapabilities", `["mail.protection.outlook.com:AcceptCloudServicesMail"]`, []string{
			`["mail.protection.outlook.com:AcceptCloudServicesMail"]`, `"mail.protection.outlook.com:AcceptCloudServicesMail"`, `[{"Domain":"mail.protection.outlook.com","Capabilities":"AcceptCloudServicesMail","SmtpX509Identifier":null}]`}},
		{"ReceiveConnector", "TlsDomainCapabilities", `["a.com:X,Y","b.com:Z"]`, []string{`"a.com:X, Y; b.com:Z"`, `"a.com:X,Y,b.com:Z"`}},
		{"ReceiveConnector", "TlsDomainCapabilities", `[]`, []string{`[]`, `""`, `null`, `{"value":[],"Count":0}`}},
		{"ReceiveConnector", "MaxMessageSize", `37748736`, []string{`"36 MB (37,748,736 bytes)"`, `"36 MB (37.748.736 Bytes)"`, `"36 MB (37 748 736 octets)"`, `"36MB"`, `37748736`, `{"Value":"36 MB (37,748,736 bytes)"}`}},
		{"ReceiveConnector", "MaxMessageSize", `null`, []string{`{}`, `"large"`}},
		{"SendConnector", "MaxMessageSize", `"Unlimited"`, []string{`"Unlimited"`, `{"IsUnlimited":true,"Value":null}`}},
		{"SendConnector", "MaxMessageSize", `36700160`, []string{`"35 MB (36,700,160 bytes)"`, `{"IsUnlimited":false,"Value":"35 MB (36,700,160 bytes)"}`}},
		{"SendConnector", "MaxMessageSize", `null`, []string{`{"IsUnlimited":false,"Value":{}}`}},
		{"ReceiveConnector", "MaxInboundConnection", `5000`, []string{`5000`, `"5000"`, `{"IsUnlimited":false,"Value":5000}`}},
		{"ReceiveConnector", "ConnectionTimeout", `600`, []string{`"00:10:00"`, `{"Days":0,"TotalSeconds":600}`, `{"TotalSeconds":600.0}`}},
		{"ReceiveConnector", "ConnectionTimeout", `93784`, []string{`"1.02:03:04"`}},
		{"ReceiveConnector", "RequireTLS", `true`, []string{`true`, `"True"`, `"true"`, `1`}},
		{"ReceiveConnector", "RequireTLS", `null`, []string{`null`, `""`, `"vielleicht"`}},
		{"SendConnector", "AddressSpaces", `["SMTP:*;1"]`, []string{`["SMTP:*;1"]`, `"smtp:*;1"`, `"*"`, `[{"Address":"*","Type":"SMTP","Cost":1,"Domain":"*"}]`}},
		{"SendConnector", "AddressSpaces", `["SMTP:*;1","SMTP:contoso.com;5"]`, []string{`"SMTP:*;1;SMTP:contoso.com;5"`, `"SMTP:*;1, SMTP:contoso.com;5"`, `"SMTP:*;1|smtp:Contoso.com;5"`}},
		{"SendConnector", "SmartHosts", `["relay.fabrikam.com"]`, []string{`"relay.fabrikam.com"`, `[{"Address":{"IPAddressToString":"0.0.0.0"},"IsIPAddress":false,"Domain":"relay.fabrikam.com"}]`}},
		{"SendConnector", "SmartHosts", `["10.0.0.9"]`, []string{`"[10.0.0.9]"`, `[{"Address":{"IPAddressToString":"10.0.0.9"},"IsIPAddress":true,"Domain":null}]`}},
		{"SendConnector", "SourceTransportServers", `["EX01","EX02"]`, []string{`["EX01","ex02"]`, `"EX01;EX02"`, `[{"Name":"EX01"},{"Name":"EX02"}]`}},
		{"ExchangeCertificate", "Services", `["IMAP","POP","IIS","SMTP"]`, []string{`27`, `"IMAP, POP, IIS, SMTP"`, `"IP.WS.."`}},
		{"ExchangeCertificate", "Services", `[]`, []string{`0`, `"None"`, `"......."`}},
		{"ExchangeCertificate", "Status", `"RevocationCheckFailure"`, []string{`6`, `"RevocationCheckFailure"`}},
		{"ExchangeCertificate", "CertificateDomains", `["mail.contoso.com","*.contoso.com"]`, []string{
			`["mail.contoso.com","*.contoso.com"]`, `"mail.contoso.com;*.contoso.com"`, `[{"Address":"mail.contoso.com","Domain":"mail.contoso.com"},{"Address":"*.contoso.com","Domain":"contoso.com"}]`,
			`[{"Punycode":"mail.contoso.com","Unicode":"mail.contoso.com"},"*.contoso.com (*.contoso.com)"]`}},
		{"ExchangeCertificate", "Thumbprint", `"4A4B66E94A9195FA3344E34E01E6698C44C0A639"`, []string{`"4a4b66e94a9195fa3344e34e01e6698c44c0a639"`, `"4A 4B 66 E9 4A 91 95 FA 33 44 E3 4E 01 E6 69 8C 44 C0 A6 39"`}},
		{"ExchangeCertificate", "Thumbprint", `null`, []string{`"4A4B"`, `""`, `null`}},
	}
	for _, test := range tests {
		for _, shape := range test.shapes {
			if got := readAs(t, test.kind, test.property, shape); got != test.want {
				t.Errorf("%s %s %s reads as %s, want %s", test.kind, test.property, shape, got, test.want)
			}
		}
	}
}

// readAs returns what a JSON value reads as, as JSON; null where it is not known.
func readAs(t *testing.T, kind, property, shape string) string {
	t.Helper()
	file, err := export.Decode(t.Context(), "x.json", []byte(shape))
	if err != nil {
		t.Fatal(err)
	}
	k := schema.Lookup(kind)
	i, ok := k.Index(property)
	if !ok {
		t.Fatalf("%s has no %s", kind, property)
	}
	value, err := readers[k.Properties[i].Reader](file.Values[0], &k.Properties[i])
	if text, ok := value.(string); ok && err == nil && k.Properties[i].Reader == "date" {
		value, err = readDate(text, openOrder)
	}
	if err != nil {
		return "null"
	}
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(b.String())
}

func TestDatesAreReadOnlyWhereTheyCanBe(t *testing.T) {
	const want = "2021-08-06T14:14:17Z"
	tests := []struct {
		text  string
		order dateOrder
		want  string // "" for not known
	}{
		{"/Date(1628259257000)/", openOrder, want},
		{`\/Date(1628259257000)\/`, openOrder, want},
		{"/Date(1628259257000+0200)/", openOrder, want},
		{"2021-08-06T16:14:17+02:00", openOrder, want},
		{"2021-08-06T14:14:17.1234567Z", openOrder, want},
		{"2021-08-06T14:14:17", openOrder, want},
		{"2021-08-06 14:14:17", openOrder, want},
		{"Friday, August 6, 2021 2:14:17 PM", openOrder, want},
		{"06.08.2021 14:14:17", openOrder, want},
		{"06-08-2021 14:14:17", openOrder, want},
		{"2021/08/06 14:14:17", openOrder, want},
		{"8/6/2021 2:14:17 PM", openOrder, ""},
		{"8/6/2021 2:14:17 PM", mixedOrder, ""},
		{"8/6/2021 2:14:17 PM", monthFirst, want},
		{"8/6/2021 2:14:17\u202fPM", monthFirst, want},
		{"06/08/2021 14:14:17", dayFirst, want},
		{"8/8/2021", openOrder, "2021-08-08T00:00:00Z"},
		{"8/21/2021 10:43:54 AM", openOrder, "2021-08-21T10:43:54Z"},
		{"21/8/2021 12:00:00 AM", openOrder, "2021-08-21T00:00:00Z"},
		{"21/8/2021 12:00 PM", openOrder, "2021-08-21T12:00:00Z"},
		{"31.02.2021 10:00:00", openOrder, ""},
		{"8/6/21", monthFirst, ""},
		{"25:00:00", openOrder, ""},
		{"8/21/2021 13:43:54 AM", openOrder, ""},
		{"/Date(99999999999999999)/", openOrder, ""},
		{"/Date(999999999999999)/", openOrder, ""},
		{"soon", openOrder, ""},
	}
	for _, test := range tests {
		got := ""
		if at, err := parseDate(test.text, test.order); err == nil {
			got = at.Format(time.RFC3339)
		}
		if got != test.want {
			t.Errorf("%q (%d) is read as %q, want %q", test.text, test.order, got, test.want)
		}
	}
}

func TestOneDateOfAFileSettlesTheOthers(t *testing.T) {
	const csv = "Server,Thumbprint,NotBefore,NotAfter\nEX01,4A4B66E94A9195FA3344E34E01E6698C44C0A639,8/6/2021 1:00:00 PM,%s\n"
	tests := []struct{ name, other, culture, want string }{
		{"by a day above twelve", "8/21/2026 1:00:00 PM", "", "2021-08-06T13:00:00Z"},
		{"by a day above twelve in front", "21/8/2026 13:00:00", "", "2021-06-08T13:00:00Z"},
		{"by the culture", "8/6/2026 1:00:00 PM", "en-US", "2021-08-06T13:00:00Z"},
		{"by another culture", "8/6/2026 1:00:00 PM", "en-GB", "2021-06-08T13:00:00Z"},
		{"a file before a culture", "21/8/2026 13:00:00", "en-US", "2021-06-08T13:00:00Z"},
		{"by nothing", "8/6/2026 1:00:00 PM", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			file, err := export.Decode(t.Context(), "EX01-ExchangeCertificate.csv", fmt.Appendf(nil, csv, test.other))
			if err != nil {
				t.Fatal(err)
			}
			object := Read(t.Context(), []*document.File{file}, Options{Culture: test.culture}).Organization.Objects("ExchangeCertificate")[0]
			if got, _ := object.text("NotBefore"); got != test.want {
				t.Errorf("NotBefore is %q, want %q", got, test.want)
			}
		})
	}
}

func TestWideRangesAreThoseThatNobodyHasCounted(t *testing.T) {
	tests := map[string]bool{
		"0.0.0.0-255.255.255.255": true, "::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff": true, "10.0.0.0/8": true, "10.0.0.0/16": false, "192.168.0.0/16": false,
		"10.1.0.0-10.2.0.0": true, "203.0.113.0/24": false, "203.0.112.0/23": true, "40.107.0.0(255.255.0.0)": true, "192.168.1.1/24": false, "10.1.1.10": false,
		"fd00::/48": false, "2001:db8::/64": false, "2001:db8::/48": true, "127.0.0.1": false,
	}
	for text, want := range tests {
		r, defect := parseRange(text)
		if defect != "" || r.wide(manyIPv4) != want {
			t.Errorf("%s: wide is %v, want %v (%s)", text, r.wide(manyIPv4), want, defect)
		}
	}
	for _, text := range []string{"", "10.0.0.9-10.0.0.1", "10.0.0.1-::1", "10.0.0.0/33", "any", "10.0.0"} {
		if _, defect := parseRange(text); defect == "" {
			t.Errorf("%q is read as a range", text)
		}
	}
}
