package values

import (
	"regexp"
	"strings"
)

// storable is the shape of a certificate name that the cmdlets take. What follows a line break
// in the subject is dropped.
var storable = regexp.MustCompile(`(?i)^(?:<I>([^<]+))?<S>([^\r\n]+)`)

// inCommonName finds the common name as the cmdlets do, anywhere in the subject.
var inCommonName = regexp.MustCompile(`(?i)CN=([^,]*)`)

// StoredCertificateName returns a TlsCertificateName as Exchange stores it: both names formatted
// anew. ok is false for one that the cmdlets refuse.
func StoredCertificateName(text string) (stored string, ok bool) {
	parts := storable.FindStringSubmatch(text)
	if parts == nil {
		return "", false
	}
	common := inCommonName.FindStringSubmatch(parts[2])
	if common == nil || !isMailDomain(common[1], strings.HasSuffix(parts[2], common[0])) {
		return "", false
	}
	subject, ok := formatName(parts[2])
	if !ok || parts[1] == "" {
		return "<S>" + subject, ok
	}
	issuer, ok := formatName(parts[1])
	return "<I>" + issuer + "<S>" + subject, ok
}

// isMailDomain reports whether a common name is a domain, a wildcard for its subdomains, or *.
func isMailDomain(name string, last bool) bool {
	if last { // a blank at the end of the whole value goes with it
		name = strings.TrimRight(name, " \t")
	}
	if name == "*" {
		return true
	}
	for _, label := range strings.Split(strings.TrimPrefix(name, "*."), ".") {
		if len(label) > 63 || strings.Contains(label, "*") {
			return false
		}
	}
	return IsHost(name) && len(name) <= 255 && !strings.HasSuffix(name, ".")
}

// formatName returns a distinguished name as .NET writes it. ok is false where it is none.
func formatName(text string) (formatted string, ok bool) {
	var b strings.Builder
	for i, part := range SplitName(text) {
		key, value, found := strings.Cut(part, "=")
		value = strings.TrimSpace(value)
		if value = unquote(value); !found || value == "" || !isKey(key) {
			return "", false
		}
		key = shortKey(strings.TrimSpace(key))
		switch rest, joined := strings.CutPrefix(key, "+"); {
		case joined:
			key = " + " + rest
		case i > 0:
			key = ", " + key
		}
		b.WriteString(key + "=" + quoteName(value))
	}
	return b.String(), b.Len() > 0
}

func quoteName(value string) string {
	if !strings.ContainsAny(value, ",;+=\"<>#\n") {
		return value
	}
	return `"` + strings.ReplaceAll(value, `"`, `""`) + `"`
}
