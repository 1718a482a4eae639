package model

import (
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/internal/source"
)

// span is an [source.Span] in half the room, for there are many of them. It counts from one:
// the zero span is nowhere.
type Span struct{ start, end uint32 }

func SpanOf(s source.Span) Span { return Span{uint32(s.Start) + 1, uint32(s.End) + 1} }

func (s Span) exported() source.Span {
	return source.Span{Start: int(s.start) - 1, End: int(s.end) - 1}
}

// stand is where a record stands.
type RecordPosition struct {
	File *document.File // nil for nowhere
	span Span           // in its text
	head document.Head  // where that was told while the text was there; else the zero Head
}

func PositionOf(v document.Value) RecordPosition {
	head, _, _ := v.Sites()
	return RecordPosition{v.File(), SpanOf(v.Span), head}
}

// before reports whether a record stands before another one.
func (s RecordPosition) Before(other RecordPosition) bool {
	return s.File.Before(other.File) || s.File == other.File && s.span.start < other.span.start
}

// spot returns where the record stands as a whole.
func (s RecordPosition) source() SourceRef {
	place := s.head.Place()
	return SourceRef{File: s.File, span: s.span.exported(), whole: true, place: place, known: place.StartLine > 0}
}

// layout says where the values of a record stand. It never changes: records that are written
// alike share it.
type Layout struct {
	Fields []int16         // by property: the number of the field that it is read from; -1 for none
	Sites  []document.Site // by field; nil where they are not known
	Spans  []Span          // by field, in the file's text, where the sites are not known
}

// states reports whether a record has a property, if only without a value.
func (l *Layout) States(property int) bool { return l != nil && l.Fields[property] >= 0 }

// Spot is where something of an object stands. The zero Spot is nowhere.
type SourceRef struct {
	File  *document.File
	span  source.Span // in its text
	whole bool        // an object, which is shown by its first line
	place source.Place
	known bool // the place is
}

// Spot returns where a property's value stands, in the first record that has the property;
// where none has, the object's record. It is nowhere for an object that has no record.
func (o *Object) Source(property string) SourceRef {
	i, known := o.Kind.Index(property)
	for _, record := range o.Records() {
		if known && record.Layout.States(i) {
			return record.sourceOf(i)
		}
	}
	if o.File == nil {
		return SourceRef{}
	}
	return o.source()
}

// spotOf returns where the value of a property stands that the record has.
func (o *Object) sourceOf(property int) SourceRef {
	field := o.Layout.Fields[property]
	if o.Layout.Sites == nil {
		return SourceRef{File: o.File, span: o.Layout.Spans[field].exported()}
	}
	return SourceRef{File: o.File, place: o.Layout.Sites[field].Place(o.head), known: true}
}

// Known reports whether the place of a spot is known without the file's text.
func (s SourceRef) Known() bool { return s.known }

// Place returns the place of a spot: of an object the first line. If it is not known, the
// file's text must be loaded.
func (s SourceRef) Place() source.Place {
	switch {
	case s.known:
		return s.place
	case s.whole:
		return s.File.FirstLine(s.span)
	}
	return s.File.Place(s.span)
}
