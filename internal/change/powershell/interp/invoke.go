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
	if !ok || mode != "default" && mode != "first" && mode != "last" || len(args) > 2 {
		return notInterpreted("this form of Where")
	}
	selected, u := in.filter(items(owner), func(item Value) Value { return collect(in.callWith(block, item), from) })
	switch {
	case u != nil:
		return Value{u, from}
	case mode == "first" && len(selected) > 0:
		selected = selected[:1]
	case mode == "last" && len(selected) > 0:
		selected = selected[len(selected)-1:]
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

func (in *Interp) blockMethod(b *Block, name string, args []Value, from syntax.Span) Value {
	switch name {
	case "invoke", "invokereturnasis":
		out := in.callBlock(b, args, nil)
		if name == "invoke" {
			return Value{&List{Items: out, Type: "System.Collections.ObjectModel.Collection`1[PSObject]"}, from}
		}
		return collect(out, from)
	case "getnewclosure":
		closed := *b
		closed.vars = map[string]*variable{}
		for s := in.scope; s != nil && s != in.global; s = s.parent {
			for k, v := range s.vars {
				if _, ok := closed.vars[k]; !ok {
					copied := *v
					closed.vars[k] = &copied
				}
			}
		}
		return Value{&closed, from}
	}
	return notInterpreted("the method " + name + " of a script block")
}

func (in *Interp) objectMethod(o *Object, name string, args []Value) Value {
	if u := hasUnknown(Value{Data: NewList(args...)}); u != nil {
		return Value{Data: u}
	}
	if o.Type == cmdletType {
		return in.cmdletMethod(name, args)
	}
	if isCustom(o) {
		in.throw("an object of PSCustomObject has no method '"+name+"'", "System.Management.Automation.RuntimeException")
	}
	if len(args) == 0 && name == "tostring" {
		return Value{Data: o.Text}
	}
	if o.Type == "System.Text.StringBuilder" {
		return in.builderMethod(o, name, args)
	}
	if o.Text != "" && name != "add" && name != "remove" {
		return in.textMethod(o.Text, name, args, syntax.Span{})
	}
	return notInterpreted("the method " + name + " of a " + o.Type)
}

// cmdletMethod is a method of $PSCmdlet. What it asks is answered Yes.
func (in *Interp) cmdletMethod(name string, args []Value) Value {
	switch name {
	case "shouldprocess", "shouldcontinue":
		return Value{Data: true}
	case "throwterminatingerror":
		f := Failure{Place: in.at(in.place)}
		if len(args) == 1 {
			if o, ok := args[0].Data.(*Object); ok {
				f = rethrown(o, f)
			}
		}
		panic(&signal{kind: throwing, failure: f})
	case "writeverbose", "writewarning", "writedebug", "writeerror":
		return Value{}
	}
	return notInterpreted("the method " + name + " of $PSCmdlet")
}

// builderMethod is StringBuilder's.
func (in *Interp) builderMethod(o *Object, name string, args []Value) Value {
	switch name {
	case "append", "appendline":
		for _, arg := range args {
			o.Text += Text(arg)
		}
		if name == "appendline" {
			o.Text += "\r\n"
		}
		in.spend(len(o.Text) / 8)
		return Value{Data: o}
	case "clear":
		o.Text = ""
		return Value{Data: o}
	}
	return notInterpreted("the method " + name + " of a StringBuilder")
}

func (in *Interp) regexMethod(r *Regex, name string, args []Value) Value {
	if len(args) == 0 {
		return notInterpreted("the method " + name + " of a regular expression")
	}
	text := Text(args[0])
	switch name {
	case "ismatch":
		return Value{Data: in.match(r, text) != nil}
	case "match":
		if m := in.match(r, text); m != nil {
			return Value{Data: matchObject(m)}
		}
		return Value{Data: noMatch()}
	case "matches":
		return Value{Data: &List{Items: in.matches(r, text), Type: "System.Text.RegularExpressions.MatchCollection", Fixed: true}}
	case "replace":
		if len(args) == 2 {
			return Value{Data: in.replace(args[0], r, args[1])}
		}
	case "split":
		list := NewList()
		for _, part := range in.splitRegex(r, text, 0) {
			list.Items = append(list.Items, Value{Data: part})
		}
		return Value{Data: list}
	}
	return notInterpreted("the method " + name + " of a regular expression")
}

func noMatch() *Object {
	o := NewObject("System.Text.RegularExpressions.Match", "")
	o.Props.Set("Success", Value{Data: false})
	o.Props.Set("Value", Value{Data: ""})
	o.Props.Set("Groups", Value{Data: NewTable()})
	return o
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
