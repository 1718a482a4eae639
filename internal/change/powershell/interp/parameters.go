package interp

import (
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/change/powershell/bind"
	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

// inOrder gives all parameters but switches their position in order.
func inOrder(command *bind.Command) {
	position := 0
	for _, p := range command.Parameters {
		if !p.Switch() {
			position++
			p.Position = position
		}
	}
}

func hasAttribute(p *syntax.Parameter, name string) bool {
	return slices.ContainsFunc(p.Attributes, func(n syntax.Node) bool {
		a, ok := n.(*syntax.Attribute)
		return ok && strings.EqualFold(strings.TrimSuffix(a.Name, "Attribute"), name)
	})
}

func hasArgument(a *syntax.Attribute, name string) bool {
	return slices.ContainsFunc(a.Named, func(n *syntax.NamedArgument) bool { return strings.EqualFold(n.Name, name) })
}

// parameter reads the declaration of a parameter.
func (in *Interp) parameter(p *syntax.Parameter) *bind.Parameter {
	parameter := &bind.Parameter{Name: p.Name.Name}
	for _, node := range p.Attributes {
		switch node := node.(type) {
		case *syntax.Type:
			parameter.Type = node.Name
		case *syntax.Attribute:
			in.readAttribute(parameter, node)
		}
	}
	return parameter
}

func (in *Interp) readAttribute(p *bind.Parameter, a *syntax.Attribute) {
	switch strings.ToLower(strings.TrimSuffix(a.Name, "Attribute")) {
	case "alias":
		for _, arg := range a.Args {
			p.Aliases = append(p.Aliases, Text(in.eval(arg)))
		}
	case "validateset":
		for _, arg := range a.Args {
			p.Values = append(p.Values, Text(in.eval(arg)))
		}
	case "parameter":
		for _, arg := range a.Named {
			in.readParameterArgument(p, arg)
		}
	}
}

func (in *Interp) readParameterArgument(p *bind.Parameter, arg *syntax.NamedArgument) {
	value := Value{Data: true}
	if arg.Value != nil {
		value = in.eval(arg.Value)
	}
	switch strings.ToLower(arg.Name) {
	case "mandatory":
		p.Mandatory = Bool(value)
	case "position":
		n, _ := index(value)
		p.Position = n + 1
	case "parametersetname":
		p.Sets = append(p.Sets, Text(value))
	case "valuefrompipeline":
		p.Pipeline = p.Pipeline || Bool(value)
	case "valuefrompipelinebypropertyname":
		p.Pipeline = p.Pipeline || Bool(value)
		p.ByProperty = Bool(value)
	case "valuefromremainingarguments":
		p.Remaining = Bool(value)
	}
}

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
		in.scope.vars["pscmdlet"] = &variable{value: Value{Data: NewObject(cmdletType, "")}}
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

// bindScript sets the script's own parameters from what is given for it.
func (in *Interp) bindScript(body *syntax.ScriptBlock) {
	f := &function{name: "the script", params: body.Params, body: body, source: in.source}
	in.scope.vars["args"] = &variable{value: Value{Data: in.scriptArguments()}}
	if body.Params == nil {
		return
	}
	command, _ := in.table(f)
	bound := NewTable()
	in.scope.vars["psboundparameters"] = &variable{value: Value{Data: bound}}
	for i, node := range body.Params.Params {
		p := command.Parameters[i]
		text, ok := in.options.Parameters[strings.ToLower(p.Name)]
		if position := p.Position - 1; !ok && position >= 0 {
			text, ok = in.options.Arguments[position]
		}
		result := &bind.Result{}
		if ok {
			v := Value{text, in.at(node.Span)}
			if p.Switch() || strings.EqualFold(p.Type, "bool") {
				v.Data = strings.EqualFold(strings.TrimPrefix(text, "$"), "true")
			}
			result.Bound = append(result.Bound, bind.Bound{Parameter: p, Value: v})
		} else if p.Mandatory && node.Default == nil {
			result.Bound = append(result.Bound, bind.Bound{Parameter: p, Value: Value{&Unknown{Reason: "the value of the parameter -" + p.Name + " is not given"}, in.at(node.Span)}})
		}
		in.bindParameter(node, p, result, bound, NewList(), false)
	}
}

func (in *Interp) scriptArguments() *List {
	list := NewList()
	for i := range len(in.options.Arguments) {
		text, ok := in.options.Arguments[i]
		if !ok {
			break
		}
		list.Items = append(list.Items, Value{Data: text})
	}
	return list
}
