package facts

import (
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/schema"
)

// mustCompare are the settings that must be known of every peer, whatever was exported, before a
// connector can be called alike everywhere.
var mustCompare = []model.AnyProperty{property.AuthMechanism, property.Bindings, property.Enabled, property.PermissionGroups, property.RequireTLS}

// listCompared lists the settings that must be known of every peer. One that no connector of the
// organization has is taken for one that its version of Exchange does not have, or that nobody
// asked for.
func (f *deriver) listCompared() {
	f.compared = map[int]bool{}
	for setting, declared := range schema.Lookup("ReceiveConnector").Properties {
		if !declared.Compared {
			continue
		}
		isNamed := func(p model.AnyProperty) bool { return p.Name() == declared.Name }
		f.compared[setting] = slices.ContainsFunc(mustCompare, isNamed) || slices.ContainsFunc(f.receive, func(c *receiveConnector) bool {
			return c.Datum(setting) != nil || c.Bare || c.HasGap(setting)
		})
	}
}

// compareSettings states for each member in which settings it differs from its peers.
func (f *deriver) compareSettings(g *peerGroup, memory *comparison) {
	all, sizes := newDrifts(g), newDrifts(g)
	properties := g.uneven()
	columns := memory.of(g, properties)
	for i, setting := range properties {
		missing := func(int) []model.Input { return nil }
		if f.compared[setting] {
			missing = func(member int) []model.Input { return g.members[member].MissingAt(setting) }
		}
		all.compare(setting, columns[i], missing, harmful)
		if isProperty(g.members[0], setting, property.MaxMessageSize) {
			sizes.compare(setting, columns[i], missing, harmful)
		}
	}
	all.state(property.SettingDrift)
	sizes.state(property.SizeDrift)
}

func harmful(int) bool { return false }

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
// the certificate and the trust. Internal ones differ in nothing. One that may be internal has
// values that are not known.
func (f *deriver) compareBindings(g *peerGroup, memory *comparison) {
	external := &peerGroup{name: g.name, byServer: g.byServer, open: g.open}
	for _, c := range g.members {
		if model.MayBe(property.External.Of(c.Object)) {
			external.members = append(external.members, c)
		} else {
			property.BindingDrift.Share(c.Object, model.Certain(model.EmptyList))
		}
	}
	f.bindingDrifts(external, memory).state(property.BindingDrift)
}

// bindingDrifts returns how each member of an external group differs from the others.
func (f *deriver) bindingDrifts(g *peerGroup, memory *comparison) *drifts {
	d := newDrifts(g)
	if len(g.members) == 0 {
		return d
	}
	name, capabilities := g.members[0].IndexOf(property.TlsCertificateName.Name()), g.members[0].IndexOf(property.TlsDomainCapabilities.Name())
	columns := memory.of(g, []int{name, capabilities})
	for i, c := range g.members {
		if !property.External.Of(c.Object).IsKnown() {
			columns[0][i], columns[1][i] = compared{}, compared{}
		}
	}
	missing := func(p model.AnyProperty) func(int) []model.Input {
		return func(i int) []model.Input { return model.Missing(g.members[i].Object, property.External, p) }
	}
	harmless := harmful
	if !f.hybridEdges(g) {
		harmless = f.harmless(g.members, columns[0])
	}
	d.compare(name, columns[0], missing(property.TlsCertificateName), harmless)
	d.compare(capabilities, columns[1], missing(property.TlsDomainCapabilities), harmful)
	return d
}

// hybridEdges reports whether the members are Edge servers that accept mail from Exchange
// Online, which need a certificate of one issuer and subject on all of them.
func (f *deriver) hybridEdges(g *peerGroup) bool {
	return slices.ContainsFunc(g.members, func(c *receiveConnector) bool {
		return f.edges[c.server] && model.Is(c.acceptsCloud())
	})
}

// drifts collects how each member of a group differs from the others.
type drifts struct {
	*peerGroup
	found [][]any
	own   [][]model.Input // what it takes to know all of it, by member
}

func newDrifts(g *peerGroup) *drifts {
	return &drifts{peerGroup: g, found: make([][]any, len(g.members)), own: make([][]model.Input, len(g.members))}
}

// state gives each member its list of drifts. A group of one has nothing to differ from.
func (d *drifts) state(fact *model.Property[[]any]) {
	for i, c := range d.members {
		missing := slices.Concat(d.open, d.own[i])
		if len(d.members) < 2 && d.open == nil {
			missing = nil
		}
		setFound(fact, c.Object, model.Partial[any]{Found: d.found[i], Missing: missing})
	}
}

// setFound states a list as far as it is known. An empty one is stated only if nothing is missing.
func setFound(fact *model.Property[[]any], o *model.Object, list model.Partial[any]) {
	if len(list.Found) == 0 {
		fact.Set(o, list.Whole())
		return
	}
	fact.SetFound(o, list.Found, list.Missing...)
}

// lack notes what it takes to know the values of a column that are not known. A member without a value
// needs its own. The others need all of them, unless most members have one value: from that they are
// known to differ, or not, whatever the unknown ones are.
func (d *drifts) lack(column []compared, missing func(i int) []model.Input) {
	var others []model.Input
	settled := hasMajority(column)
	for i, v := range column {
		if v.known {
			continue
		}
		own := missing(i)
		d.own[i] = append(d.own[i], own...)
		if !settled {
			others = append(others, own...)
		}
	}
	if len(others) == 0 {
		return
	}
	others = model.Shorten(others)
	for i, v := range column {
		if v.known {
			d.own[i] = append(d.own[i], others...)
		}
	}
}

// aDrift is a setting that differs from those of others, and anotherValue one of these.
var (
	aDrift       = schema.ShapeOf("harmless", "others", "property", "value")
	anotherValue = schema.ShapeOf("identity", "value")
)

// compare adds an entry for each member that is in the minority, and what is missing for members
// whose value is not known.
func (d *drifts) compare(setting int, column []compared, missing func(member int) []model.Input, harmless func(member int) bool) {
	d.lack(column, missing)
	against(column, func(i int, others []int) {
		differing := []any{}
		for _, other := range others {
			differing = append(differing, anotherValue.Entry(d.members[other].Identity, d.members[other].display(setting)))
		}
		name := d.members[i].Kind.Properties[setting].Name
		d.found[i] = append(d.found[i], aDrift.Entry(harmless(i), differing, name, d.members[i].display(setting)))
	})
}

// display returns a known value as people should read it in a message.
func (c *receiveConnector) display(setting int) string { return model.Display(c.Datum(setting).Value) }
