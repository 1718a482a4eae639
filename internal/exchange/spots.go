package exchange

import (
	"slices"

	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/internal/source"
)

// span is an [source.Span] in half the room, for there are many of them. It counts from one:
// the zero span is nowhere.
type span struct{ start, end uint32 }

func spanOf(s source.Span) span { return span{uint32(s.Start) + 1, uint32(s.End) + 1} }

func (s span) exported() source.Span {
	return source.Span{Start: int(s.start) - 1, End: int(s.end) - 1}
}

// stand is where a record stands.
type stand struct {
	file *document.File // nil for nowhere
	span span           // in its text
	head document.Head  // where that was told while the text was there; else the zero Head
}

func standOf(v document.Value) stand {
	head, _, _ := v.Sites()
	return stand{v.File(), spanOf(v.Span), head}
}

// before reports whether a record stands before another one.
func (s stand) before(other stand) bool {
	return s.file.Before(other.file) || s.file == other.file && s.span.start < other.span.start
}

// spot returns where the record stands as a whole.
func (s stand) spot() Spot {
	place := s.head.Place()
	return Spot{File: s.file, span: s.span.exported(), whole: true, place: place, known: place.StartLine > 0}
}

// layout says where the values of a record stand. It never changes: records that are written
// alike share it.
type layout struct {
	fields []int16         // by property: the number of the field that it is read from; -1 for none
	sites  []document.Site // by field; nil where they are not known
	spans  []span          // by field, in the file's text, where the sites are not known
}

// states reports whether a record has a property, if only without a value.
func (l *layout) states(property int) bool { return l != nil && l.fields[property] >= 0 }

// layoutOf returns the layout of a record of this shape, the same one for many; nil where no
// property is read from it.
func (s *shape) layoutOf(value document.Value, fields []document.Field) *layout {
	if len(s.columns) == 0 {
		return nil
	}
	_, sites, ok := value.Sites()
	if !ok {
		spans := make([]span, len(fields))
		for i, field := range fields {
			spans[i] = spanOf(field.Value.Span)
		}
		return &layout{fields: s.fields, spans: spans}
	}
	sum := document.HashSites(sites)
	known := s.layouts[sum]
	if known == nil || !slices.Equal(known.sites, sites) {
		if len(s.layouts) == mostLayouts {
			clear(s.layouts)
		}
		known = &layout{fields: s.fields, sites: slices.Clone(sites)}
		s.layouts[sum] = known
	}
	return known
}

// mostLayouts bounds what a shape remembers.
const mostLayouts = 1 << 10

// Spot is where something of an object stands. The zero Spot is nowhere.
type Spot struct {
	File  *document.File
	span  source.Span // in its text
	whole bool        // an object, which is shown by its first line
	place source.Place
	known bool // the place is
}

// Spot returns where a property's value stands, in the first record that has the property;
// where none has, the object's record. It is nowhere for an object that has no record.
func (o *Object) Spot(property string) Spot {
	i, known := o.Kind.Index(property)
	for _, record := range o.records() {
		if known && record.layout.states(i) {
			return record.spotOf(i)
		}
	}
	if o.file == nil {
		return Spot{}
	}
	return o.spot()
}

// spotOf returns where the value of a property stands that the record has.
func (o *Object) spotOf(property int) Spot {
	field := o.layout.fields[property]
	if o.layout.sites == nil {
		return Spot{File: o.file, span: o.layout.spans[field].exported()}
	}
	return Spot{File: o.file, place: o.layout.sites[field].Place(o.head), known: true}
}

// Known reports whether the place of a spot is known without the file's text.
func (s Spot) Known() bool { return s.known }

// Place returns the place of a spot: of an object the first line. If it is not known, the
// file's text must be loaded.
func (s Spot) Place() source.Place {
	switch {
	case s.known:
		return s.place
	case s.whole:
		return s.File.FirstLine(s.span)
	}
	return s.File.Place(s.span)
}
