package exchange

import (
	"slices"
	"strings"

	"github.com/exchlint/exchlint/schema"
)

// grantCapabilities takes a receive connector's TlsDomainCapabilities apart.
func (f *facts) grantCapabilities(c *receiveConnector, seen *settings) {
	exported := c.number("TlsDomainCapabilities")
	if exported == notKnown {
		c.missAs("TlsDomainCapabilities", "domain_capabilities")
		return
	}
	granted := seen.capabilities[exported]
	if granted == notKnown {
		texts, _ := c.texts("TlsDomainCapabilities")
		granted = seen.add(f.granted(texts, c.Kind))
		seen.capabilities[exported] = granted
	}
	c.share("domain_capabilities", granted)
}

func (f *facts) granted(texts []string, kind *schema.Kind) []any {
	i, _ := kind.Index("TlsDomainCapabilities")
	entries := []any{}
	seen := map[string]bool{}
	for _, text := range texts {
		entry := parseCapability(text)
		if entry.defect == "" && seen[entry.domain] && entry.domain != "" {
			entry.defect = "repeated"
		}
		seen[entry.domain] = true
		entries = append(entries, entry.value(&kind.Properties[i]).With(map[string]any{"cloud": f.cloud(entry.domain)}))
	}
	return entries
}

// compareCapabilities tells, of each receive connector, whether another one of its
// server that faces the outside grants the same.
func (f *facts) compareCapabilities() {
	for server, connectors := range f.connectors {
		granting := map[string]int{}
		missing := f.unread(connectors, "Server", "external", "TlsDomainCapabilities")
		for _, c := range connectors {
			if c.is("external") {
				granting[c.grants()]++
			}
		}
		for _, c := range connectors {
			others := granting[c.grants()]
			if c.is("external") {
				others--
			}
			if server == "" || others == 0 && len(missing) > 0 {
				c.miss("capabilities_elsewhere", "what the connectors of its server grant is not known", missing)
				continue
			}
			c.set("capabilities_elsewhere", others > 0)
		}
	}
}

// grants returns what the connector's TlsDomainCapabilities say, in any order.
func (c *receiveConnector) grants() string {
	texts, _ := c.texts("TlsDomainCapabilities")
	slices.Sort(texts)
	return strings.ToLower(strings.Join(texts, " "))
}

func (d domainCapability) value(p *schema.Property) *schema.Entry {
	unknown := []any{}
	for _, name := range d.granted {
		if _, known := p.ValueName(name); !known {
			unknown = append(unknown, schema.EntryOf(map[string]any{"capability": name, "meant": nearestName(p, name)}))
		}
	}
	return schema.EntryOf(map[string]any{
		"text": d.text, "domain": d.domain, "issuer": d.issuer, "subject": d.subject,
		"capabilities": asList(d.granted), "unknown": unknown, "defect": d.defect,
	})
}

// mostTypos bounds the letters in one place that a misspelt name may have wrong.
const mostTypos = 3

// nearestName returns the enum's name that a text was probably meant to be; "" where
// none is like it.
func nearestName(p *schema.Property, text string) string {
	nearest, least := "", mostTypos+1
	for _, name := range p.ValueNames() {
		if typos := difference(strings.ToLower(name), strings.ToLower(text)); typos < least {
			nearest, least = name, typos
		}
	}
	return nearest
}

// difference returns how many letters are left of the longer text without what both
// begin and end with.
func difference(a, b string) int {
	for a != "" && b != "" && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for a != "" && b != "" && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return max(len(a), len(b))
}
