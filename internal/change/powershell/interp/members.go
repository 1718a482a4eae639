package interp

import (
	"strings"

	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

// memberName returns the name of a member, which may be computed.
func (in *Interp) memberName(node syntax.Node) string {
	if text, ok := node.(*syntax.Text); ok {
		return text.Value
	}
	return Text(in.eval(node))
}

// memberOf evaluates Target.Name and Target::Name.
func (in *Interp) memberOf(node *syntax.Member) Value {
	from := in.at(node.Span)
	owner := plainValue(in.eval(node.Target))
	if u := unknown(owner); u != nil {
		return Value{u, from}
	}
	if _, ok := node.Name.(*syntax.Text); !ok {
		if u := hasUnknown(in.eval(node.Name)); u != nil {
			return Value{u, from}
		}
	}
	name := in.memberName(node.Name)
	if node.Static {
		return Value{in.staticProperty(owner, name), from}
	}
	v := in.property(owner, name)
	if v.From.End == 0 {
		v.From = from
	}
	return v
}

// property returns a property; of a list those of its items, where the list has none.
func (in *Interp) property(owner Value, name string) Value {
	if l, ok := owner.Data.(*List); ok {
		return in.listProperty(l, name, 0)
	}
	if v, ok := in.ownProperty(owner, name); ok {
		return v
	}
	switch strings.ToLower(name) {
	case "count", "length":
		if owner.Data != nil || strings.EqualFold(name, "count") || strings.EqualFold(name, "length") {
			return Value{Data: int32(asInt(owner.Data != nil))}
		}
	}
	return Value{}
}

func (in *Interp) listProperty(l *List, name string, depth int) Value {
	switch strings.ToLower(name) {
	case "count", "length", "longlength":
		return Value{Data: int32(len(l.Items))}
	case "rank":
		return Value{Data: int32(1)}
	case "isfixedsize":
		return Value{Data: l.Fixed}
	}
	var found []Value
	for _, item := range l.Items {
		if u := unknown(item); u != nil {
			return Value{Data: u}
		}
		v, ok := in.ownProperty(item, name)
		if inner, isList := item.Data.(*List); isList && depth < 10 {
			v, ok = in.listProperty(inner, name, depth+1), true
		}
		if ok {
			found = append(found, items(v)...)
			if v.Data == nil {
				found = append(found, v)
			}
		}
	}
	return collect(found, syntax.Span{})
}

// ownProperty returns a property that the value itself has.
func (in *Interp) ownProperty(owner Value, name string) (Value, bool) {
	switch o := owner.Data.(type) {
	case *Table:
		return tableProperty(o, name)
	case *Object:
		if v, ok := o.Props.Get(name); ok {
			return v, true
		}
		return in.extraProperty(o, name)
	case string:
		if strings.EqualFold(name, "length") {
			return Value{Data: int32(units16(o))}, true
		}
	case bool:
		if strings.EqualFold(name, "ispresent") {
			return owner, true
		}
	case Date:
		return dateProperty(o, name)
	case Span:
		return spanProperty(o, name)
	case Type:
		return typeProperty(o, name)
	case Enum:
		if strings.EqualFold(name, "value__") {
			return Value{Data: &Unknown{Reason: "the number of a flag is not known"}}, true
		}
		if strings.EqualFold(name, "value") {
			return Value{Data: o.Text}, true
		}
	}
	return Value{}, false
}

// extraProperty returns what an object has beside its own properties.
func (in *Interp) extraProperty(o *Object, name string) (Value, bool) {
	switch {
	case o.Props.open != nil:
		return Value{Data: o.Props.open}, true
	case strings.EqualFold(name, "psobject"):
		properties := NewList()
		for _, k := range o.Props.keys {
			p := NewObject("System.Management.Automation.PSNoteProperty", "")
			p.Props.Set("Name", o.Props.names[k])
			p.Props.Set("Value", o.Props.values[k])
			properties.Items = append(properties.Items, Value{Data: p})
		}
		shell := NewObject("System.Management.Automation.PSObject", "")
		shell.Props.Set("Properties", Value{Data: properties})
		return Value{Data: shell}, true
	case o.Type == "System.Text.StringBuilder" && strings.EqualFold(name, "length"):
		return Value{Data: int32(units16(o.Text))}, true
	}
	return Value{}, false
}

func tableProperty(t *Table, name string) (Value, bool) {
	if v, ok := t.Get(name); ok {
		return v, true
	}
	if t.open != nil {
		return Value{Data: t.open}, true
	}
	switch strings.ToLower(name) {
	case "count":
		return Value{Data: int32(t.Len())}, true
	case "keys":
		return Value{Data: NewList(t.Keys()...)}, true
	case "values":
		list := NewList()
		for _, k := range t.keys {
			list.Items = append(list.Items, t.values[k])
		}
		return Value{Data: list}, true
	}
	return Value{}, false
}

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
		if l, ok := owner.Data.(*List); ok && !inside(l.Items, k) {
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
