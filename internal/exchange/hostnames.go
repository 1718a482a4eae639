package exchange

import "strings"

// shortServer returns a server's name as exchlint writes it: the first label in
// upper case. What people and cmdlets write varies in both (exports are full of
// E2k16-1.Contoso.lab beside e2k16-1).
func shortServer(name string) string {
	label, _, _ := strings.Cut(strings.TrimSpace(name), ".")
	return strings.ToUpper(label)
}

// isHost reports whether a text can be a host name or a wildcard for some.
func isHost(name string) bool { return hostName.MatchString(name) }

// chosenFor reports whether Exchange takes a certificate that covers name for host.
// Its wildcards cover any number of labels, unlike those of TLS clients.
func chosenFor(name, host string) bool {
	if strings.EqualFold(name, host) {
		return true
	}
	domain, wildcard := strings.CutPrefix(name, "*")
	return wildcard && len(host) > len(domain) && strings.EqualFold(host[len(host)-len(domain):], domain)
}

// seenFor reports whether a TLS client takes a certificate that has name for host: to
// clients a wildcard stands for one label.
func seenFor(name, host string) bool {
	domain, wildcard := strings.CutPrefix(name, "*.")
	label, rest, _ := strings.Cut(host, ".")
	return strings.EqualFold(name, host) || wildcard && label != "" && strings.EqualFold(rest, domain)
}

// lowerHost returns a host name as certificates are compared with it.
func lowerHost(name string) string { return strings.TrimSuffix(strings.ToLower(name), ".") }
