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
	in.work(owner)
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
