package export

import (
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"
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
	objects map[string]int // where the Obj of each RefId begins
	types   map[string]int // where the TN of each RefId begins
}

// decodeCLIXML checks the whole document and keeps where its objects stand.
func decodeCLIXML(f *File) error {
	s := xmlScanner{file: f, text: f.text, form: clixml{map[string]int{}, map[string]int{}}}
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
		f.Values = append(f.Values, s.form.record(f, child))
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
		if child.name == "TNRef" {
			start, known := form.types[child.attribute(text, "RefId")]
			if !known {
				return ""
			}
			child = elementAt(text, start)
		}
		if child.name != "TN" {
			continue
		}
		for t := range child.children(text) {
			return form.text(text[t.inner.Start:t.inner.End])
		}
	}
	return ""
}

func (v Value) notation() notation {
	if v.file == nil {
		return nil
	}
	return v.file.notation
}

// The elements of plain values by what they are. A secure string is nobody's business,
// and everything that is not named here is text.
var xmlKinds = map[string]Kind{
	"Nil": Null, "SS": Null, "B": Bool,
	"I16": Number, "I32": Number, "I64": Number, "U16": Number, "U32": Number, "U64": Number, "By": Number, "SB": Number, "D": Number, "Db": Number, "Sg": Number,
}

// value returns what an element inside an object is. A Ref is the object that it refers
// to, and stands where that stands. It must lie wholly before the Ref, so that no object
// contains itself.
func (c clixml) value(f *File, e element) Value {
	switch e.name {
	case "Ref":
		start, known := c.objects[e.attribute(f.text, "RefId")]
		if !known || start > e.outer.Start {
			return Value{Null, e.outer, f}
		}
		if target := elementAt(f.text, start); target.outer.End <= e.outer.Start {
			return c.value(f, target)
		}
		return Value{Null, e.outer, f}
	case "Obj":
		return c.object(f, e)
	}
	kind, known := xmlKinds[e.name]
	if !known {
		kind = String
	}
	if kind == Null {
		return Value{Null, e.outer, f}
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
	found := Value{Null, e.outer, f}
	for child := range e.children(f.text) {
		switch child.name {
		case "LST", "IE", "STK", "QUE":
			return Value{Array, e.outer, f}
		case "ToString":
			return Value{String, child.inner, f}
		case "Props", "MS", "DCT":
			found = Value{Object, e.outer, f}
		case "TN", "TNRef":
		default:
			if found.Kind == Null && child.name != "Obj" {
				found = c.value(f, child)
			}
		}
	}
	return found
}

// items returns the elements of a list. Those of a list at the top are records.
func (c clixml) items(v Value) (items []Value) {
	text, read := v.file.text, c.value
	if slices.ContainsFunc(v.file.Values, func(top Value) bool { return top.Span == v.Span }) {
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

var escapedUnit = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// text resolves XML's escapes and then PowerShell's own for what XML can't hold.
func (clixml) text(raw string) string {
	if strings.IndexByte(raw, '&') >= 0 {
		raw = html.UnescapeString(raw)
	}
	if !strings.Contains(raw, "_x") {
		return raw
	}
	return escapedUnit.ReplaceAllStringFunc(raw, func(unit string) string {
		code, _ := strconv.ParseUint(unit[2:6], 16, 16) // the pattern has four digits
		return string(rune(code))
	})
}
