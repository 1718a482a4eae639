package interp

import (
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/change/powershell/bind"
	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

// bindFunction sets the parameters of a function and $args in the current scope.
func (in *Interp) bindFunction(f *function, args []Argument, input []Value, piped bool, at syntax.Span) {
	command, advanced := in.table(f)
	result, err := bind.Bind(command, rawArguments(args), piped, !advanced)
	if err != nil {
		in.place = at
		in.throw(f.name+": "+err.Error(), "System.Management.Automation.ParameterBindingException")
	}
	bound := NewTable()
	in.scope.vars["psboundparameters"] = &variable{value: Value{Data: bound, From: at}}
	rest := NewList()
	for _, i := range result.Rest {
		if args[i].Name != "" {
			rest.Items = append(rest.Items, Value{"-" + args[i].Name, args[i].Place})
		}
		if args[i].Value != nil {
			rest.Items = append(rest.Items, *args[i].Value)
		}
	}
	in.scope.vars["args"] = &variable{value: Value{rest, at}}
	if advanced {
		in.scope.vars["pscmdlet"] = &variable{value: Value{Data: newCmdlet(result.Set)}}
	}
	fromPipeline := NewList()
	if f.params == nil {
		return
	}
	for i, p := range f.params.Params {
		in.bindParameter(p, command.Parameters[i], result, bound, fromPipeline, piped)
	}
	if piped && len(fromPipeline.Items) > 0 {
		in.scope.vars["#pipeline"] = &variable{value: Value{Data: fromPipeline}}
		if len(input) > 0 {
			in.setFromPipeline(in.scope.vars["#pipeline"], input[len(input)-1])
		}
	}
}

func (in *Interp) bindParameter(node *syntax.Parameter, p *bind.Parameter, result *bind.Result, bound *Table, fromPipeline *List, piped bool) {
	name := strings.ToLower(p.Name)
	given, ok := result.Get(p.Name)
	v, _ := given.(Value)
	switch list := given.(type) {
	case bool:
		v = Value{Data: list}
	case []any:
		l := NewList()
		for _, item := range list {
			l.Items = append(l.Items, item.(Value))
		}
		v = Value{Data: l}
	}
	switch {
	case ok:
	case node.Default != nil:
		v = in.eval(node.Default)
	case p.Switch():
		v = Value{Data: false}
	}
	if v.From.End == 0 {
		v.From = in.at(node.Span)
	}
	v = in.toParameter(v, p, ok || node.Default != nil)
	if ok {
		bound.Set(p.Name, v)
	} else if piped && p.Pipeline {
		if p.ByProperty {
			fromPipeline.Items = append(fromPipeline.Items, Value{Data: "." + p.Name})
		} else {
			fromPipeline.Items = append(fromPipeline.Items, Value{Data: p.Name})
		}
	}
	in.scope.vars[name] = &variable{v, p.Type}
}

// cmdletType is the type of $PSCmdlet.
const cmdletType = "System.Management.Automation.PSScriptCmdlet"

// newCmdlet makes $PSCmdlet.
func newCmdlet(set string) *Object {
	if set == "" {
		set = "__AllParameterSets"
	}
	o := NewObject(cmdletType, "")
	o.Props.Set("ParameterSetName", Value{Data: set})
	o.Props.open = &Unknown{Reason: "$PSCmdlet depends on the session"}
	return o
}

// toParameter converts a value to the parameter's type and checks the words allowed.
func (in *Interp) toParameter(v Value, p *bind.Parameter, given bool) Value {
	if text, isText := v.Data.(string); given && isText && (p.Switch() || strings.EqualFold(p.Type, "bool")) {
		in.throw("'"+text+"' can't be converted to ["+p.Type+"] for -"+p.Name, "System.Management.Automation.ParameterBindingException")
	}
	if p.Type != "" && (given || v.Data != nil || !strings.EqualFold(p.Type, "object")) {
		converted, ok := Convert(v, p.Type)
		if !ok && given {
			in.throw("'"+Text(v)+"' can't be converted to ["+p.Type+"] for -"+p.Name, "System.Management.Automation.ParameterBindingException")
		}
		if ok && (given || !strings.HasSuffix(p.Type, "[]")) {
			v = converted
		}
	}
	if given && len(p.Values) > 0 && hasUnknown(v) == nil {
		for _, item := range items(v) {
			if !slices.ContainsFunc(p.Values, func(word string) bool { return strings.EqualFold(word, Text(item)) }) {
				in.throw("'"+Text(item)+"' is not allowed for -"+p.Name+"; use "+strings.Join(p.Values, ", "), "System.Management.Automation.ParameterBindingException")
			}
		}
	}
	return v
}

// rawArguments are arguments as the binder wants them.
func rawArguments(args []Argument) []bind.Argument {
	raw := make([]bind.Argument, len(args))
	for i, arg := range args {
		raw[i] = bind.Argument{Name: arg.Name, Plain: arg.Name == ""}
		if arg.Value != nil {
			raw[i].Value = *arg.Value
			raw[i].Joined = arg.Name != ""
		}
	}
	return raw
}
