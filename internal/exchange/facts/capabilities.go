package facts

import (
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/schema"
)

// capabilities parses a receive connector's TlsDomainCapabilities.
func (f *deriver) capabilities(c *receiveConnector, seen *settings) model.Known[*model.Datum] {
	return model.Map(property.TlsDomainCapabilities.Of(c.Object), func(exported []any) *model.Datum {
		datum := property.TlsDomainCapabilities.Datum(c.Object)
		if seen.capabilities[datum] == nil {
			seen.capabilities[datum] = model.DatumOf(f.parseCapabilities(model.Strings(exported), c.Kind))
		}
		return seen.capabilities[datum]
	})
}

func (f *deriver) parseCapabilities(texts []string, kind *schema.Kind) []any {
	i, _ := kind.Index(property.TlsDomainCapabilities.Name())
	entries := []any{}
	seen := map[string]bool{}
	for _, text := range texts {
		capability := values.ParseCapability(text)
		if capability.Defect == "" && seen[capability.Domain] && capability.Domain != "" {
			capability.Defect = "repeated"
		}
		seen[capability.Domain] = true
		entries = append(entries, capabilityEntry(capability, &kind.Properties[i]).With(map[string]any{"cloud": f.isCloud(capability.Domain)}))
	}
	return entries
}

// compareCapabilities tells, of each receive connector, whether another external one of its
// server grants the same.
func (f *deriver) compareCapabilities() {
	for server, connectors := range f.connectors {
		missing := f.unread(connectors, property.Server, property.External, property.TlsDomainCapabilities)
		if server == "" {
			missing = append(missing, model.UnknownServer())
		}
		granting := map[string]int{}
		for _, c := range connectors {
			if model.Is(property.External.Of(c.Object)) {
				granting[c.grants()]++
			}
		}
		for _, c := range connectors {
			others := granting[c.grants()]
			if model.Is(property.External.Of(c.Object)) {
				others--
			}
			elsewhere := model.Given(others > 0, missing)
			if server != "" && others > 0 {
				elsewhere = model.Certain(true)
			}
			property.CapabilitiesElsewhere.Set(c.Object, elsewhere)
		}
	}
}

// grants returns the connector's TlsDomainCapabilities as one text, in one order.
func (c *receiveConnector) grants() string {
	texts := model.Strings(property.TlsDomainCapabilities.Of(c.Object).OrElse(nil))
	slices.Sort(texts)
	return strings.ToLower(strings.Join(texts, " "))
}

// capabilityEntry is an entry of TlsDomainCapabilities as facts have it.
func capabilityEntry(d values.DomainCapability, p *schema.Property) *schema.Entry {
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

// maxTypos bounds the letters in one place that a misspelt name may have wrong.
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

// difference returns how many letters are left of the longer text without the beginning and end
// that both share.
func difference(a, b string) int {
	for a != "" && b != "" && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for a != "" && b != "" && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return max(len(a), len(b))
}
