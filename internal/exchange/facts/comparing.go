package facts

import (
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/model/property"
	"github.com/exchlint/exchlint/internal/exchange/values"
)

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

// of returns the members' values of each property, which are valid until the next call.
func (m *comparison) of(g *peerGroup, properties []int) [][]compared {
	for len(m.columns) < len(properties) {
		m.columns = append(m.columns, comparedColumn{seen: map[*model.Datum]*setting{}})
	}
	columns := m.columns[:len(properties)]
	for p := range columns {
		columns[p].empty(len(g.members))
	}
	for _, c := range g.members {
		for p, of := range properties {
			value, text := g.comparable(c, of, columns[p].seen)
			columns[p].add(value, text)
		}
	}
	compared := make([][]compared, len(columns))
	for p := range columns {
		m.settle(&columns[p])
		compared[p] = columns[p].values
	}
	return compared
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

// settle undoes a replacement that makes equal values different: a server may have the name
// of the host that all members have in a setting.
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

// setting is what a property's value comes to, which most members have in common.
type setting struct {
	plain string
	named bool // some member's server may be named in it
}

// comparable returns the value of a member's property without what may differ: the server's
// own name and addresses, the order of a list, the spelling of a name; and plain, with the
// server's name in it.
func (g *peerGroup) comparable(c *receiveConnector, of int, seen map[*model.Datum]*setting) (value compared, plain string) {
	datum := c.Datum(of)
	if datum == nil {
		return compared{}, ""
	}
	known := seen[datum]
	if known == nil {
		text := c.plain(of, datum.Value)
		known = &setting{text, !isProperty(c, of, property.Bindings) && !c.simple(of) && g.names(text)}
		seen[datum] = known
	}
	if !known.named {
		return compared{known.plain, true}, known.plain
	}
	return compared{c.withoutServer(of, known.plain), true}, known.plain
}

func isProperty(c *receiveConnector, of int, p model.AnyProperty) bool {
	return c.Kind.Properties[of].Name == p.Name()
}

// names reports whether a member's server is named in a text.
func (g *peerGroup) names(text string) bool {
	isMember := func(server string) bool { return g.byServer[server] != nil }
	return isMember(values.ShortServer(text)) || replaceServers(text, isMember) != text
}

// withoutServer returns a plain value with the connector's own server replaced.
func (c *receiveConnector) withoutServer(of int, plain string) string {
	if isProperty(c, of, property.TlsCertificateName) && c.tls.WellFormed() {
		return c.ownKey(c.tls.Issuer, c.tls.ByIssuer) + keySeparator + c.ownKey(c.tls.Subject, c.tls.BySubject)
	}
	return strings.ToLower(c.own(plain))
}

// keySeparator separates the keys of an issuer and a subject.
const keySeparator = "\x1e"

// plain returns a value without order and case.
func (c *receiveConnector) plain(of int, value any) string {
	switch {
	case isProperty(c, of, property.Bindings):
		return model.Display(property.Ports.Of(c.Object).OrElse(nil))
	case isProperty(c, of, property.TlsCertificateName) && c.tls.WellFormed():
		return c.tls.ByIssuer.Key + keySeparator + c.tls.BySubject.Key
	}
	switch value := value.(type) {
	case string:
		return strings.ToLower(value)
	case []any:
		texts := model.Strings(value)
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
