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
	common          string            // the subject's common name, as written
	names           []string          // in lower case, as far as they are known
	nameSet         map[string]bool   // the same, for look-ups
	allNames        bool              // names is complete
	notBefore       time.Time         // zero for unknown
	notAfter        time.Time         // zero for unknown
	purpose         string            // see purposeOf
	usable          model.Known[bool] // it can be bound, once it is enabled for SMTP
	fits            model.Known[bool] // it can be bound
	shown           *schema.Entry     // the entry for it in the facts of others

	uses   []any // connectors that use it
	namers []any // connectors that name it
}

// aCertificate is a certificate as the facts of others have it.
var aCertificate = schema.ShapeOf("Issuer", "Server", "Subject", "Thumbprint", "identity")

func newCertificate(o *model.Object, spellings spellings) *certificate {
	c := &certificate{Object: o, nameSet: map[string]bool{}}
	text := func(p *model.Property[string]) string { return p.Of(o).OrElse("") }
	c.server = text(property.Server)
	subject, issuer := spellings.of(text(property.Subject)), spellings.of(text(property.Issuer))
	if property.Subject.Of(o).IsKnown() {
		c.subject, c.common = subject.Key, subject.Common
	}
	if property.Issuer.Of(o).IsKnown() {
		c.issuer = issuer.Key
	}
	c.unordered = unordered{issuer.Unordered, subject.Unordered}
	c.collectNames()
	c.notBefore, c.notAfter = property.NotBefore.Of(o).OrElse(time.Time{}), property.NotAfter.Of(o).OrElse(time.Time{})
	c.purpose = purposeOf(c.common)
	c.shown = aCertificate.Entry(text(property.Issuer), c.server, text(property.Subject), text(property.Thumbprint), o.Identity)
	return c
}

// spellings has the normal forms of names: many certificates have one issuer.
type spellings map[string]values.NormalName

func (s spellings) of(text string) values.NormalName {
	known, ok := s[text]
	if !ok {
		known = values.NormalizeName(text)
		s[text] = known
	}
	return known
}

// collectNames collects the names that the certificate is for, each once.
func (c *certificate) collectNames() {
	domains := property.CertificateDomains.Of(c.Object)
	if values.IsHost(c.common) {
		c.addName(c.common)
	}
	for _, domain := range model.Strings(domains.OrElse(nil)) {
		c.addName(domain)
	}
	c.allNames = domains.IsKnown() && c.subject != ""
}

func (c *certificate) addName(name string) {
	name = strings.ToLower(name)
	if !c.nameSet[name] {
		c.names, c.nameSet[name] = append(c.names, name), true
	}
}

// hasName reports whether issuer and subject of the certificate are known.
func (c *certificate) hasName() bool { return c.subject != "" && c.issuer != "" }

// missingName returns what it takes to know the subject of a certificate, and some other
// properties; nil if all are known. A subject that says nothing counts as unknown.
func (c *certificate) missingName(others ...model.AnyProperty) []model.Input {
	missing := model.Missing(c.Object, append(others, property.Subject)...)
	if missing == nil && c.subject == "" {
		missing = []model.Input{model.Unreadable(c.Object, property.Subject.Name())}
	}
	return missing
}

// newestFirst orders certificates by NotBefore, the newest first, as selection does.
func newestFirst(a, b *certificate) int {
	return cmp.Or(b.notBefore.Compare(a.notBefore), strings.Compare(a.Identity, b.Identity))
}

// expiringLast orders certificates by NotAfter, the one that expires last first.
func expiringLast(a, b *certificate) int {
	return cmp.Or(b.notAfter.Compare(a.notAfter), newestFirst(a, b))
}

// covers tells whether Exchange takes the certificate for a host name. That is unknown where
// it may do so by a name that was not exported.
func (c *certificate) covers(host string) model.Known[bool] {
	for name := range values.CoverersOf(strings.ToLower(host)) {
		if c.nameSet[name] {
			return model.Certain(true)
		}
	}
	return model.Map(property.Names.Of(c.Object), func([]any) bool { return false })
}

// coversAll reports whether the certificate is known to cover all of some names.
func (c *certificate) coversAll(names []string) bool {
	return !slices.ContainsFunc(names, func(name string) bool { return !model.Is(c.covers(name)) })
}

// enabledForSMTP tells whether SMTP is among the services of the certificate.
func (c *certificate) enabledForSMTP() model.Known[bool] {
	return model.Contains(property.Services.Of(c.Object), "SMTP")
}

// sound tells whether nothing prevents a connector from using the certificate.
func (c *certificate) sound() model.Known[bool] {
	return model.Map(property.Defects.Of(c.Object), func(defects []any) bool { return len(defects) == 0 })
}

// pending reports whether the certificate is a request that waits for its CA's answer.
func (c *certificate) pending() bool {
	return property.Status.Of(c.Object).OrElse("") == "PendingRequest"
}

// nameable reports whether a TlsCertificateName can name the certificate: Exchange refuses
// one without a host name as the subject's common name.
func (c *certificate) nameable() bool { return values.IsHost(c.common) }

// thumbprint returns the certificate's thumbprint; "" where it is not known.
func (c *certificate) thumbprint() string { return property.Thumbprint.Of(c.Object).OrElse("") }

// certificateEntries returns the entries for certificates in the facts of others.
func certificateEntries(certificates []*certificate) []any {
	list := make([]any, len(certificates))
	for i, c := range certificates {
		list[i] = c.shown
	}
	return list
}

// unordered are the parts of a certificate's two names, each in any order.
type unordered struct{ issuer, subject string }
