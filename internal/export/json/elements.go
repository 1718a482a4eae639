package json

import (
	"strings"

	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/internal/source"
)

// elements validates the elements of a list, one by one. Objects of one export have the
// same members, and most of these are written as in the object before, to the letter: what
// was validated there is recognised as a whole.
type elements struct {
	validator
	fields   []document.Field // of the object that was read last
	previous []member         // by its place: a member of the object before
	tracker  tracker
	wrapped  bool // there may be lists with a Count that was not checked
}

// member is a member as it is written, from the first quote of its name to the end of its
// value.
type member struct {
	text    string
	name    string
	quote   int             // where the name ends in text, with its second quote
	value   int             // where the value begins in text
	toValue source.Position // the distance to it
	over    source.Position // the distance over it
}

// newElements returns the elements of a text that begins at a position.
func newElements(f *document.File, first source.Position) *elements {
	text := f.Content()
	return &elements{validator: validator{file: f, text: text}, tracker: tracker{text: text, origin: first, sites: []document.Site{}}}
}

// next validates the element at an offset, and makes it the file's current one. ok is false
// if there is a fault.
func (e *elements) next(start int) (value document.Value, end int, ok bool) {
	e.tracker.begin(start)
	e.fields, e.wrapped = e.fields[:0], e.text[start] != '{'
	if e.wrapped {
		end = e.value(start, 1)
	} else {
		end = e.list(start, 1, '}', e.member)
	}
	if end < 0 || e.file.Late(end) != nil {
		return value, end, false
	}
	value = valueAt(e.file, e.text, start, end)
	if e.wrapped && checkCounts(e.file, value.Span) != nil {
		return value, end, false
	}
	e.file.SetCurrent(document.Element{Span: value.Span, Fields: e.fields, Head: e.tracker.head(value.Span), Sites: e.tracker.found()})
	return value, end, true
}

// member recognises or validates a member of an element.
func (e *elements) member(at, depth int) int {
	if end := e.repeated(at); end >= 0 {
		return end
	}
	return e.changed(at, depth)
}

// repeated recognises the member that is in the same place of the object before.
func (e *elements) repeated(at int) (end int) {
	i := len(e.fields)
	if i >= len(e.previous) {
		return -1
	}
	m := &e.previous[i]
	end = at + len(m.text)
	if !strings.HasPrefix(e.text[at:], m.text) || !e.endsAt(end) {
		return -1
	}
	e.add(m, at)
	return end
}

// endsAt reports whether a value that is complete at an offset does not go on there: a
// number could.
func (e *elements) endsAt(at int) bool {
	return at < len(e.text) && (e.text[at] <= ' ' || e.text[at] == ',' || e.text[at] == '}')
}

// changed validates a member and keeps it for the next object.
func (e *elements) changed(at, depth int) (end int) {
	quote := e.name(at)
	if quote < 0 {
		return -1
	}
	value := e.colon(quote)
	if value < 0 {
		return -1
	}
	if end = e.value(value, depth); end < 0 {
		return -1
	}
	if c := e.text[value]; (c == '{' || c == '[') && checkCounts(e.file, source.Span{Start: value, End: end}) != nil {
		return -1
	}
	m := member{e.text[at:end], e.nameOf(e.text[at:quote]), quote - at, value - at, source.Distance(e.text[at:value]), source.Distance(e.text[value:end])}
	if i := len(e.fields); i < len(e.previous) {
		e.previous[i] = m
	} else {
		e.previous = append(e.previous, m)
	}
	e.add(&m, at)
	return end
}

// nameOf returns the name that is written in quotes, the same string as in the object
// before if it can.
func (e *elements) nameOf(quoted string) string {
	if i := len(e.fields); i < len(e.previous) && e.previous[i].text[:e.previous[i].quote] == quoted {
		return e.previous[i].name
	}
	return unquote(quoted)
}

// add adds a member at an offset to the element.
func (e *elements) add(m *member, at int) {
	end := at + len(m.text)
	e.tracker.add(at, end, m.toValue, m.over)
	e.wrapped = e.wrapped || m.name == "value"
	e.fields = append(e.fields, document.Field{Name: m.name, Value: valueAt(e.file, e.text, at+m.value, end)})
}
