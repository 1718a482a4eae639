package facts

import (
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/schema"
)

// grantCapabilities takes a receive connector's TlsDomainCapabilities apart.
func (f *deriver) grantCapabilities(c *receiveConnector, seen *settings) {
	exported := datumNumber(c.Object, "TlsDomainCapabilities")
	if exported == nil {
		c.SetUnknownLike("TlsDomainCapabilities", "domain_capabilities")
		return
	}
	granted := seen.capabilities[exported]
	if granted == nil {
		texts, _ := c.Strings("TlsDomainCapabilities")
		granted = model.DatumOf(f.granted(texts, c.Kind))
		seen.capabilities[exported] = granted
	}
	c.SetShared("domain_capabilities", granted)
}

func (f *deriver) granted(texts []string, kind *schema.Kind) []any {
	i, _ := kind.Index("TlsDomainCapabilities")
	entries := []any{}
	seen := map[string]bool{}
	for _, text := range texts {
		entry := values.ParseCapability(text)
		if entry.Defect == "" && seen[entry.Domain] && entry.Domain != "" {
			entry.Defect = "repeated"
		}
		seen[entry.Domain] = true
		entries = append(entries, value(entry, &kind.Properties[i]).With(map[string]any{"cloud": f.cloud(entry.Domain)}))
	}
	return entries
}

// compareCapabilities tells, of each receive connector, whether another one of its
// server that faces the outside grants the same.
func (f *deriver) compareCapabilities() {
	for server, connectors := range f.connectors {
		granting := map[string]int{}
		missing := names(f.unread(connectors, property.Server, property.External, property.TlsDomainCapabilities))
		for _, c := range connectors {
			if c.IsTrue("external") {
				granting[c.grants()]++
			}
		}
		for _, c := range connectors {
			others := granting[c.grants()]
			if c.IsTrue("external") {
				others--
			}
			if server == "" || others == 0 && len(missing) > 0 {
				c.SetUnknown("capabilities_elsewhere", "what the connectors of its server grant is not known", missing)
				continue
			}
			c.Set("capabilities_elsewhere", others > 0)
		}
	}
}

// grants returns what the connector's TlsDomainCapabilities say, in any order.
func (c *receiveConnector) grants() string {
	texts, _ := c.Strings("TlsDomainCapabilities")
	slices.Sort(texts)
	return strings.ToLower(strings.Join(texts, " "))
}

func value(d values.DomainCapability, p *schema.Property) *schema.Entry {
	unknown := []any{}
	for _, name := range d.Granted {
		if _, known := p.ValueName(name); !known {
			unknown = append(unknown, schema.EntryOf(map[string]any{"capability": name, "meant": nearestName(p, name)}))
		}
	}
	return schema.EntryOf(map[string]any{
		"text": d.Text, "domain": d.Domain, "issuer": d.Issuer, "subject": d.Subject,
		"capabilities": values.AsList(d.Granted), "unknown": unknown, "defect": d.Defect,
	})
}

// mostTypos bounds the letters in one place that a misspelt name may have wrong.
const maxTypos = 3

// nearestName returns the enum's name that a text was probably meant to be; "" where
// none is like it.
func nearestName(p *schema.Property, text string) string {
	nearest, least := "", maxTypos+1
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
