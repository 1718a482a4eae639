// Package formatlist reads what Format-List shows, as people paste it: wrapped to the width
// of a window, below a prompt, quoted in a mail, indented, with a blank line behind each line.
//
//	Name               : Default Frontend EX01
//	Bindings           : {[::]:25, 0.0.0.0:25}
//	TlsCertificateName : <I>CN=Fabrikam CA, O=Fabrikam,
//	                     C=US<S>CN=mail.contoso.com
//
// An object ends at a blank line, or where its properties begin again. Lines that belong to no
// object are kept as [document.File.Prose].
package formatlist

import (
	"cmp"
	"slices"

	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/internal/source"
)

// Decode finds the objects of a file.
func Decode(f *document.File) error {
	lines, err := readLines(f)
	if err != nil {
		return err
	}
	r := reader{file: f, lines: lines, blanksInside: blanksInside(lines), notation: newNotation()}
	for i := range lines {
		if err := r.line(i); err != nil {
			return err
		}
	}
	r.finish()
	join(f.Content(), r.objects)
	f.Notation = r.notation
	return nil
}

// object is an object that was read.
type object struct {
	start      int
	margin     int    // columns before its names
	column     int    // columns from a name to its value; less where blanks were lost
	widest     int    // columns of the longest line of a value
	lines      int    // of its values that are not empty
	blanks     int    // how many of these end with a blank
	command    string // the line of the prompt above it; "" if there is none
	properties []*property
}

// count takes note of the part of a value that a line has, of so many columns.
func (o *object) count(l *line, columns int) {
	if o.widest = max(o.widest, columns); columns > 0 {
		o.lines++
		o.blanks += min(l.blanks, 1)
	}
}

// property is a property of an object.
type property struct {
	name   string
	pieces []piece // the lines of its value
}

// piece is what a line has of a value.
type piece struct {
	span   source.Span
	margin int  // columns before it, on a line of its own
	blanks int  // at the end of the line
	glued  bool // to the piece before, without a blank
}

// reader finds the beginning and the end of each object.
type reader struct {
	notation
	file         *document.File
	lines        []line
	blanksInside int       // how many blank lines don't end an object
	blanks       int       // blank lines above the current line
	command      string    // the line of the prompt above
	open         *object   // nil between objects
	stray        *line     // a line inside of the open object that is neither a property nor a value
	objects      []*object // all
}

// line reads a line.
func (r *reader) line(i int) error {
	l := &r.lines[i]
	inside := r.open != nil && r.blanks <= r.blanksInside
	switch {
	case l.kind == blank:
		r.blanks++
		return nil
	case l.kind == prompt:
		r.finish()
		r.command = r.text(l.text)
		return nil
	case l.kind == named && (!inside || l.margin == r.open.margin):
		if !inside || r.beginsAgain(i) {
			r.begin(l)
		}
		return r.add(l)
	case r.open != nil && l.margin > r.open.margin && (inside || l.margin == r.open.margin+r.open.column):
		r.carryOn(l)
		return nil
	case inside && r.blanks == 0 && r.wrapped(l):
		r.carryOn(l)
		return nil
	}
	if inside && r.blanks == 0 && !noise.MatchString(r.text(l.text)) {
		r.stray = cmp.Or(r.stray, l)
	}
	r.blanks = 0
	if len(r.file.Prose) < document.MaxElements {
		r.file.Prose = append(r.file.Prose, r.file.Value(document.String, l.text))
		r.prose[l.text.Start] = r.command
	}
	return nil
}

// begin begins an object.
func (r *reader) begin(l *line) {
	r.finish()
	r.open = &object{start: l.text.Start, margin: l.margin, command: r.command}
}

// beginsAgain reports whether the properties of the open object begin again with a line, so that
// it is the next object: its first name comes again, and then its second one does.
func (r *reader) beginsAgain(i int) bool {
	known := r.open.properties
	if len(known) == 0 || r.lines[i].name != known[0].name {
		return false
	}
	next := slices.IndexFunc(r.lines[i+1:], func(l line) bool { return l.kind == named || l.kind == blank })
	return len(known) == 1 || next < 0 || r.lines[i+1+next].kind == blank || r.lines[i+1+next].name == known[1].name
}

// add adds a property to the open object.
func (r *reader) add(l *line) error {
	if r.stray != nil {
		return r.file.ErrorAt(r.stray.text.Start, "this line is neither \"Name : value\" nor the rest of a value, which would be indented")
	}
	if len(r.open.properties) == document.MaxElements || len(r.file.Values) == document.MaxElements {
		return r.file.TooMany(l.text.Start)
	}
	p := &property{name: l.name, pieces: []piece{{span: l.value, blanks: l.blanks}}}
	r.open.properties = append(r.open.properties, p)
	r.values[l.value.Start] = p
	r.open.column = max(r.open.column, l.column)
	r.open.count(l, r.cells(l.value))
	r.blanks = 0
	return nil
}

// carryOn adds a line to the last value of the open object.
func (r *reader) carryOn(l *line) {
	p := r.open.properties[len(r.open.properties)-1]
	p.pieces = append(p.pieces, piece{span: l.text, margin: l.margin - r.open.margin, blanks: l.blanks})
	r.open.count(l, r.cells(l.text))
	r.blanks = 0
}

// minWidth is the width of the narrowest window that lists are read from, in columns.
const minWidth = 60

// wrapped reports whether a line that is not indented may be the rest of a value that did not
// fit: with its first word the line above would have been longer than any line of the object.
func (r *reader) wrapped(l *line) bool {
	last := r.open.properties[len(r.open.properties)-1].pieces
	above := r.cells(last[len(last)-1].span)
	return above > 0 && r.open.column+above+1+cells(firstWord(r.text(l.text))) > max(minWidth, r.open.column+r.open.widest)
}

func (r *reader) text(span source.Span) string { return r.file.Content()[span.Start:span.End] }

func (r *reader) cells(span source.Span) int { return cells(r.text(span)) }

// finish ends the open object.
func (r *reader) finish() {
	if r.open != nil && len(r.open.properties) > 0 {
		last := r.open.properties[len(r.open.properties)-1].pieces
		span := source.Span{Start: r.open.start, End: last[len(last)-1].span.End}
		r.file.Values = append(r.file.Values, r.file.Value(document.Object, span))
		r.notation.objects[span.Start] = r.open
		r.objects = append(r.objects, r.open)
	}
	r.open, r.stray, r.blanks = nil, nil, 0
}
