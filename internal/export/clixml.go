package export

import (
	"html"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
)

// CLIXML is what Export-Clixml writes: a tree of Obj elements, each with the names of
// its .NET types, its properties, and what ToString says of it.
//
//	<Objs><Obj RefId="0"><TN RefId="0"><T>Microsoft.Exchange...ReceiveConnector</T></TN>
//	  <ToString>Default Frontend EX01</ToString>
//	  <Props><S N="Name">Default Frontend EX01</S><Obj N="Fqdn"><ToString>ex01.contoso.com</ToString></Obj></Props>
//	</Obj></Objs>
//
// An object at the top is an Object with its properties as fields. Of an object inside
// another one nobody needs more than its text: that is how Exchange's shell shows it.
type clixml struct {
	refs  map[int]Value // by where a Ref begins: what it stands for
	types map[int]Span  // by where a TNRef begins: the first name in its TN
	lists map[Span]bool // those at the top
}

// decodeCLIXML checks the whole document and keeps where its objects stand.
func decodeCLIXML(f *File) error {
	s := xmlScanner{file: f, text: f.text, form: clixml{map[int]Value{}, map[int]Span{}, map[Span]bool{}}, objects: map[string]target{}, names: map[string]Span{}}
	if err := s.document(); err != nil {
		return err
	}
	f.notation = s.form
	root := elementAt(f.text, s.root)
	if root.name != "Objs" {
		f.Values = []Value{{Object, Span{s.root, s.root}, f}} // some other program's XML
		return nil
	}
	for child := range root.children(f.text) {
		v := s.form.record(f, child)
		if v.Kind == String && contentOf(child.name) == plain {
			v = Value{Object, Span{child.outer.Start, child.outer.Start}, f} // somebody exported a text, and no object
		}
		if v.Kind == Array {
			s.form.lists[v.Span] = true
		}
		f.Values = append(f.Values, v)
	}
	return nil
}

// TypeName returns the .NET type that the file states for the value itself; "" where
// it states none. Only CLIXML does.
func (v Value) TypeName() string {
	form, ok := v.notation().(clixml)
	if !ok || v.Kind != Object && v.Kind != Array || v.Span.Start == v.Span.End {
		return ""
	}
	text := v.file.text
	for child := range elementAt(text, v.Span.Start).children(text) {
		switch child.name {
		case "TNRef":
			name := form.types[child.outer.Start]
			return form.text(text[name.Start:name.End])
		case "TN":
			name := child.first(text)
			return form.text(text[name.Start:name.End])
		}
	}
	return ""
}

// first returns the text of the first element inside one; an empty span where there is none.
func (e element) first(text string) Span {
	for child := range e.children(text) {
		return child.inner
	}
	return Span{}
}

func (v Value) notation() notation {
	if v.file == nil {
		return nil
	}
	return v.file.notation
}

// The elements of plain values by what they are. A secure string is nobody's business: it is
// an object that shows nothing, as is a set of members in another. Everything that is not
// named here is text.
var xmlKinds = map[string]Kind{
	"Nil": Null, "SS": Object, "MS": Object, "B": Bool,
	"I16": Number, "I32": Number, "I64": Number, "U16": Number, "U32": Number, "U64": Number, "By": Number, "SB": Number, "D": Number, "Db": Number, "Sg": Number,
}

// value returns what an element inside an object is. A Ref is the object that it refers
// to, and stands where that stands.
func (c clixml) value(f *File, e element) Value {
	switch e.name {
	case "Ref":
		return c.refs[e.outer.Start]
	case "Obj":
		return c.object(f, e)
	}
	kind, known := xmlKinds[e.name]
	if !known {
		kind = String
	}
	if kind == Null || kind == Object {
		return Value{kind, e.outer, f}
	}
	return Value{kind, e.inner, f}
}

// record returns an object at the top: one with properties, whatever its text is.
func (c clixml) record(f *File, e element) Value {
	for child := range e.children(f.text) {
		if e.name == "Obj" && (child.name == "Props" || child.name == "MS") {
			return Value{Object, e.outer, f}
		}
	}
	return c.value(f, e)
}

// object tells lists, objects with a text of their own, and others apart.
func (c clixml) object(f *File, e element) Value {
	var o shown
	for child := range e.children(f.text) {
		if o.add(c, f, child); o.settled {
			break
		}
	}
	return o.of(f, e)
}

// shown is what the children of an Obj, one after the other, have shown of it.
type shown struct {
	value   Value // without a file: the Obj as a whole
	settled bool
}

func (o *shown) add(c clixml, f *File, child element) {
	if o.settled {
		return
	}
	switch child.name {
	case "LST", "IE", "STK", "QUE":
		o.value, o.settled = Value{Kind: Array}, true
	case "ToString":
		o.value, o.settled = Value{String, child.inner, f}, true
	case "Props", "MS", "DCT":
		o.value = Value{Kind: Object}
	case "TN", "TNRef", "Obj":
	default:
		if o.value.Kind == Null {
			o.value = c.value(f, child)
		}
	}
}

// of returns what the Obj is. One that has shown nothing is not one that is null.
func (o *shown) of(f *File, e element) Value {
	switch {
	case o.value.file != nil:
		return o.value
	case o.value.Kind == Array:
		return Value{Array, e.outer, f}
	}
	return Value{Object, e.outer, f}
}

// items returns the elements of a list. Those of a list at the top are records.
func (c clixml) items(v Value) (items []Value) {
	text, read := v.file.text, c.value
	if c.lists[v.Span] {
		read = c.record
	}
	for child := range elementAt(text, v.Span.Start).children(text) {
		switch child.name {
		case "LST", "IE", "STK", "QUE":
			for item := range child.children(text) {
				items = append(items, read(v.file, item))
			}
		}
	}
	return items
}

func (c clixml) fields(v Value) (fields []Field) {
	if v.Span.Start == v.Span.End {
		return nil
	}
	text := v.file.text
	for child := range elementAt(text, v.Span.Start).children(text) {
		if child.name != "Props" && child.name != "MS" {
			continue
		}
		for member := range child.children(text) {
			fields = append(fields, Field{member.attribute(text, "N"), c.value(v.file, member)})
		}
	}
	return fields
}

var escapedUnits = regexp.MustCompile(`(?:_x[0-9A-Fa-f]{4}_)+`)

// text resolves XML's escapes and then PowerShell's own for what XML can't hold, which
// are UTF-16 units: an astral character is two.
func (clixml) text(raw string) string {
	if strings.IndexByte(raw, '&') >= 0 {
		raw = html.UnescapeString(raw)
	}
	if !strings.Contains(raw, "_x") {
		return raw
	}
	return escapedUnits.ReplaceAllStringFunc(raw, func(escaped string) string {
		var units []uint16
		for ; escaped != ""; escaped = escaped[len("_x0000_"):] {
			code, _ := strconv.ParseUint(escaped[2:6], 16, 16) // the pattern has four digits
			units = append(units, uint16(code))
		}
		return string(utf16.Decode(units))
	})
}
