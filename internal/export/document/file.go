package document

import (
	"iter"
	"slices"

	"github.com/exchlint/exchlint/internal/source"
)

// New returns a file without values. A notation adds them.
func New(text *source.Text) *File { return &File{Text: text} }

// NewPart returns a part of a list. Its elements are validated while they are read;
// [File.SetCurrent] says more about each.
func NewPart(text *source.Text, notation Notation, elements iter.Seq[Value]) *File {
	return &File{Text: text, Notation: notation, elements: elements}
}

// Value returns the value of a kind that is a span of the file.
func (f *File) Value(kind Kind, span source.Span) Value { return Value{kind, span, f} }

// SetCurrent says what is known of the element that is read now.
func (f *File) SetCurrent(e Element) { f.current = e }

// Elements returns the values of the file and their depth: what is in a list that is the
// file's only value is one deeper than what is not. The elements of a part are validated
// only now, so whoever takes a part must read all of them.
func (f *File) Elements() (values iter.Seq[Value], depth int) {
	switch {
	case f.elements != nil:
		return f.elements, 1
	case len(f.Values) == 1 && f.Values[0].Kind == Array:
		return slices.Values(f.Values[0].Items()), 1
	}
	return slices.Values(f.Values), 0
}

// Before reports whether f comes before another file: by name, and parts of one file in
// their order.
func (f *File) Before(other *File) bool { return f.Text.Before(other.Text) }

// Release drops the file's text and values, if the text can be read again by
// [source.Text.Load].
func (f *File) Release() {
	if f.Text.Release() {
		f.Values, f.current = nil, Element{}
	}
}
