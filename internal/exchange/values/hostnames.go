package values

import (
	"iter"
	"strings"
)

// ShortServer returns a server's name as exchlint writes it: the first label in
// upper case. What people and cmdlets write varies in both (exports are full of
// E2k16-1.Contoso.lab beside e2k16-1).
func ShortServer(name string) string {
	label, _, _ := strings.Cut(strings.TrimSpace(name), ".")
	return strings.ToUpper(label)
}

// hasPrefixFold reports whether a text begins with another one in whatever case.
func HasPrefixFold(text, prefix string) bool {
	return len(text) >= len(prefix) && strings.EqualFold(text[:len(prefix)], prefix)
}

// IsHost reports whether a text can be a host name or a wildcard for some: labels of
// letters, digits, hyphens and underscores, with a full stop at the end or without.
func IsHost(name string) bool {
	name = strings.TrimSuffix(strings.TrimPrefix(name, "*."), ".")
	length := 0
	for i := range len(name) {
		switch c := name[i]; {
		case c == '.' && length == 0:
			return false
		case c == '.':
			length = 0
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '-', c == '_':
			length++
		default:
			return false
		}
	}
	return length > 0
}

// coverersOf returns the names by which Exchange takes a certificate for a host: its own,
// and wildcards, which to Exchange stand for any number of labels, unlike to TLS clients.
func CoverersOf(host string) iter.Seq[string] {
	return func(yield func(string) bool) {
		more := yield(host)
		for _, parent, ok := strings.Cut(host, "."); ok && more; _, parent, ok = strings.Cut(parent, ".") {
			more = host == "."+parent || yield("*."+parent)
		}
		if more {
			yield("*")
		}
	}
}

// coversHost reports whether Exchange takes a certificate that has name for host; both are
// in lower case.
func CoversForExchange(name, host string) bool {
	domain, wildcard := strings.CutPrefix(name, "*")
	switch {
	case name == host || name == "*":
		return true
	case !wildcard || len(domain) == 0 || domain[0] != '.':
		return false
	}
	return strings.HasSuffix(host, domain) && len(host) > len(domain)
}

// seenFor reports whether a TLS client takes a certificate that has name for host: to
// clients a wildcard stands for one label.
func CoversForClients(name, host string) bool {
	domain, wildcard := strings.CutPrefix(name, "*.")
	label, rest, _ := strings.Cut(host, ".")
	return strings.EqualFold(name, host) || wildcard && label != "" && strings.EqualFold(rest, domain)
}

// lowerHost returns a host name as certificates are compared with it.
func LowerHost(name string) string { return strings.TrimSuffix(strings.ToLower(name), ".") }
