package exchange

import (
	"errors"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/export"
	"github.com/exchlint/exchlint/schema"
)

// recorder makes records of exported objects. It remembers: objects of one export have
// the same columns, and what stands in these is mostly what stood there before, to the
// letter. So a value is read once, and its kind is looked for once. A recorder is for one
// goroutine.
type recorder struct {
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
	repeated []int // fields whose name stood before
	marks    []int // fields that tell of the object's name and place
}

// used is a field that a property is read from.
type used struct {
	field    int
	index    int // of the property in its kind
	property *schema.Property
	known    map[string]reading // by the text as it is written
}

// reading is what a text says.
type reading struct {
	datum *Datum // nil where it says nothing
	gap   *Gap
	lost  *lost     // what is left of a value that PowerShell gave up on; else nil
	order dateOrder // what a date tells of the order of others
}

// mostShapes and mostKnown bound a recorder's memory.
const (
	mostShapes = 8
	mostKnown  = 1 << 12
	longKnown  = 1 << 12 // bytes of a text
)

// shapeOf returns the shape of an object of ours, or nil.
func (rec *recorder) shapeOf(value export.Value, fields []export.Field, hint *schema.Kind) *shape {
	form, typeName := value.File().Form(), value.TypeName()
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
	s := newShape(kind, fields)
	s.form, s.typeName, s.hint = form, strings.Clone(typeName), hint
	rec.shapes = slices.Insert(rec.shapes, 0, s)
	rec.shapes = rec.shapes[:min(len(rec.shapes), mostShapes)]
	return s
}

func (s *shape) fits(fields []export.Field) bool {
	return slices.EqualFunc(s.names, fields, func(name string, field export.Field) bool { return name == field.Name })
}

// newShape finds the columns of a kind. Where a name stands twice the last one wins, as
// in PowerShell; an alias only counts where the property's own name is missing.
func newShape(kind *schema.Kind, fields []export.Field) *shape {
	s := &shape{kind: kind}
	own := make([]bool, len(kind.Properties))
	winner := make([]*used, len(kind.Properties))
	columns := columnsOf(kind)
	for i, field := range fields {
		s.names = append(s.names, strings.Clone(field.Name))
		name := strings.ToLower(field.Name)
		if isMark(name) {
			s.marks = append(s.marks, i)
		}
		c, ok := columns[name]
		if !ok || c.alias && own[c.property] {
			continue
		}
		if !c.alias && own[c.property] {
			s.repeated = append(s.repeated, i)
		}
		own[c.property] = own[c.property] || !c.alias
		winner[c.property] = &used{i, c.property, &kind.Properties[c.property], map[string]reading{}}
	}
	s.columns = slices.DeleteFunc(winner, func(c *used) bool { return c == nil })
	return s
}

// record reads an object, and returns what is to be said of its form. What a send
// connector logs on with is masked in the file before anything else can look at it.
func (rec *recorder) record(value export.Value, fields []export.Field, s *shape) (*record, []Flaw) {
	r := &record{file: value.File(), kind: s.kind, object: rec.newObject(value, s)}
	for _, i := range s.marks {
		r.mark(strings.ToLower(fields[i].Name), fields[i].Value)
	}
	if r.marked.identity == "" && r.packed.Identity != nil {
		r.marked.identity = *r.packed.Identity
	}
	for _, c := range s.columns {
		rec.property(r, c, fields[c.field].Value)
	}
	var repeated []Flaw
	for _, i := range s.repeated {
		repeated = append(repeated, flawAt(fields[i].Value, "%s stands here for the second time in one object; the last one counts, as in PowerShell", fields[i].Name))
	}
	return r, repeated
}

func (rec *recorder) newObject(value export.Value, s *shape) *Object {
	o := newObject(s.kind, "")
	o.File, o.Span = value.File(), value.Span
	if last := len(s.columns) - 1; last >= 0 {
		o.stated = make([]spot, s.columns[last].index+1)
	}
	return o
}

// property reads a property into a record.
func (rec *recorder) property(r *record, c *used, v export.Value) {
	r.object.stated[c.index] = spotOf(v.Span)
	switch c.property.Name {
	case "Server":
		r.marked.server = ownText(v)
	case "Name":
		r.marked.name = ownText(v)
	case "Fqdn":
		r.marked.fqdn = ownText(v)
	}
	read := rec.read(c, v)
	switch {
	case read.datum == nil:
		r.object.lack(c.index, *read.gap)
	case c.property.Reader == "date":
		text := read.datum.Value.(string)
		r.dates = append(r.dates, writtenDate{c.index, text})
		r.order = r.order.and(read.order)
	default:
		r.object.values[c.index] = read.datum
	}
	if read.lost != nil && (rec.options.Wanted == nil || rec.options.Wanted(r.kind.Name, c.property.Name)) {
		r.lost = append(r.lost, map[string]any{"property": c.property.Name, "text": clip(strings.Clone(read.lost.text))})
	}
}

// read reads a value, or remembers how it was read before.
func (rec *recorder) read(c *used, v export.Value) reading {
	text := v.Raw()
	plain := len(text) <= longKnown && v.Plain()
	if known, ok := c.known[text]; plain && ok {
		return known
	}
	value, err := readers[c.property.Reader](v, c.property)
	read := reading{datum: datumOf(kept(value))}
	if err != nil {
		read.datum = nil
	}
	if text, ok := value.(string); ok && c.property.Reader == "date" {
		read.order = evidence(text)
	}
	if read.datum == nil {
		gap := gapOf(c.property.Name, err)
		read.gap = &gap
		errors.As(err, &read.lost)
	}
	if plain {
		if len(c.known) == mostKnown {
			clear(c.known)
		}
		c.known[strings.Clone(text)] = read
	}
	return read
}

// bareRecord is an object of which ConvertTo-Json left nothing but its name, because
// its -Depth was used up.
func (rec *recorder) bareRecord(value export.Value, kind *schema.Kind) *record {
	r := &record{file: value.File(), kind: kind, bare: true, object: rec.newObject(value, &shape{kind: kind})}
	r.marked.identity = strings.Clone(value.Text())
	return r
}
