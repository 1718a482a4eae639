package interp

import (
	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

// indexed evaluates Target[Index].
func (in *Interp) indexed(node *syntax.Index) Value {
	from := in.at(node.Span)
	owner := plainValue(in.eval(node.Target))
	if node.NullConditional && owner.Data == nil {
		return Value{nil, from}
	}
	key := plainValue(in.eval(node.Index))
	if u := unknown(owner); u != nil {
		return Value{u, from}
	}
	if u := hasUnknown(key); u != nil {
		return Value{u, from}
	}
	if owner.Data == nil {
		in.throw("an element of $null can't be read", "System.Management.Automation.RuntimeException")
	}
	v := in.elements(owner, key, from)
	if v.From.End == 0 {
		v.From = from
	}
	return v
}

func (in *Interp) elements(owner, key Value, from syntax.Span) Value {
	keys, several := key.Data.(*List)
	if !several {
		return in.element(owner, key)
	}
	list := NewList()
	for _, k := range keys.Items {
		switch o := owner.Data.(type) {
		case *List:
			if !inside(o.Items, k) {
				continue
			}
		case string:
			if !inside(chars(o, owner), k) {
				continue
			}
		case *Table, *Object:
		default:
			continue
		}
		list.Items = append(list.Items, in.element(owner, k))
	}
	return Value{list, from}
}

// element returns one element; $null where there is none.
func (in *Interp) element(owner, key Value) Value {
	switch o := owner.Data.(type) {
	case *Table:
		if o.Ordered && isNumber(key.Data) {
			i, _ := index(key)
			if i >= 0 && i < len(o.keys) {
				return o.values[o.keys[i]]
			}
			return Value{}
		}
		v, ok := o.Get(Text(key))
		if !ok && o.open != nil {
			return Value{Data: o.open}
		}
		return v
	case *List:
		return itemAt(o.Items, key)
	case string:
		return itemAt(chars(o, owner), key)
	case *Object:
		v, _ := o.Props.Get(Text(key))
		return v
	}
	if i, ok := index(key); ok && (i == 0 || i == -1) {
		return owner
	}
	return Value{}
}

func itemAt(items []Value, key Value) Value {
	i, ok := index(key)
	if i < 0 {
		i += len(items)
	}
	if !ok || i < 0 || i >= len(items) {
		return Value{}
	}
	return items[i]
}

// inside reports whether an index is one of the items.
func inside(items []Value, key Value) bool {
	i, ok := index(key)
	return ok && i >= -len(items) && i < len(items)
}

// chars returns the characters of a text.
func chars(text string, from Value) []Value {
	list := make([]Value, 0, len(text))
	for _, r := range text {
		list = append(list, Value{Char(r), from.From})
	}
	return list
}

// units16 returns the length of a text in UTF-16 code units, as .NET counts it.
func units16(text string) int {
	n := 0
	for _, r := range text {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}
