package values

import "strings"

// domainCapability is one entry of TlsDomainCapabilities: what is granted to senders
// that prove a domain, or one certificate, by TLS.
type DomainCapability struct {
	Text            string // as exported
	Domain          string // in lower case; "" where the entry names a certificate
	Issuer, Subject string // of that certificate
	Granted         []string
	Defect          string // why Exchange would refuse the entry
}

// parseCapability reads domain:capability,capability or <I>issuer<S>subject:capability.
// No capability has a colon in its name, so the last one parts the two.
func ParseCapability(text string) DomainCapability {
	i := strings.LastIndexByte(text, ':')
	if i < 0 {
		return DomainCapability{Text: text, Domain: LowerHost(text), Defect: "no-capability"}
	}
	entry := DomainCapability{Text: text, Granted: SplitPlain(text[i+1:])}
	sender := strings.TrimSpace(text[:i])
	if strings.HasPrefix(sender, "<") {
		name := ParseCertificateName(sender)
		entry.Issuer, entry.Subject = name.Issuer, name.Subject
		if !name.WellFormed() {
			entry.Defect = "malformed-certificate-name"
		}
	} else {
		entry.Domain = LowerHost(sender)
		entry.Defect = domainDefect(entry.Domain)
	}
	if entry.Defect == "" && len(entry.Granted) == 0 {
		entry.Defect = "no-capability"
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
