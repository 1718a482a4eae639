package interp

import (
	"strings"

	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

// invoke evaluates a call of a method.
func (in *Interp) invoke(node *syntax.Invoke) Value {
	from := in.at(node.Span)
	owner := plainValue(in.eval(node.Target))
	args := make([]Value, len(node.Args))
	for i, arg := range node.Args {
		args[i] = plainValue(in.eval(arg))
	}
	name := in.memberName(node.Name)
	if node.NullConditional && owner.Data == nil {
		return Value{nil, from}
	}
	if u := unknown(owner); u != nil {
		return Value{u, from}
	}
	if node.Static {
		return in.static(owner, name, args, from)
	}
	if owner.Data == nil {
		in.throw("you cannot call a method on a null-valued expression", "System.Management.Automation.RuntimeException")
	}
	v := in.method(owner, name, args, from)
	if v.From.End == 0 {
		v.From = from
	}
	return v
}

// method calls a method of a value. One that is not interpreted gives an unknown value.
func (in *Interp) method(owner Value, name string, args []Value, from syntax.Span) Value {
	in.work(owner)
	in.work(args...)
	lower := strings.ToLower(name)
	if v, ok := in.commonMethod(owner, lower, args, from); ok {
		return v
	}
	switch o := owner.Data.(type) {
	case *List:
		return in.listMethod(owner, o, lower, args, from)
	case *Table:
		return in.tableMethod(o, lower, args)
	case *Block:
		return in.blockMethod(o, lower, args, from)
	case *Object:
		return in.objectMethod(o, lower, args)
	}
	for _, arg := range args {
		if u := hasUnknown(arg); u != nil {
			return Value{Data: u}
		}
	}
	switch o := owner.Data.(type) {
	case string:
		return in.textMethod(o, lower, args, from)
	case Char:
		return in.textMethod(Text(owner), lower, args, from)
	case Date:
		return in.dateMethod(o, lower, args)
	case Span:
		return in.spanMethod(o, lower, args)
	case *Regex:
		return in.regexMethod(o, lower, args)
	}
	return in.numberMethod(owner, lower, args)
}

// notInterpreted is the value of a method or a type that isn't interpreted.
func notInterpreted(what string) Value {
	return Value{Data: &Unknown{Reason: what + " is not interpreted"}}
}

// commonMethod calls what all values have.
func (in *Interp) commonMethod(owner Value, name string, args []Value, from syntax.Span) (Value, bool) {
	switch name {
	case "gettype":
		return Value{Data: Type(typeName(owner))}, true
	case "tostring":
		if len(args) == 0 {
			return Value{Data: exactText(owner)}, true
		}
	case "equals":
		if len(args) == 1 && unknown(args[0]) == nil {
			return Value{Data: typeName(owner) == typeName(args[0]) && equal(owner, args[0], true)}, true
		}
	case "where":
		return in.whereMethod(owner, args, from), true
	case "foreach":
		return in.forEachMethod(owner, args, from), true
	}
	return Value{}, false
}

func (in *Interp) forEachMethod(owner Value, args []Value, from syntax.Span) Value {
	list := NewList()
	for _, item := range items(owner) {
		if len(args) == 0 {
			break
		}
		if block, ok := args[0].Data.(*Block); ok {
			in.turn()
			list.Items = append(list.Items, in.callWith(block, item, args[1:]...)...)
		} else if v, ok := in.ownProperty(item, Text(args[0])); ok && len(args) == 1 {
			list.Items = append(list.Items, items(v)...)
		} else {
			list.Items = append(list.Items, items(in.method(item, Text(args[0]), args[1:], from))...)
		}
	}
	return Value{list, from}
}

func (in *Interp) whereMethod(owner Value, args []Value, from syntax.Span) Value {
	if len(args) == 0 {
		return notInterpreted("Where without a condition")
	}
	block, ok := args[0].Data.(*Block)
	mode := "default"
	if len(args) > 1 {
		mode = strings.ToLower(Text(args[1]))
	}
	if !ok || mode != "default" && mode != "first" && mode != "last" {
		return notInterpreted("this form of Where")
	}
	count := 1
	if len(args) > 2 {
		count, _ = index(args[2])
	}
	selected, u := in.filter(items(owner), func(item Value) Value { return collect(in.callWith(block, item), from) })
	switch {
	case u != nil:
		return Value{u, from}
	case mode == "first":
		selected = selected[:max(0, min(count, len(selected)))]
	case mode == "last":
		selected = selected[max(0, len(selected)-max(0, count)):]
	}
	return Value{NewList(selected...), from}
}

// filter returns the items whose condition is true, or the unknown that decides about one.
func (in *Interp) filter(list []Value, condition func(Value) Value) ([]Value, *Unknown) {
	var selected []Value
	for _, item := range list {
		in.step()
		c := condition(item)
		if u := unknown(c); u != nil {
			return nil, u
		}
		if Bool(c) {
			selected = append(selected, item)
		}
	}
	return selected, nil
}

func (in *Interp) numberMethod(owner Value, name string, args []Value) Value {
	switch {
	case name == "tostring" && len(args) > 0 && isNumber(owner.Data):
		return Value{Data: in.format("{0:"+Text(args[0])+"}", []Value{owner})}
	case name == "compareto" && len(args) == 1:
		order, ok := compareValues(owner, args[0], true)
		if ok {
			return Value{Data: int32(order)}
		}
	case name == "gethashcode":
		return notInterpreted("a hash code")
	}
	return notInterpreted("the method " + name + " of " + describe(owner))
}
