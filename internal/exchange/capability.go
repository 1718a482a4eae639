package exchange

import "strings"

// domainCapability is one entry of TlsDomainCapabilities: what is granted to senders
// that prove a domain, or one certificate, by TLS.
type domainCapability struct {
	text            string // as exported
	domain          string // in lower case; "" where the entry names a certificate
	issuer, subject string // of that certificate
	granted         []string
	defect          string // why Exchange would refuse the entry
}

// parseCapability reads domain:capability,capability or <I>issuer<S>subject:capability.
// No capability has a colon in its name, so the last one parts the two.
func parseCapability(text string) domainCapability {
	i := strings.LastIndexByte(text, ':')
	if i < 0 {
		return domainCapability{text: text, domain: lowerHost(text), defect: "no-capability"}
	}
	entry := domainCapability{text: text, granted: splitPlain(text[i+1:])}
	sender := strings.TrimSpace(text[:i])
	if strings.HasPrefix(sender, "<") {
		name := parseCertificateName(sender)
		entry.issuer, entry.subject = name.issuer, name.subject
		if !name.wellFormed() {
			entry.defect = "malformed-certificate-name"
		}
	} else {
		entry.domain = lowerHost(sender)
		entry.defect = domainDefect(entry.domain)
	}
	if entry.defect == "" && len(entry.granted) == 0 {
		entry.defect = "no-capability"
	}
	return entry
}

func domainDefect(domain string) string {
	switch {
	case domain == "":
		return "no-domain"
	case domain == "*":
		return "any-domain"
	case !IsHost(domain):
		return "not-a-domain"
	}
	return ""
}
