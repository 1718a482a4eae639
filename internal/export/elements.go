package export

import (
	"iter"
	"strings"
)

// Elements returns the values of the file, and how deep they stand: what is in a list that
// is all that the file holds stands one deeper than what is not. Those of a part are checked
// only now, so whoever takes a part must go through all of them.
func (f *File) Elements() (values iter.Seq[Value], depth int) {
	switch {
	case f.listed:
		return f.checked, 1
	case len(f.Values) == 1 && f.Values[0].Kind == Array:
		return each(f.Values[0].Items()), 1
	}
	return each(f.Values), 0
}

func each(values []Value) iter.Seq[Value] {
	return func(yield func(Value) bool) {
		for _, v := range values {
			if !yield(v) {
				return
			}
		}
	}
}

// checked yields the elements of a part, each as soon as it has been checked. It notes
// whether the part turns out not to be a list of values, each with the comma behind it.
func (f *File) checked(yield func(Value) bool) {
	e := elements{file: f, text: f.text, track: track{text: f.text, origin: f.first, sites: []Site{}}}
	for f.faulty = true; ; {
		e.pos = skipBlanks(e.text, e.pos)
		if e.pos == len(e.text) {
			f.faulty = f.last // for then a value had to follow the comma
			return
		}
		e.track.begin(e.pos)
		v, ok := e.element()
		if !ok || f.late(e.pos) != nil || e.wrapped && f.checkCounts(v.Span) != nil {
			return
		}
		f.count++
		f.member, f.members = v.Span, e.members
		f.head, f.sites = e.track.head(v.Span), e.track.found()
		if !yield(v) {
			return
		}
		e.pos = skipBlanks(e.text, e.pos)
		switch {
		case e.pos == len(e.text):
			f.faulty = !f.last
			return
		case e.text[e.pos] != ',':
			return
		}
		e.pos++
	}
}

// elements goes through the elements of a list. Objects of one export have the same
// members, and most of these say what they said in the object before, to the letter: what
// was checked there is recognised as a whole.
type elements struct {
	file    *File
	text    string
	pos     int
	members []Field    // of the object that was read last
	before  []lastSeen // by its place: a member of the object before
	track   track      // of where they stand
	wrapped bool       // there may be lists with their counts beside that have not been looked at
}

// lastSeen is a member as it stands in the text, from the first quote of its name to the
// end of its value.
type lastSeen struct {
	text  string
	name  string
	quote int  // where the name ends in text, with its second quote
	value int  // where the value begins in text
	steps span // from the beginning of text to the value's, and on to its end
}

// element reads an element from its first character to its last.
func (e *elements) element() (Value, bool) {
	start := e.pos
	e.members, e.wrapped = e.members[:0], e.text[start] != '{'
	if e.text[start] != '{' {
		e.pos = check(e.text, start, 1)
	} else {
		e.pos = e.object()
	}
	if e.pos < 0 {
		return Value{}, false
	}
	return Value{jsonKind(e.text[start]), Span{start, e.pos}, e.file}, true
}

// object reads the members of an object, and returns where it ends; -1 for a fault.
func (e *elements) object() int {
	at := skipBlanks(e.text, e.pos+1)
	if at < len(e.text) && e.text[at] == '}' {
		return at + 1
	}
	for len(e.members) < MaxElements {
		end := e.same(at)
		if end < 0 {
			end = e.different(at)
		}
		if end < 0 {
			return -1
		}
		at = skipBlanks(e.text, end)
		switch {
		case at == len(e.text):
			return -1
		case e.text[at] == '}':
			return at + 1
		case e.text[at] != ',':
			return -1
		}
		at = skipBlanks(e.text, at+1)
	}
	return -1
}

// same recognises the member that stood in this place of the object before.
func (e *elements) same(at int) (end int) {
	i := len(e.members)
	if i >= len(e.before) {
		return -1
	}
	seen := &e.before[i]
	end = at + len(seen.text)
	if !strings.HasPrefix(e.text[at:], seen.text) || !ends(e.text, end) {
		return -1
	}
	e.track.walk(at, end, seen.steps)
	e.add(seen.name, at+seen.value, end)
	return end
}

// ends reports whether a value that ends here, as far as is known, does not go on: a number
// could.
func ends(text string, at int) bool {
	return at < len(text) && (text[at] <= ' ' || text[at] == ',' || text[at] == '}')
}

// different reads a member for itself.
func (e *elements) different(at int) (end int) {
	if at == len(e.text) || e.text[at] != '"' {
		return -1
	}
	quote := checkString(e.text, at)
	if quote < 0 {
		return -1
	}
	value := skipBlanks(e.text, quote)
	if value == len(e.text) || e.text[value] != ':' {
		return -1
	}
	value = skipBlanks(e.text, value+1)
	if end = check(e.text, value, 2); end < 0 {
		return -1
	}
	if c := e.text[value]; (c == '{' || c == '[') && e.file.checkCounts(Span{value, end}) != nil {
		return -1
	}
	steps := span{step(e.text[at:value]), step(e.text[value:end])}
	e.track.walk(at, end, steps)
	seen := lastSeen{e.text[at:end], e.nameOf(e.text[at:quote]), quote - at, value - at, steps}
	if i := len(e.members); i < len(e.before) {
		e.before[i] = seen
	} else {
		e.before = append(e.before, seen)
	}
	e.add(seen.name, value, end)
	return end
}

// nameOf reads a name, or recognises it.
func (e *elements) nameOf(quoted string) string {
	if i := len(e.members); i < len(e.before) && e.before[i].text[:e.before[i].quote] == quoted {
		return e.before[i].name
	}
	return jsonText{}.text(quoted)
}

// add adds a member.
func (e *elements) add(name string, start, end int) {
	e.wrapped = e.wrapped || name == "value"
	e.members = append(e.members, Field{name, Value{jsonKind(e.text[start]), Span{start, end}, e.file}})
}
