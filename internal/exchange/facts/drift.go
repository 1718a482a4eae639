package facts

import (
	"fmt"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/schema"
)

// The settings that must be known of every peer before it can be said that a
// connector is alike everywhere. The others are compared where they are exported.
var mustCompare = []string{"AuthMechanism", "Bindings", "Enabled", "PermissionGroups", "RequireTLS"}

// compareSettings states for each member in which settings it stands against its
// peers.
func (f *deriver) compareSettings(g *peerGroup, memory *comparison) {
	drifts := make([][]any, len(g.members))
	var missing []string
	properties := g.uneven()
	column := memory.of(g, properties...)
	for i, property := range properties {
		if slices.Contains(mustCompare, property) || slices.ContainsFunc(column[i], func(v compared) bool { return v.known }) {
			for _, c := range g.without(column[i]) {
				missing = append(missing, f.missingOf(c.Object, property)...)
			}
		}
		g.drift(property, column[i], func(int) bool { return false }, drifts)
	}
	g.state("setting_drift", drifts, missing)
}

// uneven returns the properties to compare, less the numbers, truths and enums that are known
// and the same of all members, as most are.
func (g *peerGroup) uneven() []string {
	properties := schema.Lookup("ReceiveConnector").Properties
	var even, uneven []int
	for i, property := range properties {
		switch {
		case !property.Compared:
		case g.members[0].simple(i):
			even = append(even, i)
		default:
			uneven = append(uneven, i)
		}
	}
	for _, c := range g.members { // whose values lie together
		even = slices.DeleteFunc(even, func(i int) bool {
			same := c.simple(i) && c.Datum(i).Value == g.members[0].Datum(i).Value
			if !same {
				uneven = append(uneven, i)
			}
			return !same
		})
	}
	slices.Sort(uneven)
	names := make([]string, len(uneven))
	for n, i := range uneven {
		names[n] = properties[i].Name
	}
	return names
}

// simple reports whether a property is known and can't have a server's name in it.
func (c *receiveConnector) simple(property int) bool {
	datum := c.Datum(property)
	if datum == nil {
		return false
	}
	switch datum.Value.(type) {
	case []any:
		return false
	case string:
		return len(c.Kind.Properties[property].Values) > 0
	}
	return true
}

// compareBindings does the same for what decides the certificate and the trust of
// external connectors.
func (f *deriver) compareBindings(g *peerGroup, memory *comparison) {
	external := &peerGroup{name: g.name, byServer: g.byServer}
	var missing []string
	for _, c := range g.members {
		if faces, known := c.Bool("external"); !known {
			missing = append(missing, f.missingOf(c.Object, "external")...)
		} else if faces {
			external.members = append(external.members, c)
		} else {
			c.SetShared("binding_drift", model.EmptyList)
		}
	}
	drifts := make([][]any, len(external.members))
	properties := []string{"TlsCertificateName", "TlsDomainCapabilities"}
	column := memory.of(external, properties...)
	for i, property := range properties {
		for _, c := range external.without(column[i]) {
			missing = append(missing, f.missingOf(c.Object, property)...)
		}
		harmless := func(int) bool { return false }
		if property == "TlsCertificateName" && !f.hybridEdges(external) {
			harmless = f.harmless(external.members, column[i])
		}
		external.drift(property, column[i], harmless, drifts)
	}
	external.state("binding_drift", drifts, missing)
	for _, c := range g.members {
		if _, known := c.Value("external"); !known {
			c.SetUnknown("binding_drift", "whether the connector faces the outside is not known", f.missingOf(c.Object, "external"))
		}
	}
}

// hybridEdges reports whether the members are Edge servers that take mail from Exchange
// Online, which need a certificate of one issuer and subject on all of them.
func (f *deriver) hybridEdges(g *peerGroup) bool {
	return slices.ContainsFunc(g.members, func(c *receiveConnector) bool {
		accepts, _ := c.acceptsCloud()
		return accepts && f.edges[c.server]
	})
}

// state gives each member its list of drifts. An empty list needs everything to be
// known; a group of one has nothing to differ from.
func (g *peerGroup) state(fact string, drifts [][]any, missing []string) {
	missing = limitMissing(missing)
	for i, c := range g.members {
		if len(drifts[i]) == 0 && len(missing) > 0 && len(g.members) > 1 {
			c.SetUnknown(fact, "the same connector of other servers can't be compared", missing)
			continue
		}
		c.SetList(fact, slices.Clone(drifts[i]))
	}
}

// someOf cuts a long list: what is missing of a thousand connectors, said to each of
// them, would be a million lines.
func limitMissing(missing []string) []string {
	slices.Sort(missing)
	if missing = slices.Compact(missing); len(missing) <= MaxMissing {
		return missing
	}
	return append(missing[:MaxMissing:MaxMissing], fmt.Sprintf("the same of %d more", len(missing)-MaxMissing))
}

// mostMissing bounds what one gap names.
const MaxMissing = 20

// compared is a value in a form that can be compared; "" stands for an empty one.
type compared struct {
	value string
	known bool
}

// comparison is memory for the values of a group's members, which is used again for the next
// group. It is for one goroutine.
type comparison struct {
	columns []comparedColumn // by property
	alike   map[compared]int
	same    map[string]int
}

// comparedColumn are the members' values of one property.
type comparedColumn struct {
	values []compared
	plain  []string // with the servers' names in them; none where no name was replaced
	seen   map[*model.Datum]*setting
}

// of returns the members' values of each property, until it is asked again. What one member has
// lies together, so the members are gone through one by one.
func (m *comparison) of(g *peerGroup, properties ...string) [][]compared {
	for len(m.columns) < len(properties) {
		m.columns = append(m.columns, comparedColumn{seen: map[*model.Datum]*setting{}})
	}
	columns := m.columns[:len(properties)]
	for p := range columns {
		columns[p].empty(len(g.members))
	}
	for _, c := range g.members {
		for p, property := range properties {
			value, text := g.comparable(c, property, columns[p].seen)
			columns[p].add(value, text)
		}
	}
	column := make([][]compared, len(columns))
	for p := range columns {
		m.settle(&columns[p])
		column[p] = columns[p].values
	}
	return column
}

func (c *comparedColumn) empty(size int) {
	c.values, c.plain = slices.Grow(c.values[:0], size), c.plain[:0]
	clear(c.seen)
}

func (c *comparedColumn) add(value compared, plain string) {
	if plain != value.value && len(c.plain) == 0 {
		for _, before := range c.values {
			c.plain = append(c.plain, before.value)
		}
	}
	if plain != value.value || len(c.plain) > 0 {
		c.plain = append(c.plain, plain)
	}
	c.values = append(c.values, value)
}

// settle takes back a replacement that makes a difference of none: a server may be called
// like the host that all of them have in a setting.
func (m *comparison) settle(c *comparedColumn) {
	clear(m.alike)
	clear(m.same)
	for i, text := range c.plain {
		m.alike[c.values[i]]++
		m.same[text]++
	}
	for i, text := range c.plain {
		if m.alike[c.values[i]] == 1 && m.same[text] > 1 {
			c.values[i].value = text
		}
	}
}

// without lists the members whose value is not known.
func (g *peerGroup) without(column []compared) (unknown []*receiveConnector) {
	for i, c := range g.members {
		if !column[i].known {
			unknown = append(unknown, c)
		}
	}
	return unknown
}

// setting is what a property's value comes to, which most members have in common.
type setting struct {
	plain string
	named bool // some member's server may be named in it
}

// comparable returns the value of a member's property without what differs by right: the
// server's own name and addresses, the order of a list, the spelling of a name; and plain, with
// the server's name in it.
func (g *peerGroup) comparable(c *receiveConnector, property string, seen map[*model.Datum]*setting) (value compared, plain string) {
	number := datumNumber(c.Object, property)
	if number == nil {
		return compared{}, ""
	}
	known := seen[number]
	if known == nil {
		text := c.plain(property, number.Value)
		known = &setting{text, property != "Bindings" && !c.simple(c.IndexOf(property)) && g.names(text)}
		seen[number] = known
	}
	if !known.named {
		return compared{known.plain, true}, known.plain
	}
	return compared{c.withoutServer(property, known.plain), true}, known.plain
}

// names reports whether a member's server is named in a text.
func (g *peerGroup) names(text string) bool {
	isMember := func(server string) bool { return g.byServer[server] != nil }
	return isMember(values.ShortServer(text)) || replaceServers(text, isMember) != text
}

// withoutServer returns a plain value with the connector's own server replaced.
func (c *receiveConnector) withoutServer(property, plain string) string {
	if property == "TlsCertificateName" && c.tls.WellFormed() {
		return c.ownKey(c.tls.Issuer, c.tls.ByIssuer) + keysApart + c.ownKey(c.tls.Subject, c.tls.BySubject)
	}
	return strings.ToLower(c.own(plain))
}

// keysApart stands between the keys of an issuer and a subject.
const keysApart = "\x1e"

// plain returns a value without order and case.
func (c *receiveConnector) plain(property string, value any) string {
	switch {
	case property == "Bindings":
		ports, _ := c.Value("ports")
		return model.Display(ports)
	case property == "TlsCertificateName" && c.tls.WellFormed():
		return c.tls.ByIssuer.Key + keysApart + c.tls.BySubject.Key
	}
	switch value := value.(type) {
	case string:
		return strings.ToLower(value)
	case []any:
		texts, _ := c.Strings(property)
		slices.Sort(texts)
		return strings.ToLower(strings.Join(texts, ", "))
	}
	return model.Display(value)
}

// ownKey returns a name's key, with the connector's own server replaced.
func (c *receiveConnector) ownKey(name string, as values.NormalName) string {
	if own := c.own(name); own != name {
		return values.NameKey(own)
	}
	return as.Key
}

// aDrift is a setting that stands against those of others, and another one of these.
var (
	aDrift  = schema.ShapeOf("harmless", "others", "property", "value")
	another = schema.ShapeOf("identity", "value")
)

// drift adds an entry for each member that stands against the others.
func (g *peerGroup) drift(property string, column []compared, harmless func(i int) bool, drifts [][]any) {
	against(column, func(i int, others []int) {
		shown := []any{}
		for _, other := range others {
			shown = append(shown, another.Entry(g.members[other].TextOrEmpty("identity"), g.members[other].show(property)))
		}
		drifts[i] = append(drifts[i], aDrift.Entry(harmless(i), shown, property, g.members[i].show(property)))
	})
}

// against calls do for each member that stands against the others, with the first few of
// those that have another value, a list that do must not keep: for the minority; where there is
// no majority, for those whose value is empty; else for all.
func against(column []compared, do func(i int, others []int)) {
	if same(column) {
		return
	}
	counts, total := map[string]int{}, 0
	for _, v := range column {
		if v.known {
			counts[v.value]++
			total++
		}
	}
	if len(counts) < 2 {
		return
	}
	stands, witnesses := minority(counts, total), witnesses(column)
	var others []int
	for i := range column {
		if !column[i].known || !stands(column[i].value) {
			continue
		}
		others = slices.DeleteFunc(append(others[:0], witnesses...), func(other int) bool { return column[other] == column[i] })
		do(i, others[:min(len(others), MaxNear)])
	}
}

// same reports whether all values are known and the same.
func same(column []compared) bool {
	return !slices.ContainsFunc(column, func(v compared) bool { return v != column[0] || !v.known })
}

// witnesses returns members among which every value finds enough others to be shown
// beside it: the first few of each of the first values.
func witnesses(column []compared) []int {
	var witnesses []int
	shown := map[string]int{}
	for i, v := range column {
		if !v.known || shown[v.value] == MaxNear {
			continue
		}
		shown[v.value]++
		if witnesses = append(witnesses, i); len(witnesses) == 2*MaxNear {
			break
		}
	}
	return witnesses
}

// minority tells which values stand against the others.
func minority(counts map[string]int, total int) func(string) bool {
	for value, n := range counts {
		if 2*n > total {
			return func(other string) bool { return other != value }
		}
	}
	if counts[""] > 0 {
		return func(value string) bool { return value == "" }
	}
	return func(string) bool { return true }
}

// show returns a value as people should read it in a message.
func (c *receiveConnector) show(property string) string {
	value, _ := c.Value(property)
	return model.Display(value)
}
