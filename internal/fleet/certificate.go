package fleet

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The properties of Get-ExchangeCertificate, in the order in which .NET lists them.
var certificateTemplate = template(`
AccessRules: $null
CertificateDomains:
CertificateRequest:
IisServices:
IsSelfSigned: False
KeyIdentifier:
RootCAType: ThirdParty
Services: None
Status: Valid
SubjectKeyIdentifier:
PrivateKeyExportable: False
PublicKeySize: 2048
Identity:
ServicesStringForm: .......
Archived: False
Extensions:
FriendlyName:
IssuerName:
NotAfter:
NotBefore:
HasPrivateKey: True
PrivateKey: $null
PublicKey: RSA
RawData:
SerialNumber:
SubjectName:
SignatureAlgorithm: sha256RSA
Thumbprint:
Version: 3
Handle: 2193441504912
Issuer:
Subject:
EnhancedKeyUsageList:
DnsNameList:
SendAsTrustedIssuer: False
`)

// encoded are the properties that a certificate's bytes are made of.
var encoded = []string{"Subject", "Issuer", "SerialNumber", "NotBefore", "NotAfter", "CertificateDomains", "EnhancedKeyUsageList"}

const (
	publicIssuer   = "CN=Fabrikam Issuing CA 1, O=Fabrikam, C=US"
	publicSubject  = "CN=mail.contoso.com, O=Contoso, C=US"
	privateIssuer  = "CN=Contoso Enterprise CA, DC=contoso, DC=com"
	bound          = "<I>" + publicIssuer + "<S>" + publicSubject
	serverUse      = "Server Authentication (1.3.6.1.5.5.7.3.1)"
	clientUse      = "Client Authentication (1.3.6.1.5.5.7.3.2)"
	authentication = "CN=Microsoft Exchange Server Auth Certificate"
)

// made is how one certificate differs from the template.
type made struct {
	subject, issuer string // an empty issuer: it signed itself
	services        string
	names           []string
	root            string
	years           int // that it is valid for; half of them lie ahead
	common          bool
}

// certificates makes what lies in the server's store: what setup and Windows install, the
// organization's own Auth and federation certificates, one of a public CA for mail and two
// of the organization's CA for what is not mail.
func (v server) certificates() []*Object {
	public := made{publicSubject, publicIssuer, "IIS, SMTP", []string{"mail.contoso.com", "autodiscover.contoso.com"}, "ThirdParty", 1, v.shape.Shared}
	own := made{"CN=" + v.name, "", "SMTP", []string{v.name, v.fqdn()}, "Registry", 5, false}
	if v.edge {
		public.services = "SMTP"
		return []*Object{v.certificate(own), v.certificate(public)}
	}
	return []*Object{
		v.certificate(own),
		v.certificate(made{authentication, "", "SMTP", nil, "None", 5, true}),
		v.certificate(made{"CN=Federation", "", "SMTP, Federation", []string{"Federation"}, "None", 5, true}),
		v.certificate(made{"CN=WMSvc-SHA2-" + v.name, "", "None", []string{"WMSvc-SHA2-" + v.name}, "Registry", 10, false}),
		v.certificate(public),
		v.certificate(made{"CN=outlook.contoso.com", privateIssuer, "IMAP, POP", []string{"outlook.contoso.com"}, "Enterprise", 2, false}),
		v.certificate(made{"CN=agent-" + strings.ToLower(v.name) + ".backup.contoso.com", privateIssuer, "None", []string{"agent-" + strings.ToLower(v.name) + ".backup.contoso.com"}, "Enterprise", 2, false}),
	}
}

func (v server) certificate(m made) *Object {
	o := &Object{Kind: "ExchangeCertificate", Server: v.name, Properties: slices.Clone(certificateTemplate)}
	purpose, number := m.subject, v.index
	if m.common {
		number = 0
	}
	ahead := time.Duration(m.years) * 365 * 24 * time.Hour / 2
	seconds := time.Duration(hash(purpose, number)[15]) * time.Second
	settings := []Property{
		{"Services", m.services}, {"RootCAType", m.root}, {"Subject", m.subject}, {"Issuer", m.issuer},
		{"CertificateDomains", Lines(m.names...)}, {"EnhancedKeyUsageList", serverUse}, {"FriendlyName", commonName(m.subject)},
		{"SerialNumber", fmt.Sprintf("%X", bytesOf(fmt.Sprint(purpose, number), 16))},
		{"NotBefore", AsOf.Add(seconds - ahead).Format(time.RFC3339)}, {"NotAfter", AsOf.Add(seconds + ahead).Format(time.RFC3339)},
	}
	if m.subject == publicSubject {
		settings = append(settings, Property{"EnhancedKeyUsageList", Lines(serverUse, clientUse)})
	}
	if m.issuer == "" {
		settings = append(settings, Property{"Issuer", m.subject}, Property{"IsSelfSigned", "True"})
	}
	for _, p := range settings {
		o.put(p.Name, p.Text)
	}
	o.encode()
	return o
}

// put gives a property a text and leaves the bytes as they are.
func (o *Object) put(name, text string) {
	i := slices.IndexFunc(o.Properties, func(p Property) bool { return p.Name == name })
	o.Properties[i].Text = text
}

// encode makes the certificate's bytes, and what follows from them.
func (o *Object) encode() {
	der := der(o)
	print := fmt.Sprintf("%X", fingerprint(der))
	o.put("RawData", base64.StdEncoding.EncodeToString(der))
	o.put("Thumbprint", print)
	o.put("KeyIdentifier", fmt.Sprintf("%X", fingerprint(keyOf(o.Text("SerialNumber")))))
	o.put("Identity", strings.ToUpper(o.Server)+"."+domain+`\`+print)
	o.put("IssuerName", o.Text("Issuer"))
	o.put("SubjectName", o.Text("Subject"))
	o.put("DnsNameList", o.Text("CertificateDomains"))
}

func commonName(subject string) string {
	name, _, _ := strings.Cut(strings.TrimPrefix(subject, "CN="), ",")
	return name
}

// date reads a certificate's date, which this package has written.
func (o *Object) date(name string) time.Time {
	t, err := time.Parse(time.RFC3339, o.Text(name))
	if err != nil {
		panic(fmt.Sprintf("%s of %s is %q, no date", name, o.Text("Identity"), o.Text(name)))
	}
	return t.UTC()
}

// servicesForm is the short form of Services that the cmdlet's table shows.
func servicesForm(services string) string {
	form := []byte(".......")
	for i, name := range []string{"IMAP", "POP", "UM", "IIS", "SMTP", "Federation", "UMCallRouter"} {
		if slices.Contains(strings.Split(services, ", "), name) {
			form[i] = "IPUWSFC"[i]
		}
	}
	return string(form)
}

func number(text string) int64 {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		panic(err)
	}
	return n
}
