package change

import (
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/internal/rego/rules"
	"github.com/exchlint/exchlint/schema"
)

// wrongForm returns what is wrong with the form of a value. A reading of exports is lenient,
// Exchange's parameters are not.
func wrongForm(p *schema.Property, given any) *defect {
	check, ok := forms[p.Reader]
	if !ok {
		return nil
	}
	if text, isText := given.(string); isText {
		return check(p, []string{text})
	}
	if list, isList := given.([]string); isList {
		return check(p, list)
	}
	if p.Reader == "boolean" {
		return nil
	}
	return &defect{Refused, fmt.Sprintf("%s can't be %v", p.Name, given)}
}

// forms check values by how a property is read.
var forms = map[string]func(*schema.Property, []string) *defect{
	"boolean":          truth,
	"enum":             words,
	"flags":            words,
	"services":         words,
	"fqdn":             hostName,
	"address":          address,
	"certificate-name": certificateName,
	"bindings":         bindings,
	"ranges":           ranges,
	"capabilities":     capabilities,
	"address-spaces":   addressSpaces,
	"smart-hosts":      smartHosts,
}

func truth(p *schema.Property, list []string) *defect {
	return &defect{Refused, fmt.Sprintf("%s is $true or $false, and %s is a text", p.Name, quote(strings.Join(list, ", ")))}
}

// words checks the words of an enumeration, of which several may be in one text.
func words(p *schema.Property, list []string) *defect {
	for _, text := range list {
		for _, word := range strings.Split(text, ",") {
			word = strings.TrimSpace(word)
			if _, ok := p.ValueName(word); ok && word != "" {
				continue
			}
			if _, err := strconv.Atoi(word); err == nil {
				continue
			}
			return &defect{Refused, fmt.Sprintf("%s can't be %s%s; it is one of %s", p.Name, quote(word), meant(word, p.ValueNames()), strings.Join(p.ValueNames(), ", "))}
		}
	}
	return nil
}

// meant returns what was probably meant by a word, for a message.
func meant(word string, known []string) string {
	near := rules.Nearest(word, known)
	if len(near) == 0 {
		return ""
	}
	return fmt.Sprintf(" (did you mean %s?)", quote(near[0]))
}

func hostName(p *schema.Property, list []string) *defect {
	text := list[0]
	if text == "" || values.IsHost(text) && (p.Name == "TlsDomain" || !strings.HasPrefix(text, "*")) {
		return nil
	}
	rule := Refused
	if p.Name == "Fqdn" {
		rule = "fqdn-malformed"
	}
	return &defect{rule, fmt.Sprintf("%s can't be %s: it is not a host name", p.Name, quote(text))}
}

func address(p *schema.Property, list []string) *defect {
	if _, err := netip.ParseAddr(list[0]); err != nil {
		return &defect{Refused, fmt.Sprintf("%s can't be %s: it is not an address", p.Name, quote(list[0]))}
	}
	return nil
}

func certificateName(p *schema.Property, list []string) *defect {
	text := list[0]
	if _, ok := values.StoredCertificateName(text); ok {
		return nil
	}
	name := values.ParseCertificateName(text)
	message := fmt.Sprintf("TlsCertificateName can't be %s: Exchange takes <I>issuer<S>subject with a host name as the subject's CN", quote(text))
	entry, _ := name.Value().(*schema.Entry)
	if repaired, _ := entry.Value("repaired").(string); repaired != "" {
		message += fmt.Sprintf("; probably meant: %s", quote(repaired))
	}
	return &defect{"tls-certificate-name/malformed", message}
}

func bindings(p *schema.Property, list []string) *defect {
	for _, text := range list {
		if _, err := netip.ParseAddrPort(strings.TrimSpace(text)); err != nil {
			return &defect{Refused, fmt.Sprintf("Bindings can't have %s: it is not an address and a port, such as 0.0.0.0:25", quote(text))}
		}
	}
	return nil
}

func ranges(p *schema.Property, list []string) *defect {
	for _, text := range list {
		if _, wrong := values.ParseRange(strings.TrimSpace(text)); wrong != "" {
			return &defect{"receive/ip-range-malformed", fmt.Sprintf("RemoteIPRanges can't have %s: it is not an address, a range or a CIDR", quote(text))}
		}
	}
	return nil
}

// capabilities checks TlsDomainCapabilities: domain:capability,capability.
func capabilities(p *schema.Property, list []string) *defect {
	const rule = "receive/tls-domain-capabilities-malformed"
	seen := map[string]bool{}
	for _, text := range list {
		entry := values.ParseCapability(text)
		if entry.Defect != "" {
			return &defect{rule, fmt.Sprintf("TlsDomainCapabilities can't have %s: it is not a domain, a colon and capabilities, such as mail.protection.outlook.com:AcceptCloudServicesMail", quote(text))}
		}
		for _, granted := range entry.Granted {
			if !slices.ContainsFunc(p.ValueNames(), func(name string) bool { return strings.EqualFold(name, granted) }) {
				return &defect{rule, fmt.Sprintf("TlsDomainCapabilities can't have %s: there is no capability %s%s", quote(text), quote(granted), meant(granted, p.ValueNames()))}
			}
		}
		if key := entry.Domain + "\x00" + entry.Issuer + "\x00" + entry.Subject; seen[key] {
			return &defect{rule, fmt.Sprintf("TlsDomainCapabilities can't have %s: its domain is there twice", quote(text))}
		} else {
			seen[key] = true
		}
	}
	return nil
}

// addressSpaces checks TYPE:domain;cost, of which the cost is from 1 to 100.
func addressSpaces(p *schema.Property, list []string) *defect {
	for _, text := range list {
		rest, cost, costed := strings.Cut(text, ";")
		kind, domain, typed := strings.Cut(rest, ":")
		if !typed {
			kind, domain = "SMTP", rest
		}
		n, err := strconv.Atoi(strings.TrimSpace(cost))
		if costed && (err != nil || n < 1 || n > 100) {
			return &defect{Refused, fmt.Sprintf("AddressSpaces can't have %s: its cost is not from 1 to 100", quote(text))}
		}
		if strings.EqualFold(kind, "SMTP") && domain != "*" && domain != "--" && !values.IsHost(domain) {
			return &defect{Refused, fmt.Sprintf("AddressSpaces can't have %s: %s is not a domain", quote(text), quote(domain))}
		}
	}
	return nil
}

func smartHosts(p *schema.Property, list []string) *defect {
	for _, text := range list {
		bare := strings.Trim(strings.TrimSpace(text), "[]")
		if _, err := netip.ParseAddr(bare); err != nil && !values.IsHost(bare) {
			return &defect{Refused, fmt.Sprintf("SmartHosts can't have %s: it is neither a host name nor an address", quote(text))}
		}
	}
	return nil
}
