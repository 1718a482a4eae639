package powershell

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/exchlint/exchlint/internal/change/powershell/interp"
	exchange "github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/schema"
)

// typeNames are the .NET types of objects.
var typeNames = map[string]string{
	"ReceiveConnector":    "Microsoft.Exchange.Data.Directory.SystemConfiguration.ReceiveConnector",
	"SendConnector":       "Microsoft.Exchange.Data.Directory.SystemConfiguration.SmtpSendConnectorConfig",
	"ExchangeCertificate": "Microsoft.Exchange.Management.SystemConfigurationTasks.ExchangeCertificate",
}

// object returns an object as a cmdlet answers with it.
func (h *host) object(o *exchange.Object) interp.Value {
	answer := interp.NewObject(typeNames[o.Kind.Name], o.Identity)
	answer.Ref = o
	for i := range o.Kind.Exported {
		p := &o.Kind.Properties[i]
		value, known := o.Value(p.Name)
		if !known {
			answer.Props.Set(p.Name, h.gap(fmt.Sprintf("the exports have no %s of %s", p.Name, o.Identity)))
			continue
		}
		answer.Props.Set(p.Name, interp.Value{Data: shown(p, value)})
	}
	answer.Props.Set("Identity", identityValue(o.Identity, o.Kind.Name))
	if o.Kind.Name == "ExchangeCertificate" {
		h.completeCertificate(o, answer)
	}
	answer.Props.SetOpen(h.gap("the exports do not show that of " + o.Identity).Data.(*interp.Unknown))
	return interp.Value{Data: answer}
}

// gap is a value that no export holds. Handed on, it makes a property unknown and no more.
func (h *host) gap(reason string) interp.Value {
	u := &interp.Unknown{Reason: reason}
	h.gaps[u] = true
	return interp.Value{Data: u}
}

// identityValue is the identity of an object: of a certificate a text, else an object with a name.
func identityValue(identity, kind string) interp.Value {
	if kind == "ExchangeCertificate" {
		return interp.Value{Data: identity}
	}
	id := interp.NewObject("Microsoft.Exchange.Data.Directory.ADObjectId", identity)
	id.Props.Set("Name", interp.Value{Data: identity[strings.LastIndexByte(identity, '\\')+1:]})
	return interp.Value{Data: id}
}

// completeCertificate adds what a certificate has beside its exported properties.
func (h *host) completeCertificate(o *exchange.Object, answer *interp.Object) {
	for _, name := range []string{"Issuer", "Subject"} {
		text, _ := answer.Props.Get(name)
		parsed := interp.NewObject("System.Security.Cryptography.X509Certificates.X500DistinguishedName", "System.Security.Cryptography.X509Certificates.X500DistinguishedName")
		parsed.Props.Set("Name", text)
		answer.Props.Set(name+"Name", interp.Value{Data: parsed})
	}
	if raw, ok := answer.Props.Get("CertificateDomains"); ok {
		answer.Props.Set("DnsNameList", raw)
	}
	part := func(name string) string {
		v, _ := answer.Props.Get(name)
		return interp.Text(v)
	}
	answer.Text = fmt.Sprintf("[Subject]\r\n  %s\r\n\r\n[Issuer]\r\n  %s\r\n\r\n[Serial Number]\r\n  %s\r\n\r\n[Not Before]\r\n  %s\r\n\r\n[Not After]\r\n  %s\r\n\r\n[Thumbprint]\r\n  %s\r\n",
		part("Subject"), part("Issuer"), part("SerialNumber"), part("NotBefore"), part("NotAfter"), part("Thumbprint"))
}

// shown returns a value of the normal form as a script sees it.
func shown(p *schema.Property, value any) any {
	switch v := value.(type) {
	case bool:
		return v
	case int64:
		return number(p, v)
	case []any:
		return many(p, v)
	case string:
		return one(p, v)
	}
	return nil
}

func number(p *schema.Property, n int64) any {
	switch p.Reader {
	case "timespan":
		return interp.Span(time.Duration(n) * time.Second)
	case "size", "size-limit":
		return sizeText(n)
	}
	if p.Reader == "limit" {
		return fmt.Sprint(n)
	}
	return int32(n)
}

// sizeText writes a number of bytes as Exchange does: 36 MB (37,748,736 bytes).
func sizeText(n int64) string {
	units, unit, size := []string{"B", "KB", "MB", "GB", "TB"}, 0, float64(n)
	for size >= 1024 && unit < len(units)-1 {
		size, unit = size/1024, unit+1
	}
	digits := fmt.Sprint(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	rounded := strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.3f", size), "0"), ".")
	return fmt.Sprintf("%s %s (%s bytes)", rounded, units[unit], digits)
}

func many(p *schema.Property, list []any) any {
	texts := exchange.Strings(list)
	if p.Reader == "flags" || p.Reader == "services" {
		if len(texts) == 0 {
			texts = []string{"None"}
		}
		slices.SortStableFunc(texts, func(a, b string) int { return p.Values[a] - p.Values[b] })
		return interp.Enum{Type: p.Name, Text: strings.Join(texts, ", ")}
	}
	items := &interp.List{Type: "Microsoft.Exchange.Data.MultiValuedProperty`1[[" + p.Name + "]]"}
	for _, text := range texts {
		items.Items = append(items.Items, interp.Value{Data: text})
	}
	return items
}

func one(p *schema.Property, text string) any {
	switch {
	case p.Reader == "date":
		if at, err := time.Parse(time.RFC3339, text); err == nil {
			return interp.Date{Time: at.UTC()}
		}
	case p.Reader == "enum" && text != "":
		return interp.Enum{Type: p.Name, Text: text}
	case text == "" && p.Reader != "text":
		return nil
	}
	return text
}
