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
	subject, issuer string   // normal forms; "" for unknown
	names           []string // in lower case, as far as they are known
	allNames        bool     // names is complete
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
}

func newCertificate(o *Object) *certificate {
	c := &certificate{Object: o}
	c.server, _ = o.text("Server")
	if subject, ok := o.text("Subject"); ok {
		c.subject = nameKey(subject)
		if cn := strings.ToLower(commonName(subject)); isHost(cn) {
			c.names = append(c.names, cn)
		}
	}
	if issuer, ok := o.text("Issuer"); ok {
		c.issuer = nameKey(issuer)
	}
	domains, known := o.texts("CertificateDomains")
	for _, domain := range domains {
		if domain = strings.ToLower(domain); !slices.Contains(c.names, domain) {
			c.names = append(c.names, domain)
		}
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
	for _, name := range c.names {
		if chosenFor(name, host) {
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

// purpose tells certificates that connectors may use from those that Exchange and
// Windows keep for themselves, whatever services they are enabled for.
func purpose(c *certificate) string {
	subject, _ := c.text("Subject")
	switch cn := commonName(subject); {
	case cn == "Microsoft Exchange Server Auth Certificate":
		return "auth"
	case cn == "Federation":
		return "federation"
	case strings.HasPrefix(strings.ToUpper(cn), "WMSVC-"):
		return "management"
	case strings.HasPrefix(cn, "{") && strings.HasSuffix(cn, "}"):
		return "monitoring"
	}
	return "transport"
}

func (c *certificate) signedItself() {
	self, known := c.yes("IsSelfSigned")
	if !known && c.subject != "" && c.issuer != "" {
		self, known = c.subject == c.issuer, true
	}
	if !known {
		c.miss("self_signed", "whether the certificate signed itself is not known", lacking(c.Object, "IsSelfSigned", "Subject", "Issuer"))
		c.miss("default_self_signed", "whether the certificate signed itself is not known", lacking(c.Object, "IsSelfSigned", "Subject", "Issuer"))
		return
	}
	c.set("self_signed", self)
	subject, _ := c.text("Subject")
	friendly, _ := c.text("FriendlyName")
	own := c.server != "" && shortServer(commonName(subject)) == c.server
	c.set("default_self_signed", self && (own || friendly == "Microsoft Exchange"))
}

// findDefects works out why a connector can't use the certificate. One known defect
// is enough; that there is none takes all four properties.
func (c *certificate) findDefects(asOf time.Time) {
	defects := []any{}
	if !c.notAfter.IsZero() && c.notAfter.Before(asOf) {
		defects = append(defects, "expired")
	}
	if c.notBefore.After(asOf) {
		defects = append(defects, "not yet valid")
	}
	if key, known := c.yes("HasPrivateKey"); known && !key {
		defects = append(defects, "no private key")
	}
	switch status, _ := c.text("Status"); status {
	case "Invalid", "Revoked", "Untrusted":
		defects = append(defects, "status "+status)
	}
	missing := lacking(c.Object, "NotAfter", "NotBefore", "HasPrivateKey", "Status")
	if len(defects) == 0 && len(missing) > 0 {
		c.miss("defects", "whether the certificate can be used is not known", missing)
		return
	}
	c.set("defects", defects)
}

// sound reports whether nothing keeps a connector from using the certificate.
func (c *certificate) sound() (sound, known bool) {
	defects, known := c.texts("defects")
	return len(defects) == 0, known
}

// isNamed tells whether some connector names the certificate. That none does takes
// exports of all connectors that might.
func (f *facts) isNamed(c *certificate) {
	missing := f.unseen(c)
	for _, connector := range f.connectors[c.server] {
		missing = append(missing, f.missingOf(connector.Object, "bound_certificates")...)
	}
	c.conclude("named", len(c.namers) > 0, missing)
}

// inUse tells whether some connector uses the certificate.
func (f *facts) inUse(c *certificate) {
	missing := f.unseen(c)
	for _, connector := range f.connectors[c.server] {
		if external, known := connector.yes("external"); !known || external {
			missing = append(missing, f.missingOf(connector.Object, "external", "bound_certificates", "presented")...)
		}
	}
	c.conclude("in_use", len(c.uses) > 0, missing)
}

// unseen lists the exports without which nobody knows who needs the certificate.
func (f *facts) unseen(c *certificate) (missing []string) {
	if len(f.connectors[c.server]) == 0 {
		missing = append(missing, "receive connectors of "+orUnknown(c.server))
	}
	if !f.exported["SendConnector"] {
		missing = append(missing, "send connectors")
	}
	return append(missing, f.unresolved...)
}

// conclude states a fact that one connector is enough for, and that takes all of them
// to be denied.
func (c *certificate) conclude(fact string, seen bool, missing []string) {
	if !seen && len(missing) > 0 {
		c.miss(fact, "who needs the certificate is not known", missing)
		return
	}
	c.set(fact, seen)
}

// twins finds what replaces the certificate: one of the same issuer and subject that
// expires later, and whether connectors can go over to it without a change.
func (f *facts) twins(c *certificate) {
	if c.subject == "" || c.issuer == "" || c.notAfter.IsZero() {
		missing := lacking(c.Object, "Subject", "Issuer", "NotAfter")
		c.miss("newer_twin", "whether another certificate replaces it is not known", missing)
		c.miss("successor", "whether another certificate replaces it is not known", missing)
		return
	}
	newer, successor := "", ""
	for _, other := range f.named[certificateKey{c.server, c.issuer, c.subject}] {
		if other == c || !other.notAfter.After(c.notAfter) {
			continue
		}
		newer, _ = other.text("Thumbprint")
		sound, _ := other.sound()
		smtp, _ := other.has("Services", "SMTP")
		if sound && smtp && other.coversAll(c.names) {
			successor = newer
			break
		}
	}
	c.set("newer_twin", newer)
	c.set("successor", successor)
}

func (c *certificate) coversAll(names []string) bool {
	for _, name := range names {
		if covered, _ := c.covers(name); !covered {
			return false
		}
	}
	return true
}
