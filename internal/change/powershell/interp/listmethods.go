package interp

import (
	"strings"

	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

// listMethod calls a method of a list, or of each of its items.
func (in *Interp) listMethod(owner Value, l *List, name string, args []Value, from syntax.Span) Value {
	if v, ok := in.readList(l, name, args); ok {
		return v
	}
	if changesList[name] {
		return in.changeList(l, name, args)
	}
	var out []Value
	for _, item := range l.Items {
		if item.Data == nil {
			in.throw("you cannot call a method on a null-valued expression", "System.Management.Automation.RuntimeException")
		}
		out = append(out, items(in.method(item, name, args, from))...)
	}
	return collect(out, from)
}

var changesList = map[string]bool{
	"add": true, "addrange": true, "remove": true, "removeat": true, "insert": true, "clear": true, "reverse": true, "sort": true, "removeall": true,
}

func (in *Interp) readList(l *List, name string, args []Value) (Value, bool) {
	switch {
	case name == "contains" && len(args) == 1:
		if u := hasUnknown(Value{Data: NewList(append(args, l.Items...)...)}); u != nil {
			return Value{Data: u}, true
		}
		return Value{Data: indexIn(l, args[0]) >= 0}, true
	case name == "indexof" && len(args) == 1:
		return Value{Data: int32(indexIn(l, args[0]))}, true
	case name == "toarray" && len(args) == 0:
		return Value{Data: NewList(append([]Value(nil), l.Items...)...)}, true
	case name == "clone" && len(args) == 0:
		return Value{Data: &List{Items: append([]Value(nil), l.Items...), Type: l.Type, Fixed: l.Fixed}}, true
	case name == "getlength" || name == "getupperbound":
		return Value{Data: int32(len(l.Items) - asInt(name == "getupperbound"))}, true
	case name == "join":
		return notInterpreted("the method Join"), true
	}
	return Value{}, false
}

// indexIn finds a value as .NET does: of the same type, and texts in the same case.
func indexIn(l *List, v Value) int {
	for i, item := range l.Items {
		if typeName(item) == typeName(v) && equal(item, v, true) {
			return i
		}
	}
	return -1
}

// changeList calls a method that changes the list. An array can't grow. In doubt the list
// becomes unknown.
func (in *Interp) changeList(l *List, name string, args []Value) Value {
	if l.Fixed && name != "clear" && name != "sort" && name != "reverse" {
		in.throw("the array has a fixed size: '"+name+"' is refused", "System.Management.Automation.MethodInvocationException")
	}
	if in.maybe > 0 {
		l.Items = []Value{{Data: &Unknown{Reason: "the list was changed under an unknown condition"}}}
		return Value{}
	}
	in.spend(32)
	switch {
	case name == "add" && len(args) == 1:
		return in.addItem(l, args[0])
	case name == "addrange" && len(args) == 1:
		l.Items = append(l.Items, items(args[0])...)
	case name == "remove" && len(args) == 1:
		i := indexIn(l, args[0])
		if i >= 0 {
			l.Items = append(l.Items[:i:i], l.Items[i+1:]...)
		}
		if strings.Contains(l.Type, "Generic") {
			return Value{Data: i >= 0}
		}
	case name == "removeat" && len(args) == 1:
		i, ok := index(args[0])
		if !ok || i < 0 || i >= len(l.Items) {
			in.throw("an index is outside of the list", "System.Management.Automation.MethodInvocationException")
		}
		l.Items = append(l.Items[:i:i], l.Items[i+1:]...)
	case name == "insert" && len(args) == 2:
		i, ok := index(args[0])
		if !ok || i < 0 || i > len(l.Items) {
			in.throw("an index is outside of the list", "System.Management.Automation.MethodInvocationException")
		}
		l.Items = append(l.Items[:i:i], append([]Value{args[1]}, l.Items[i:]...)...)
	case name == "clear":
		l.Items = nil
	case name == "reverse":
		for i, j := 0, len(l.Items)-1; i < j; i, j = i+1, j-1 {
			l.Items[i], l.Items[j] = l.Items[j], l.Items[i]
		}
	default:
		for i := range l.Items {
			l.Items[i].Data = notInterpreted("the method " + name + " of a list").Data
		}
	}
	return Value{}
}

// addItem appends to a list. ArrayList returns the index.
func (in *Interp) addItem(l *List, v Value) Value {
	if i := strings.Index(l.Type, "List`1["); i >= 0 {
		element := strings.TrimSuffix(l.Type[i+len("List`1["):], "]")
		converted, ok := Convert(v, element)
		if !ok {
			in.throw("'"+Text(v)+"' can't be converted to ["+element+"]", "System.Management.Automation.MethodException")
		}
		v = converted
	}
	l.Items = append(l.Items, v)
	if strings.HasSuffix(l.Type, "ArrayList") {
		return Value{Data: int32(len(l.Items) - 1)}
	}
	return Value{}
}

// tableMethod calls a method of a hash table.
func (in *Interp) tableMethod(t *Table, name string, args []Value) Value {
	key := ""
	if len(args) > 0 {
		if u := hasUnknown(args[0]); u != nil {
			in.spoil(Value{Data: t}, u)
			return Value{Data: u}
		}
		key = Text(args[0])
	}
	switch {
	case (name == "containskey" || name == "contains") && len(args) == 1:
		_, ok := t.Get(key)
		if !ok && t.open != nil {
			return Value{Data: t.open}
		}
		return Value{Data: ok}
	case name == "containsvalue" && len(args) == 1:
		values, _ := tableProperty(t, "values")
		return Value{Data: contains(values, args[0], true)}
	case name == "add" && len(args) == 2:
		if _, exists := t.Get(key); exists {
			in.throw("the key '"+key+"' exists already", "System.Management.Automation.MethodInvocationException")
		}
		in.setKey(t, args[0], args[1])
		return Value{}
	case name == "remove" && len(args) == 1:
		if in.maybe > 0 {
			in.setKey(t, args[0], Value{})
		} else {
			t.remove(key)
		}
		return Value{}
	case name == "clear":
		*t = *NewTable()
		return Value{}
	case name == "clone":
		return Value{Data: t.clone()}
	case name == "getenumerator":
		return Value{Data: entries(t)}
	case name == "item" && len(args) == 1, name == "get_item" && len(args) == 1:
		v, _ := t.Get(key)
		return v
	}
	return notInterpreted("the method " + name + " of a hash table")
}

// entries lists a table's entries with their Key and Value.
func entries(t *Table) *List {
	list := NewList()
	for _, k := range t.keys {
		o := NewObject("System.Collections.DictionaryEntry", "")
		o.Text = "System.Collections.DictionaryEntry"
		o.Props.Set("Key", t.names[k])
		o.Props.Set("Value", t.values[k])
		o.Props.Set("Name", t.names[k])
		list.Items = append(list.Items, Value{Data: o})
	}
	return list
}
