package interp

import (
	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

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
