package clixml

import (
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/internal/source"
)

// notation reads the values of a document that was validated. It knows what references
// refer to.
type notation struct {
	refs  map[int]document.Value // by where a Ref begins: what it refers to
	types map[int]source.Span    // by where a TNRef begins: the first name in its TN
	lists map[source.Span]bool   // those at the top
}

// kinds are the kinds of plain values by the name of their element; all others are text. A
// secure string is an object without members, as is a set of members inside an object.
var kinds = map[string]document.Kind{
	"Nil": document.Null, "SS": document.Object, "MS": document.Object, "B": document.Bool,
	"I16": document.Number, "I32": document.Number, "I64": document.Number, "U16": document.Number, "U32": document.Number, "U64": document.Number, "By": document.Number, "SB": document.Number, "D": document.Number, "Db": document.Number, "Sg": document.Number,
}

// value returns the value of an element inside an object. That of a Ref is the object that
// it refers to, with its span.
func (n notation) value(f *document.File, e element) document.Value {
	switch e.name {
	case "Ref":
		return n.refs[e.outer.Start]
	case "Obj":
		return n.object(f, e)
	}
	kind, known := kinds[e.name]
	if !known {
		kind = document.String
	}
	if kind == document.Null || kind == document.Object {
		return f.Value(kind, e.outer)
	}
	return f.Value(kind, e.inner)
}

// record returns the value of an element at the top: an Obj with properties is an Object,
// even if it has a text.
func (n notation) record(f *document.File, e element) document.Value {
	for child := range e.children(f.Content()) {
		if e.name == "Obj" && (child.name == "Props" || child.name == "MS") {
			return f.Value(document.Object, e.outer)
		}
	}
	return n.value(f, e)
}

// object distinguishes lists, objects with a text of their own, and others.
func (n notation) object(f *document.File, e element) document.Value {
	var o shown
	for child := range e.children(f.Content()) {
		if o.add(n, f, child); o.settled {
			break
		}
	}
	return o.of(f, e)
}

// shown is what is known of an Obj from those of its children that were read so far.
type shown struct {
	value   document.Value // of no file: the Obj as a whole
	settled bool
}

func (o *shown) add(n notation, f *document.File, child element) {
	if o.settled {
		return
	}
	switch child.name {
	case "LST", "IE", "STK", "QUE":
		o.value, o.settled = document.Value{Kind: document.Array}, true
	case "ToString":
		o.value, o.settled = f.Value(document.String, child.inner), true
	case "Props", "MS", "DCT":
		o.value = document.Value{Kind: document.Object}
	case "TN", "TNRef", "Obj":
	default:
		if o.value.Kind == document.Null {
			o.value = n.value(f, child)
		}
	}
}

// of returns the value of the Obj. Without any of the known children it is an Object, not
// null.
func (o *shown) of(f *document.File, e element) document.Value {
	switch {
	case o.value.File() != nil:
		return o.value
	case o.value.Kind == document.Array:
		return f.Value(document.Array, e.outer)
	}
	return f.Value(document.Object, e.outer)
}
