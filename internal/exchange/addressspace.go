package exchange

import (
	"slices"
	"strconv"
	"strings"
)

// space is one entry of AddressSpaces, taken apart.
type space struct {
	kind, domain string // SMTP and contoso.com; no kind where it can't be told
	cost         int64
}

// parseSpace takes an entry of the normal form TYPE:domain;cost apart.
func parseSpace(text string) space {
	kind, rest, typed := strings.Cut(text, ":")
	i := strings.LastIndexByte(rest, ';')
	if !typed || i < 0 {
		return space{domain: text}
	}
	cost, _ := strconv.ParseInt(rest[i+1:], 10, 32) // 0 for what is no cost
	return space{kind: kind, domain: rest[:i], cost: cost}
}

// The hosts and domains of Exchange Online, in all its clouds.
var (
	cloudHosts   = []string{"mail.protection.outlook.com", "mail.protection.office365.us", "mail.protection.partner.outlook.cn", "mx.microsoft"}
	cloudTenants = []string{"mail.onmicrosoft.com", "mail.onmicrosoft.us", "onmschina.cn"}
)

// within reports whether a host is one of the domains or lies below one.
func within(host string, domains []string) bool {
	host = strings.TrimPrefix(lowerHost(host), "*.")
	return slices.ContainsFunc(domains, func(domain string) bool {
		domain = lowerHost(domain)
		return host == domain || strings.HasSuffix(host, "."+domain)
	})
}
