package ingest

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/schema"
)

// recorder makes records of exported objects. It remembers: objects of one export have
// the same columns, and what stands in these is mostly what stood there before, to the
// letter. So a value is read once, and its kind is looked for once. A recorder is for one
// goroutine.
type Recorder struct {
	Options Options
	shapes  []*columnMap // the last one used first
	command command      // above the object that was read last
}

// mostShapes and mostKnown bound a recorder's memory.
const (
	maxColumnMaps = 8
	maxReadings   = 1 << 12
	longKnown     = 1 << 12 // bytes of a text
)

// shapeOf returns the shape of an object of ours, or nil.
func (rec *Recorder) columnMapOf(value document.Value, fields []document.Field, hint *schema.Kind) *columnMap {
	form, typeName := value.File().Notation.Name(), value.TypeName()
	for i, s := range rec.shapes {
		if s.form == form && s.typeName == typeName && s.hint == hint && s.fits(fields) && !s.byValues {
			copy(rec.shapes[1:], rec.shapes[:i])
			rec.shapes[0] = s
			return s
		}
	}
	kind, byValues := rec.kinds().ofType(typeName), false
	if kind == nil {
		shown := cmp.Or(rec.kinds().ofCmdlet(typeName), hint)
		kind, byValues = rec.kinds().ofFields(fields, shown), rec.kinds().dependsOnValues(fields)
	}
	if kind == nil {
		return nil
	}
	s := rec.newColumnMap(kind, fields, nil)
	s.form, s.typeName, s.hint, s.byValues = form, strings.Clone(typeName), hint, byValues
	rec.shapes = slices.Insert(rec.shapes, 0, s)
	rec.shapes = rec.shapes[:min(len(rec.shapes), maxColumnMaps)]
	return s
}

// newColumnMap finds the columns of a kind. Where a name stands twice the last one counts, as in
// PowerShell, and the earlier one is of another record; an alias only counts where the property's own
// name is missing. The fields of later records are left out.
func (rec *Recorder) newColumnMap(kind *schema.Kind, fields []document.Field, later []int) *columnMap {
	s := &columnMap{kind: kind}
	own := make([]bool, len(kind.Properties))
	winner := make([]*used, len(kind.Properties))
	columns := columnsOf(kind)
	for i, field := range fields {
		s.names = append(s.names, strings.Clone(field.Name))
		name := strings.ToLower(field.Name)
		if isHintColumn(name) {
			s.marks = append(s.marks, &hintColumn{field: i, name: name})
		}
		c, ok := columns[name]
		if !ok || c.alias && own[c.property] || slices.Contains(later, i) {
			continue
		}
		if !c.alias && own[c.property] {
			s.repeated = append(s.repeated, repeatedColumn{c.property, winner[c.property].field})
		}
		own[c.property] = own[c.property] || !c.alias
		property := &kind.Properties[c.property]
		winner[c.property] = &used{field: i, index: c.property, property: property, mark: hintProperties[property.Name], known: map[string]*reading{}}
	}
	s.fields, s.layouts = make([]int16, len(winner)), map[uint64]*model.Layout{}
	for i, c := range winner {
		s.fields[i] = -1
		if c != nil {
			s.fields[i] = int16(c.field)
		}
	}
	s.columns = slices.DeleteFunc(winner, func(c *used) bool { return c == nil })
	if len(s.repeated) > 0 && len(later) < maxRepeated {
		for _, c := range s.repeated {
			later = append(later, int(s.fields[c.property]))
		}
		s.earlier = rec.newColumnMap(kind, fields, later)
	}
	return s
}

// maxRepeated bounds the fields of one object that stand in place of earlier ones of their name. Of
// more, those beyond are not compared.
const maxRepeated = 32

// records reads an object: as one record, and one more for the values of properties that it gives
// differently before, as if another export had them.
func (rec *Recorder) records(value document.Value, fields []document.Field, s *columnMap) []*Record {
	list := []*Record{rec.record(value, fields, s)}
	for ; s.earlier != nil && s.contradicts(fields); s = s.earlier {
		list = append(list, rec.record(value, fields, s.earlier))
	}
	return list
}

// contradicts reports whether a field of a name that stands again is written differently there.
func (s *columnMap) contradicts(fields []document.Field) bool {
	return slices.ContainsFunc(s.repeated, func(c repeatedColumn) bool {
		return fields[c.field].Value.Raw() != fields[s.fields[c.property]].Value.Raw()
	})
}

// record reads an object as one record. What a send connector logs on with is masked in the file
// before anything else can look at it.
func (rec *Recorder) record(value document.Value, fields []document.Field, s *columnMap) *Record {
	r := rec.recordAt(value, s.kind)
	r.object.Layout = s.layoutOf(value, fields)
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
	rec.noteCommand(r, value.Command())
	if r.marked.identity == "" && r.packed != nil && r.packed.Identity != nil {
		r.marked.identity = *r.packed.Identity
	}
	for _, c := range s.columns {
		rec.property(r, c, fields[c.field].Value)
	}
	if r.astray() { // which few records are
		rec.identify(r, identity, directory)
	}
	return r
}

// kinds tells the kinds of objects.
func (rec *Recorder) kinds() kindFinder { return kindFinder{rec.Options.KnownKinds()} }

// recordAt returns a record of which nothing is known yet but where it stands.
func (rec *Recorder) recordAt(value document.Value, kind *schema.Kind) *Record {
	object := model.NewRecord(kind)
	object.RecordPosition = model.PositionOf(value)
	return &Record{file: value.File(), Kind: kind, object: object}
}

// marking are the properties that a record keeps besides, to find its server by.
var hintProperties = map[string]func(*ownerHints) *string{
	"Server": func(m *ownerHints) *string { return &m.server },
	"Name":   func(m *ownerHints) *string { return &m.name },
	"Fqdn":   func(m *ownerHints) *string { return &m.fqdn },
}

// property reads a property into a record.
func (rec *Recorder) property(r *Record, c *used, v document.Value) {
	read := rec.read(c, v)
	if c.mark != nil {
		*c.mark(&r.marked) = read.said
	}
	switch {
	case read.datum == nil:
		r.object.Lose(c.index, read.gap)
	case read.open:
		r.dates = append(r.dates, writtenDate{c.index, read.datum.Value.(string)})
	default:
		r.object.SetExported(c.index, read.datum)
	}
	r.order = r.order.And(read.order)
	if read.lost != nil && (rec.Options.Wanted == nil || rec.Options.Wanted(r.Kind.Name, c.property.Name)) {
		r.lost = append(r.lost, schema.EntryOf(map[string]any{"property": c.property.Name, "text": values.Clip(read.lost.text)}))
	}
}

// read reads a value, or remembers how it was read before.
func (rec *Recorder) read(c *used, v document.Value) *reading {
	text := v.Raw()
	if c.last != nil && c.last.text == text {
		return c.last
	}
	if len(text) > longKnown || !v.IsSelfContained() {
		return rec.readAnew(c, v, "")
	}
	known := c.known[text]
	if known == nil {
		if len(c.known) == maxReadings {
			clear(c.known)
		}
		text = strings.Clone(text)
		known = rec.readAnew(c, v, text)
		c.known[text] = known
	}
	c.last = known
	return known
}

func (rec *Recorder) readAnew(c *used, v document.Value, text string) *reading {
	value, err := readers[c.property.Reader](v, c.property)
	read := &reading{text: text}
	if date, ok := value.(string); ok && c.property.Reader == "date" {
		read.order = values.Evidence(date)
		value, read.open = settled(date)
	}
	if c.mark != nil {
		read.said = rec.ownText(v)
	}
	if err == nil {
		read.datum = model.DatumOf(detached(value))
	}
	if read.datum == nil {
		read.gap = gapOf(c.property.Name, err)
		if errors.As(err, &read.lost) {
			read.lost = &unreadableValue{strings.Clone(read.lost.text)}
		}
	}
	return read
}

// settled returns a date if there is only one way to read it; else as it is written.
func settled(text string) (date string, open bool) {
	date, err := values.ReadDate(text, values.OpenOrder)
	if err != nil {
		return text, true
	}
	return date, false
}

// bareRecord is an object of which ConvertTo-Json left nothing but its name, because
// its -Depth was used up.
func (rec *Recorder) bareRecord(value document.Value, kind *schema.Kind) *Record {
	r := rec.recordAt(value, kind)
	r.bare, r.marked.identity = true, strings.Clone(value.Text())
	return r
}
