package facts

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/schema"
)

// certificate is a certificate with what is often asked of it.
type certificate struct {
	*model.Object
	server          string
	subject, issuer string // normal forms; "" for unknown
	unordered       unordered
	common          string          // the subject's common name, as written
	names           []string        // in lower case, as far as they are known
	many            map[string]bool // the same for look-ups; nil where they are few
	allNames        bool            // names is complete
	notBefore       time.Time
	notAfter        time.Time
	purpose         string            // see purposeOf
	fits            model.Known[bool] // see fitToBind
	shown           *schema.Entry     // what the facts of others say of it

	uses   []any // connectors that use it
	namers []any // connectors that name it
}

// indexCertificates makes the certificates findable by server and name.
func (f *deriver) indexCertificates() {
	objects := f.org.Objects("ExchangeCertificate")
	certificates, room := make([]*certificate, len(objects)), make([]certificate, len(objects)) // they lie together
	model.Spread(len(objects), func(_, from, to int) {
		names, seen := spellings{}, times{model.NewInterner(), map[int64]interval{}}
		for i := from; i < to; i++ {
			c := &room[i]
			*c = newCertificate(objects[i], names)
			c.describe(f.org.AsOf, seen)
			c.Set("ecc_for_smtp", f.hints.ECCForSMTP)
			c.fits = f.fitToBind(c)
			certificates[i] = c
		}
	})
	f.makeRoom(len(objects))
	for i := range certificates {
		f.index(certificates[i : i+1 : i+1])
	}
	for server, list := range f.certificates {
		f.certificateIndexes[server] = newCertificateIndex(list)
		f.certificates[server] = f.certificateIndexes[server].newestFirst
	}
	f.groupCertificates()
}

// makeRoom makes the indexes for so many certificates. Servers have about half of them in
// common.
func (f *deriver) makeRoom(certificates int) {
	f.holders = make(map[certificateKey][]*certificate, certificates)
	f.alike = make(map[unordered][]*certificate, certificates/2)
}

// hasName reports whether it is known what the certificate is called.
func (c *certificate) hasName() bool { return c.subject != "" && c.issuer != "" }

// index makes a certificate findable, which comes as a list of itself alone.
func (f *deriver) index(itself []*certificate) {
	c := itself[0]
	enter(f.certificates, c.server, itself)
	if c.hasName() {
		enter(f.holders, certificateKey{"", c.issuer, c.subject}, itself)
		enter(f.holders, certificateKey{"", "", c.subject}, itself)
		enter(f.alike, c.unordered, itself)
	}
}

// enter enters a certificate in an index. Most keys are those of one certificate: its list of
// itself will do for all of them.
func enter[K comparable](index map[K][]*certificate, key K, itself []*certificate) {
	if others, ok := index[key]; ok {
		itself = append(others, itself[0])
	}
	index[key] = itself
}

// spellings are those of names met before: many certificates have one issuer.
type spellings map[string]values.NormalName

func (s spellings) of(text string) values.NormalName {
	known, ok := s[text]
	if !ok {
		known = values.NormalizeName(text)
		s[text] = known
	}
	return known
}

func newCertificate(o *model.Object, spellings spellings) certificate {
	c := certificate{Object: o}
	c.server, _ = o.Text("Server")
	subject, hasSubject := o.Text("Subject")
	issuer, hasIssuer := o.Text("Issuer")
	of, by := spellings.of(subject), spellings.of(issuer)
	if hasSubject {
		c.subject, c.common = of.Key, of.Common
	}
	if hasIssuer {
		c.issuer = by.Key
	}
	c.unordered = unordered{by.Unordered, of.Unordered}
	domains, known := o.Strings("CertificateDomains")
	if len(domains) > fewNames {
		c.many = map[string]bool{}
	}
	c.names = make([]string, 0, len(domains))
	if values.IsHost(c.common) {
		c.add(c.common)
	}
	for _, domain := range domains {
		c.add(domain)
	}
	c.allNames = known && c.subject != ""
	c.notBefore, c.notAfter = o.Date("NotBefore"), o.Date("NotAfter")
	c.purpose = purposeOf(c.common)
	c.shown = aCertificate.Entry(o.TextOrEmpty("Issuer"), o.TextOrEmpty("Server"), o.TextOrEmpty("Subject"), o.TextOrEmpty("Thumbprint"), o.TextOrEmpty("identity"))
	return c
}

// aCertificate is one as the facts of others say it.
var aCertificate = schema.ShapeOf("Issuer", "Server", "Subject", "Thumbprint", "identity")

// fewNames is how many names are gone through in less time than a map takes.
const fewNames = 16

// add adds a name that the certificate is for, once.
func (c *certificate) add(name string) {
	name = strings.ToLower(name)
	if c.many[name] || c.many == nil && slices.Contains(c.names, name) {
		return
	}
	c.names = append(c.names, name)
	if c.many != nil {
		c.many[name] = true
	}
}

// newestFirst orders certificates by NotBefore, the newest first, as selection does.
func newestFirst(a, b *certificate) int {
	return cmp.Or(b.notBefore.Compare(a.notBefore), strings.Compare(a.Identity, b.Identity))
}

// covers tells whether Exchange takes the certificate for a host name. That is unknown where
// it may do so by a name that was not exported.
func (c *certificate) covers(host string) model.Known[bool] {
	if c.hasNameFor(strings.ToLower(host)) {
		return model.Certain(true)
	}
	return model.Map(property.Names.Of(c.Object), func([]any) bool { return false })
}

func (c *certificate) hasNameFor(host string) bool {
	if c.many == nil {
		return slices.ContainsFunc(c.names, func(name string) bool { return values.CoversForExchange(name, host) })
	}
	for name := range values.CoverersOf(host) {
		if c.many[name] {
			return true
		}
	}
	return false
}

func certificateEntries(certificates []*certificate) []any {
	list := make([]any, len(certificates))
	for i, c := range certificates {
		list[i] = c.shown
	}
	return list
}

// aboutCertificate works out what concerns a certificate alone, and who uses it.
func (f *deriver) aboutCertificate(c *certificate, n *bindingNeed) {
	c.SetList("named_by", c.namers)
	c.SetList("used_by", c.uses)
	c.conclude("named", len(c.namers) > 0, n.naming)
	c.conclude("in_use", len(c.uses) > 0, n.using)
	f.findSuccessor(c)
	f.replaced(c)
	f.duplicated(c)
	f.requests(c)
	f.wants(c, n)
	c.differFromNone()
}

// describe works out what a certificate says of itself. It comes before the
// connectors' facts, which rest on it.
func (c *certificate) describe(asOf time.Time, seen times) {
	c.SetShared("purpose", seen.Text(c.purpose))
	if c.allNames {
		c.SetShared("names", c.listNames())
	} else {
		c.SetUnknown("names", "the host names of the certificate are not known", model.MissingFor(c.Object, "CertificateDomains", "Subject"))
	}
	c.signedItself()
	if !c.notAfter.IsZero() {
		left := seen.between(asOf, c.notAfter)
		c.SetShared("seconds_left", left.seconds)
		c.SetShared("days_left", left.days)
	} else {
		c.SetUnknownLike("NotAfter", "seconds_left", "days_left")
	}
	if !c.notBefore.IsZero() {
		c.SetShared("seconds_to_start", seen.between(asOf, c.notBefore).seconds)
	} else {
		c.SetUnknownLike("NotBefore", "seconds_to_start")
	}
	if !c.notBefore.IsZero() && !c.notAfter.IsZero() {
		c.SetShared("lifetime_days", seen.between(c.notBefore, c.notAfter).days)
	} else {
		c.SetUnknown("lifetime_days", "when the certificate is valid is not known", model.MissingFor(c.Object, "NotBefore", "NotAfter"))
	}
	c.findDefects(asOf)
}

// listNames lists the names that the certificate is for: mostly the exported list.
func (c *certificate) listNames() *model.Datum {
	value, _ := c.Value("CertificateDomains")
	if domains, _ := value.([]any); slices.EqualFunc(domains, c.names, func(domain any, name string) bool { return domain == name }) {
		return datumNumber(c.Object, "CertificateDomains")
	}
	return model.DatumOf(values.AsList(c.names))
}

// interval is the time from one date to another.
type interval struct{ seconds, days *model.Datum }

// times are what was met of certificates before, and intervals by their seconds: certificates
// are renewed together.
type times struct {
	*model.Interner
	intervals map[int64]interval
}

// between returns the time from one date to another.
func (t times) between(from, to time.Time) interval {
	seconds := values.SecondsBetween(from, to)
	known, ok := t.intervals[seconds]
	if !ok {
		known = interval{model.DatumOf(seconds), model.DatumOf(values.WholeDays(seconds))}
		t.intervals[seconds] = known
	}
	return known
}

// sound tells whether nothing keeps a connector from using the certificate.
func (c *certificate) sound() model.Known[bool] {
	return model.Map(property.Defects.Of(c.Object), func(defects []any) bool { return len(defects) == 0 })
}
