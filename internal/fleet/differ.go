package fleet

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// particular makes an object differ from all others, in what no rule minds.
func (o *Object) particular(number int) {
	if o.Kind == "ExchangeCertificate" {
		o.put("FriendlyName", fmt.Sprintf("%s %d", o.Text("FriendlyName"), number))
		if names := o.Text("CertificateDomains"); names != "" {
			o.put("CertificateDomains", Lines(names, fmt.Sprintf("host%d.contoso.com", number)))
		}
		o.Set("NotAfter", o.date("NotAfter").Add(time.Duration(number)*time.Minute).Format(time.RFC3339))
		return
	}
	o.Set("Comment", fmt.Sprintf("Change %d", number))
	o.Set("Banner", fmt.Sprintf("220 mail%d.contoso.com", number))
	o.Set("MaxMessageSize", fmt.Sprintf("%d KB (%s bytes)", 30000+number, thousands((30000+number)*1024)))
	o.Set("RemoteIPRanges", Lines(o.Text("RemoteIPRanges"), fmt.Sprintf("10.%d.%d.%d", 64+number>>14&127, number>>6&255, number<<2&255)))
}

// thousands writes a number as the English culture does.
func thousands(n int) string {
	text := fmt.Sprint(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// What goes wrong with connectors and certificates in real organizations.
var (
	connectorFaults = []Property{
		{"AuthMechanism", "Integrated, BasicAuth"},
		{"TlsCertificateName", Null},
		{"TlsCertificateName", strings.Replace(bound, "CA 1", "CA 0", 1)},
		{"TlsCertificateName", strings.NewReplacer("<", "[", ">", "]").Replace(bound)},
		{"TlsCertificateName", "<S>" + publicSubject},
		{"PermissionGroups", "AnonymousUsers, ExchangeUsers"},
		{"RequireTLS", "True"},
		{"MaxMessageSize", "10 MB (10,485,760 bytes)"},
	}
	certificateFaults = []Property{
		{"NotAfter", AsOf.AddDate(0, -1, 0).Format(time.RFC3339)},
		{"NotAfter", AsOf.AddDate(0, 0, 20).Format(time.RFC3339)},
		{"NotBefore", AsOf.AddDate(0, 0, 3).Format(time.RFC3339)},
		{"Services", "None"},
		{"Status", "RevocationCheckFailure"},
		{"Status", "Untrusted"},
		{"HasPrivateKey", "False"},
	}
)

// spoil gives an object one of the faults of its kind.
func (o *Object) spoil(random *rand.Rand) {
	faults := connectorFaults
	if o.Kind == "ExchangeCertificate" {
		faults = certificateFaults
	}
	fault := faults[random.IntN(len(faults))]
	o.Set(fault.Name, fault.Text)
}
