package exchange

import (
	"errors"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/schema"
)

// recorder makes records of exported objects. It remembers: objects of one export have
// the same columns, and what stands in these is mostly what stood there before, to the
// letter. So a value is read once, and its kind is looked for once. A recorder is for one
// goroutine.
type recorder struct {
	keeper
	room
	options Options
	shapes  []*shape // the last one used first
}

// shape is what the columns of an object mean.
type shape struct {
	form     string       // of the file
	typeName string       // that the object states; "" for none
	hint     *schema.Kind // what the object's surroundings say that it is
	names    []string

	kind     *schema.Kind
	columns  []*used
	fields   []int16            // by property: the field of its column; -1 for none
	layouts  map[uint64]*layout // of the objects met before, by a sum of their sites
	repeated []int              // fields whose name stood before
	marks    []*marks           // fields that tell of the object's name and place
}

// used is a field that a property is read from.
type used struct {
	field    int
	index    int // of the property in its kind
	property *schema.Property
	mark     func(*marked) *string // where a record keeps it, too; nil for most
	known    map[string]*reading   // by the text as it is written
	last     *reading              // of the object before, which mostly says the same
}

// marks is a field that tells of the object's name and place.
type marks struct {
	field int
	name  string // in lower case
	raw   []byte // of the object before, as it is written
	text  string // what that says
}

// reading is what a text says.
type reading struct {
	text  string // as it is written
	said  string // what it says by itself
	datum number // notKnown where it says nothing
	gap   *Gap
	lost  *lost     // what is left of a value that PowerShell gave up on; else nil
	order dateOrder // what a date tells of the order of others
	open  bool      // it is a date, and these have to tell how it is read
}

// mostShapes and mostKnown bound a recorder's memory.
const (
	mostShapes = 8
	mostKnown  = 1 << 12
	longKnown  = 1 << 12 // bytes of a text
)

// shapeOf returns the shape of an object of ours, or nil.
func (rec *recorder) shapeOf(value document.Value, fields []document.Field, hint *schema.Kind) *shape {
	form, typeName := value.File().Notation.Name(), value.TypeName()
	for i, s := range rec.shapes {
		if s.form == form && s.typeName == typeName && s.hint == hint && s.fits(fields) {
			copy(rec.shapes[1:], rec.shapes[:i])
			rec.shapes[0] = s
			return s
		}
	}
	kind := kindOfType(typeName)
	if kind == nil {
		kind = kindOfColumns(fields, hint)
	}
	if kind == nil {
		return nil
	}
	s := rec.newShape(kind, fields)
	s.form, s.typeName, s.hint = form, rec.keep(typeName), hint
	rec.shapes = slices.Insert(rec.shapes, 0, s)
	rec.shapes = rec.shapes[:min(len(rec.shapes), mostShapes)]
	return s
}

func (s *shape) fits(fields []document.Field) bool {
	return slices.EqualFunc(s.names, fields, func(name string, field document.Field) bool { return name == field.Name })
}

// newShape finds the columns of a kind. Where a name stands twice the last one wins, as
// in PowerShell; an alias only counts where the property's own name is missing.
func (rec *recorder) newShape(kind *schema.Kind, fields []document.Field) *shape {
	s := &shape{kind: kind}
	own := make([]bool, len(kind.Properties))
	winner := make([]*used, len(kind.Properties))
	columns := columnsOf(kind)
	for i, field := range fields {
		s.names = append(s.names, rec.keep(field.Name))
		name := strings.ToLower(field.Name)
		if isMark(name) {
			s.marks = append(s.marks, &marks{field: i, name: name})
		}
		c, ok := columns[name]
		if !ok || c.alias && own[c.property] {
			continue
		}
		if !c.alias && own[c.property] {
			s.repeated = append(s.repeated, i)
		}
		own[c.property] = own[c.property] || !c.alias
		property := &kind.Properties[c.property]
		winner[c.property] = &used{field: i, index: c.property, property: property, mark: marking[property.Name], known: map[string]*reading{}}
	}
	s.fields, s.layouts = make([]int16, len(winner)), map[uint64]*layout{}
	for i, c := range winner {
		s.fields[i] = -1
		if c != nil {
			s.fields[i] = int16(c.field)
		}
	}
	s.columns = slices.DeleteFunc(winner, func(c *used) bool { return c == nil })
	return s
}

// record reads an object, and returns what is to be said of its form. What a send
// connector logs on with is masked in the file before anything else can look at it.
func (rec *recorder) record(value document.Value, fields []document.Field, s *shape) (*record, diag.List) {
	r := rec.recordAt(value, s.kind)
	r.object.layout = s.layoutOf(value, fields)
	var directory, identity document.Value
	for _, m := range s.marks {
		switch v := fields[m.field].Value; {
		case m.name == "distinguishedname":
			directory = v
		case m.name == "identity" && v.Kind == document.Object:
			identity = v
		default:
			rec.mark(r, m, v)
		}
	}
	if r.marked.identity == "" && r.packed != nil && r.packed.Identity != nil {
		r.marked.identity = *r.packed.Identity
	}
	for _, c := range s.columns {
		rec.property(r, c, fields[c.field].Value)
	}
	if r.astray() { // which few records are
		rec.identify(r, identity, directory)
	}
	var repeated diag.List
	for _, i := range s.repeated {
		repeated = append(repeated, diagnosticAt(fields[i].Value, "%s stands here for the second time in one object; the last one counts, as in PowerShell", fields[i].Name))
	}
	return r, repeated
}

// recordAt returns a record of which nothing is known yet but where it stands.
func (rec *recorder) recordAt(value document.Value, kind *schema.Kind) *record {
	r := rec.newRecord(kind, rec.table)
	r.file, r.object.stand = value.File(), standOf(value)
	return r
}

// marking are the properties that a record keeps besides, to find its server by.
var marking = map[string]func(*marked) *string{
	"Server": func(m *marked) *string { return &m.server },
	"Name":   func(m *marked) *string { return &m.name },
	"Fqdn":   func(m *marked) *string { return &m.fqdn },
}

// property reads a property into a record.
func (rec *recorder) property(r *record, c *used, v document.Value) {
	read := rec.read(c, v)
	if c.mark != nil {
		*c.mark(&r.marked) = read.said
	}
	switch {
	case read.datum == notKnown:
		r.object.lack(c.index, read.gap)
	case read.open:
		r.dates = append(r.dates, writtenDate{c.index, rec.table.at(read.datum).Value.(string)})
	default:
		r.object.values[c.index] = read.datum
	}
	r.order = r.order.and(read.order)
	if read.lost != nil && (rec.options.Wanted == nil || rec.options.Wanted(r.kind.Name, c.property.Name)) {
		r.lost = append(r.lost, schema.EntryOf(map[string]any{"property": c.property.Name, "text": clip(read.lost.text)}))
	}
}

// read reads a value, or remembers how it was read before.
func (rec *recorder) read(c *used, v document.Value) *reading {
	text := v.Raw()
	if c.last != nil && c.last.text == text {
		return c.last
	}
	if len(text) > longKnown || !v.IsSelfContained() {
		return rec.readAnew(c, v, "")
	}
	known := c.known[text]
	if known == nil {
		if len(c.known) == mostKnown {
			clear(c.known)
		}
		text = rec.keep(text)
		known = rec.readAnew(c, v, text)
		c.known[text] = known
	}
	c.last = known
	return known
}

func (rec *recorder) readAnew(c *used, v document.Value, text string) *reading {
	value, err := readers[c.property.Reader](v, c.property)
	read := &reading{text: text}
	if date, ok := value.(string); ok && c.property.Reader == "date" {
		read.order = evidence(date)
		value, read.open = settled(date)
	}
	if c.mark != nil {
		read.said = rec.ownText(v)
	}
	if err == nil {
		read.datum = rec.add(rec.value(value, text))
	}
	if read.datum == notKnown {
		read.gap = gapOf(c.property.Name, err)
		if errors.As(err, &read.lost) {
			read.lost = &lost{rec.keep(read.lost.text)}
		}
	}
	return read
}

// settled returns a date if there is only one way to read it; else as it is written.
func settled(text string) (date string, open bool) {
	date, err := readDate(text, openOrder)
	if err != nil {
		return text, true
	}
	return date, false
}

// bareRecord is an object of which ConvertTo-Json left nothing but its name, because
// its -Depth was used up.
func (rec *recorder) bareRecord(value document.Value, kind *schema.Kind) *record {
	r := rec.recordAt(value, kind)
	r.bare, r.marked.identity = true, rec.keep(value.Text())
	return r
}
