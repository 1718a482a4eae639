package facts

import (
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/schema"
)

// mustCompare are the settings that must be known of every peer before a connector can be called
// alike everywhere. The others are compared where they are exported.
var mustCompare = []model.AnyProperty{property.AuthMechanism, property.Bindings, property.Enabled, property.PermissionGroups, property.RequireTLS}

// compareSettings states for each member in which settings it differs from its peers.
func (f *deriver) compareSettings(g *peerGroup, memory *comparison) {
	drifts := make([][]any, len(g.members))
	var missing []model.Input
	properties := g.uneven()
	columns := memory.of(g, properties)
	for i, setting := range properties {
		if isMustCompare(g, setting) || slices.ContainsFunc(columns[i], func(v compared) bool { return v.known }) {
			missing = append(missing, g.missing(setting, columns[i])...)
		}
		g.drift(setting, columns[i], func(int) bool { return false }, drifts)
	}
	g.state(property.SettingDrift, drifts, missing)
}

func isMustCompare(g *peerGroup, setting int) bool {
	name := g.members[0].Kind.Properties[setting].Name
	return slices.ContainsFunc(mustCompare, func(p model.AnyProperty) bool { return p.Name() == name })
}

// uneven returns the properties to compare, without the numbers, booleans and enums that are
// known and the same of all members, as most are.
func (g *peerGroup) uneven() []int {
	var even, uneven []int
	for i, setting := range g.members[0].Kind.Properties {
		switch {
		case !setting.Compared:
		case g.members[0].simple(i):
			even = append(even, i)
		default:
			uneven = append(uneven, i)
		}
	}
	for _, c := range g.members {
		even = slices.DeleteFunc(even, func(i int) bool {
			same := c.simple(i) && c.Datum(i).Value == g.members[0].Datum(i).Value
			if !same {
				uneven = append(uneven, i)
			}
			return !same
		})
	}
	slices.Sort(uneven)
	return uneven
}

// simple reports whether a property is known and can't contain a server's name.
func (c *receiveConnector) simple(setting int) bool {
	datum := c.Datum(setting)
	if datum == nil {
		return false
	}
	switch datum.Value.(type) {
	case []any:
		return false
	case string:
		return len(c.Kind.Properties[setting].Values) > 0
	}
	return true
}

// compareBindings states for each external member how it differs from its peers in what decides
// the certificate and the trust. Internal ones differ in nothing.
func (f *deriver) compareBindings(g *peerGroup, memory *comparison) {
	external := &peerGroup{name: g.name, byServer: g.byServer}
	var missing []model.Input
	for _, c := range g.members {
		switch facing := property.External.Of(c.Object); {
		case !facing.IsKnown():
			property.BindingDrift.Set(c.Object, model.Unknown[[]any](facing.Missing()...))
			missing = append(missing, facing.Missing()...)
		case model.Is(facing):
			external.members = append(external.members, c)
		default:
			property.BindingDrift.Share(c.Object, model.Certain(model.EmptyList))
		}
	}
	drifts, lacks := f.bindingDrifts(external, memory)
	external.state(property.BindingDrift, drifts, append(missing, lacks...))
}

// bindingDrifts returns how each member of an external group differs from the others.
func (f *deriver) bindingDrifts(g *peerGroup, memory *comparison) (drifts [][]any, missing []model.Input) {
	drifts = make([][]any, len(g.members))
	if len(g.members) == 0 {
		return drifts, nil
	}
	name, capabilities := g.members[0].IndexOf(property.TlsCertificateName.Name()), g.members[0].IndexOf(property.TlsDomainCapabilities.Name())
	columns := memory.of(g, []int{name, capabilities})
	missing = append(g.missing(name, columns[0]), g.missing(capabilities, columns[1])...)
	harmless := func(int) bool { return false }
	if !f.hybridEdges(g) {
		harmless = f.harmless(g.members, columns[0])
	}
	g.drift(name, columns[0], harmless, drifts)
	g.drift(capabilities, columns[1], func(int) bool { return false }, drifts)
	return drifts, missing
}

// hybridEdges reports whether the members are Edge servers that accept mail from Exchange
// Online, which need a certificate of one issuer and subject on all of them.
func (f *deriver) hybridEdges(g *peerGroup) bool {
	return slices.ContainsFunc(g.members, func(c *receiveConnector) bool {
		return f.edges[c.server] && model.Is(c.acceptsCloud())
	})
}

// state gives each member its list of drifts. An empty list may be stated only if nothing is
// missing; a group of one has nothing to differ from.
func (g *peerGroup) state(fact *model.Property[[]any], drifts [][]any, missing []model.Input) {
	missing = model.Shorten(missing)
	if len(g.members) < 2 {
		missing = nil
	}
	for i, c := range g.members {
		fact.Set(c.Object, model.Partial[any]{Found: slices.Clone(drifts[i]), Missing: missing}.Some())
	}
}

// missing returns what it takes to know a property of the members whose value is not known.
func (g *peerGroup) missing(setting int, column []compared) (missing []model.Input) {
	for i, c := range g.members {
		if !column[i].known {
			missing = append(missing, c.MissingAt(setting)...)
		}
	}
	return missing
}

// aDrift is a setting that differs from those of others, and anotherValue one of these.
var (
	aDrift       = schema.ShapeOf("harmless", "others", "property", "value")
	anotherValue = schema.ShapeOf("identity", "value")
)

// drift adds an entry for each member that is in the minority.
func (g *peerGroup) drift(setting int, column []compared, harmless func(i int) bool, drifts [][]any) {
	against(column, func(i int, others []int) {
		differing := []any{}
		for _, other := range others {
			differing = append(differing, anotherValue.Entry(g.members[other].Identity, g.members[other].display(setting)))
		}
		name := g.members[i].Kind.Properties[setting].Name
		drifts[i] = append(drifts[i], aDrift.Entry(harmless(i), differing, name, g.members[i].display(setting)))
	})
}

// display returns a known value as people should read it in a message.
func (c *receiveConnector) display(setting int) string { return model.Display(c.Datum(setting).Value) }
