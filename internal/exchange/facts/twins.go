package facts

import (
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/schema"
)

// twins finds what replaces the certificate: one of the same issuer and subject that
// expires later, and whether connectors can go over to it without a change.
func (f *deriver) findSuccessor(c *certificate) {
	if !c.hasName() || c.notAfter.IsZero() {
		missing := model.MissingFor(c.Object, "Subject", "Issuer", "NotAfter")
		c.SetUnknown("newer_twin", "whether another certificate replaces it is not known", missing)
		c.SetUnknown("successor", "whether another certificate replaces it is not known", missing)
		return
	}
	newer, successor := "", ""
	for _, other := range limitAlike(f.called(certificateKey{c.server, c.issuer, c.subject})) {
		if other == c || !other.notAfter.After(c.notAfter) {
			continue
		}
		newer, _ = other.Text("Thumbprint")
		smtp, _ := other.Contains("Services", "SMTP")
		if model.MayBe(other.sound()) && smtp && other.coversAll(c.names) {
			successor = newer
			break
		}
	}
	c.Set("newer_twin", newer)
	c.Set("successor", successor)
}

// replaced finds a certificate that can do what this one does under another issuer or
// subject: usable, of a CA, for SMTP, lasting longer, and covering the same names.
func (f *deriver) replaced(c *certificate) {
	if c.subject == "" || c.notAfter.IsZero() || !c.allNames {
		c.SetUnknown("replacement", "whether another certificate replaces it is not known", model.MissingFor(c.Object, "Subject", "NotAfter", "CertificateDomains"))
		return
	}
	replacement := ""
	if len(c.names) > 0 {
		for _, other := range limitAlike(f.carrying(c.server, c.names[0])) {
			named := other.issuer == c.issuer && other.subject == c.subject
			if model.Is(other.fits) && !named && other.notAfter.After(c.notAfter) && other.coversAll(c.names) {
				replacement, _ = other.Text("Thumbprint")
			}
		}
	}
	c.Set("replacement", replacement)
}

// mostAlike bounds how many certificates of one name are compared with each other. Real servers
// have a handful.
const maxAlike = 100

func limitAlike(certificates []*certificate) []*certificate {
	return certificates[:min(len(certificates), maxAlike)]
}

func (c *certificate) coversAll(names []string) bool {
	for _, name := range names {
		if !model.Is(c.covers(name)) {
			return false
		}
	}
	return true
}

// pending reports whether the certificate is a request that waits for its CA's answer.
func (c *certificate) pending() bool {
	status, _ := c.Text("Status")
	return status == "PendingRequest"
}

// groupCertificates finds the certificates that a TlsCertificateName can't tell apart, and of
// each server and subject with a request the one that lasts longest.
func (f *deriver) groupCertificates() {
	for server, certificates := range f.certificates {
		for _, c := range certificates {
			f.findLasting(c)
			if server == "" || !c.hasName() {
				continue
			}
			group := f.called(certificateKey{server, c.issuer, c.subject})
			if len(group) == 1 || group[0] != c { // of which each group has one
				continue
			}
			if group = expiring(group); len(group) > 1 {
				f.duplicates[group[0]] = group
			}
		}
	}
}

// findLasting finds, for a request, the certificate of its server and subject that lasts longest.
func (f *deriver) findLasting(c *certificate) {
	key := certificateKey{server: c.server, subject: c.subject}
	if _, found := f.lasting[key]; found || !c.pending() {
		return
	}
	f.lasting[key] = nil
	if group := expiring(f.called(key)); len(group) > 0 {
		f.lasting[key] = group[len(group)-1]
	}
}

// expiring returns the certificates of a group that connectors may use, the first to expire
// first. Requests are none yet.
func expiring(group []*certificate) []*certificate {
	group = filtered(group, func(c *certificate) bool { return !c.pending() && c.purpose == "transport" })
	slices.SortStableFunc(group, func(a, b *certificate) int { return a.notAfter.Compare(b.notAfter) })
	return group
}

// duplicated lists the certificates that share issuer and subject with this one, where it
// is the first of them to expire.
func (f *deriver) duplicated(c *certificate) {
	if !c.hasName() || c.server == "" {
		c.SetUnknown("duplicates", "whether another certificate has the same names is not known", model.MissingFor(c.Object, "Subject", "Issuer", "Server"))
		return
	}
	list := []any{}
	var missing []string
	for _, member := range f.duplicates[c] {
		missing = append(missing, f.missingOf(member.Object, "defects", "Services")...)
		list = append(list, aDefective.Entry(member.flaws(), member.TextOrEmpty("identity")))
	}
	if missing != nil {
		c.SetUnknown("duplicates", "what is wrong with the certificates of this name is not known", missing)
		return
	}
	c.SetList("duplicates", list)
}

// flaws lists what makes it matter which one of several certificates is taken.
func (c *certificate) flaws() []any {
	flaws := []any{}
	if defects, known := c.Value("defects"); known {
		flaws = append(flaws, defects.([]any)...)
	}
	if smtp, _ := c.Contains("Services", "SMTP"); !smtp {
		flaws = append(flaws, "not enabled for SMTP")
	}
	if status, _ := c.Text("Status"); status == "Unknown" || status == "RevocationCheckFailure" {
		flaws = append(flaws, "status "+status)
	}
	return flaws
}

// requests states for a pending request which certificate it is to replace: the one of
// the same server and subject that lasts longest.
func (f *deriver) requests(c *certificate) {
	if _, known := c.Text("Status"); !known || c.pending() && c.subject == "" {
		c.SetUnknown("requested_for", "whether it is a request, and what for, is not known", model.MissingFor(c.Object, "Status", "Subject"))
		return
	}
	list := []any{}
	if old := f.lasting[certificateKey{server: c.server, subject: c.subject}]; c.pending() && old != nil && !old.notAfter.IsZero() {
		left, _ := old.Value("seconds_left")
		list = append(list, schema.EntryOf(map[string]any{"identity": old.Identity, "seconds_left": left}))
	}
	c.SetList("requested_for", list)
}
