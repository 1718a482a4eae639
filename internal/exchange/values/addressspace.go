package values

import (
	"slices"
	"strconv"
	"strings"
)

// space is one entry of AddressSpaces, taken apart.
type AddressSpace struct {
	Kind, Domain string // SMTP and contoso.com; no kind where it can't be told
	Cost         int64
}

// parseSpace takes an entry of the normal form TYPE:domain;cost apart.
func ParseAddressSpace(text string) AddressSpace {
	kind, rest, typed := strings.Cut(text, ":")
	i := strings.LastIndexByte(rest, ';')
	if !typed || i < 0 {
		return AddressSpace{Domain: text}
	}
	cost, _ := strconv.ParseInt(rest[i+1:], 10, 32) // 0 for what is no cost
	return AddressSpace{Kind: kind, Domain: rest[:i], Cost: cost}
}

// The hosts and domains of Exchange Online, in all its clouds.
var (
	CloudHosts   = []string{"mail.protection.outlook.com", "mail.protection.office365.us", "mail.protection.partner.outlook.cn", "mx.microsoft"}
	CloudTenants = []string{"mail.onmicrosoft.com", "mail.onmicrosoft.us", "onmschina.cn"}
)

// CertificateNameOf returns the name in the certificates of the hosts in a domain of CloudHosts.
// The worldwide cloud has hosts in mx.microsoft for DANE, too.
func CertificateNameOf(cloud string) string {
	if cloud == "mx.microsoft" {
		return CloudHosts[0]
	}
	return cloud
}

// within reports whether a host is one of the domains or lies below one.
func Within(host string, domains []string) bool {
	host = strings.TrimPrefix(LowerHost(host), "*.")
	return slices.ContainsFunc(domains, func(domain string) bool {
		domain = LowerHost(domain)
		return host == domain || strings.HasSuffix(host, "."+domain)
	})
}
