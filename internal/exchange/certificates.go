package exchange

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// certificate is a certificate with what is often asked of it.
type certificate struct {
	*Object
	server          string
	subject, issuer string          // normal forms; "" for unknown
	names           []string        // in lower case, as far as they are known
	covering        map[string]bool // the same for look-ups
	allNames        bool            // names is complete
	notBefore       time.Time
	notAfter        time.Time
	uses            []any // connectors that use it
	namers          []any // connectors that name it
}

// indexCertificates makes the certificates findable by server and name.
func (f *facts) indexCertificates() {
	for _, o := range f.org.Objects("ExchangeCertificate") {
		c := newCertificate(o)
		c.describe(f.options.AsOf)
		f.carry(c)
		c.set("ecc_for_smtp", f.options.Known.ECCForSMTP)
		f.certificates[c.server] = append(f.certificates[c.server], c)
		if c.subject == "" || c.issuer == "" {
			continue
		}
		for _, key := range []certificateKey{{c.server, c.issuer, c.subject}, {c.server, "", c.subject}} {
			f.named[key] = append(f.named[key], c)
			key.server = ""
			f.holders[key] = append(f.holders[key], c)
		}
		f.alike[c.subject] = append(f.alike[c.subject], c)
		order := c.anyOrder()
		f.alike[order] = append(f.alike[order], c)
	}
	for _, list := range f.certificates {
		slices.SortStableFunc(list, newestFirst)
	}
	for _, list := range f.named {
		slices.SortStableFunc(list, newestFirst)
	}
	f.groupCertificates()
}

func newCertificate(o *Object) *certificate {
	c := &certificate{Object: o, covering: map[string]bool{}}
	c.server, _ = o.text("Server")
	add := func(name string) {
		if name = strings.ToLower(name); !c.covering[name] {
			c.covering[name] = true
			c.names = append(c.names, name)
		}
	}
	if subject, ok := o.text("Subject"); ok {
		c.subject = nameKey(subject)
		if cn := commonName(subject); isHost(cn) {
			add(cn)
		}
	}
	if issuer, ok := o.text("Issuer"); ok {
		c.issuer = nameKey(issuer)
	}
	domains, known := o.texts("CertificateDomains")
	for _, domain := range domains {
		add(domain)
	}
	c.allNames = known && c.subject != ""
	c.notBefore, c.notAfter = o.date("NotBefore"), o.date("NotAfter")
	return c
}

// date returns a date, or the zero time where it is not known.
func (o *Object) date(property string) time.Time {
	text, _ := o.text(property)
	t, _ := time.Parse(time.RFC3339, text)
	return t
}

// newestFirst orders certificates by NotBefore, the newest first, as selection does.
func newestFirst(a, b *certificate) int {
	return cmp.Or(b.notBefore.Compare(a.notBefore), strings.Compare(a.Identity, b.Identity))
}

// anyOrder is the same for names of the same parts in whatever order.
func (c *certificate) anyOrder() string {
	issuer, _ := c.text("Issuer")
	subject, _ := c.text("Subject")
	return unorderedKey(issuer) + "\x1e" + unorderedKey(subject)
}

// covers reports whether Exchange takes the certificate for a host name. known is
// false where it may do so by a name that was not exported.
func (c *certificate) covers(host string) (covered, known bool) {
	for name := range coverersOf(strings.ToLower(host)) {
		if c.covering[name] {
			return true, true
		}
	}
	return false, c.allNames
}

// value is what a connector's facts say of a certificate.
func (c *certificate) value() map[string]any {
	value := map[string]any{"identity": c.Identity, "Server": c.server}
	for _, property := range []string{"Thumbprint", "Subject", "Issuer"} {
		value[property], _ = c.text(property)
	}
	return value
}

func values(certificates []*certificate) []any {
	list := make([]any, len(certificates))
	for i, c := range certificates {
		list[i] = c.value()
	}
	return list
}

// aboutCertificate works out what concerns a certificate alone, and who uses it.
func (f *facts) aboutCertificate(c *certificate) {
	c.set("named_by", c.namers)
	c.set("used_by", c.uses)
	if c.namers == nil {
		c.set("named_by", []any{})
	}
	if c.uses == nil {
		c.set("used_by", []any{})
	}
	f.isNamed(c)
	f.inUse(c)
	f.twins(c)
	f.replaced(c)
	f.duplicated(c)
	f.requests(c)
	f.wants(c)
}

// describe works out what a certificate says of itself. It comes before the
// connectors' facts, which rest on it.
func (c *certificate) describe(asOf time.Time) {
	c.set("purpose", purpose(c))
	if c.allNames {
		c.set("names", asList(c.names))
	} else {
		c.miss("names", "the host names of the certificate are not known", lacking(c.Object, "CertificateDomains", "Subject"))
	}
	c.signedItself()
	if !c.notAfter.IsZero() {
		left := c.notAfter.Sub(asOf)
		c.set("seconds_left", int64(left/time.Second))
		c.set("days_left", wholeDays(left))
	} else {
		c.missDate("NotAfter", "seconds_left", "days_left")
	}
	if !c.notBefore.IsZero() {
		c.set("seconds_to_start", int64(c.notBefore.Sub(asOf)/time.Second))
	} else {
		c.missDate("NotBefore", "seconds_to_start")
	}
	if !c.notBefore.IsZero() && !c.notAfter.IsZero() {
		c.set("lifetime_days", wholeDays(c.notAfter.Sub(c.notBefore)))
	} else {
		c.miss("lifetime_days", "when the certificate is valid is not known", lacking(c.Object, "NotBefore", "NotAfter"))
	}
	c.findDefects(asOf)
}

func (c *certificate) missDate(property string, facts ...string) {
	for _, fact := range facts {
		c.miss(fact, c.Gap(property).Reason, []string{property})
	}
}

// wholeDays counts days as HealthChecker does: whole ones, towards the past.
func wholeDays(d time.Duration) int64 {
	days := d / (24 * time.Hour)
	if d < 0 && d%(24*time.Hour) != 0 {
		days--
	}
	return int64(days)
}

// lacking returns those of an object's properties that are not known.
func lacking(o *Object, properties ...string) []string {
	var missing []string
	for _, property := range properties {
		if _, known := o.Value(property); !known {
			missing = append(missing, o.Gap(property).Missing...)
		}
	}
	return missing
}

// sound reports whether nothing keeps a connector from using the certificate.
func (c *certificate) sound() (sound, known bool) {
	defects, known := c.texts("defects")
	return len(defects) == 0, known
}
