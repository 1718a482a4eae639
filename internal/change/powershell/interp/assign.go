package interp

import (
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

// assignment follows Target Op Value.
func (in *Interp) assignment(node *syntax.Assignment) {
	if node.Op == "=" {
		in.assign(node.Target, in.assigned(node))
		return
	}
	if node.Op == "??=" {
		if in.eval(node.Target).Data == nil {
			in.assign(node.Target, in.assigned(node))
		}
		return
	}
	right := in.assigned(node)
	old := in.eval(node.Target)
	in.assign(node.Target, in.binary(strings.TrimSuffix(node.Op, "="), old, right, in.at(node.Span)))
}

// assigned evaluates the value of an assignment.
func (in *Interp) assigned(node *syntax.Assignment) Value {
	if in.asksParameter(node) {
		return in.answer(node)
	}
	return in.value(node.Value)
}

// assign sets what an expression names.
func (in *Interp) assign(target syntax.Node, v Value) {
	if _, isVariable := target.(*syntax.Variable); !isVariable {
		v = something(v)
	}
	switch target := target.(type) {
	case *syntax.Variable:
		in.assignVariable(target, v, "")
	case *syntax.Cast:
		in.assignTyped(target, v)
	case *syntax.Attributed:
		in.assign(target.Operand, v)
	case *syntax.Paren:
		if e, ok := target.Inner.(*syntax.Pipeline); ok {
			in.assign(e.Elements[0].(*syntax.CommandExpression).Expression, v)
		}
	case *syntax.Array:
		in.assignSeveral(target.Elements, v)
	case *syntax.Member:
		in.assignMember(target, v)
	case *syntax.Index:
		in.assignIndex(target, v)
	}
}

func (in *Interp) assignTyped(target *syntax.Cast, v Value) {
	converted, ok := Convert(v, target.Type.Name)
	if !ok {
		in.throw("'"+Text(v)+"' can't be converted to ["+target.Type.Name+"]", "System.Management.Automation.ArgumentTransformationMetadataException")
	}
	if name, ok := target.Operand.(*syntax.Variable); ok {
		in.assignVariable(name, converted, target.Type.Name)
		return
	}
	in.assign(target.Operand, converted)
}

func (in *Interp) assignVariable(node *syntax.Variable, v Value, typ string) {
	name := strings.ToLower(node.Name)
	s := in.scope
	switch node.Scope {
	case "", "local", "private", "variable":
		if name == "null" {
			return
		}
	case "global", "script":
		s = in.namedScope(node.Scope)
	case "env":
		s, name = in.global, "env:"+name
	default:
		return
	}
	if name == "true" || name == "false" || name == "error" && node.Scope == "" {
		in.throw("$"+node.Name+" can't be assigned to", "System.Management.Automation.SessionStateUnauthorizedAccessException")
	}
	if v.From.End == 0 {
		v.From = in.at(node.Span)
	}
	in.setIn(s, name, v)
	if typ != "" {
		s.vars[name].typ = typ
	}
}

// assignSeveral is $a, $b = values: the last one gets the rest.
func (in *Interp) assignSeveral(targets []syntax.Node, v Value) {
	if u := unknown(v); u != nil {
		for _, target := range targets {
			in.assign(target, v)
		}
		return
	}
	values := itemsToAdd(v)
	for i, target := range targets {
		switch {
		case i >= len(values):
			in.assign(target, Value{nil, v.From})
		case i == len(targets)-1 && len(values) > len(targets):
			in.assign(target, Value{NewList(slices.Clone(values[i:])...), v.From})
		default:
			in.assign(target, values[i])
		}
	}
}

// assignMember sets a property. On an object that the host fetched it sets a copy, as the
// host doesn't see it.
func (in *Interp) assignMember(target *syntax.Member, v Value) {
	owner := in.eval(target.Target)
	name := in.memberName(target.Name)
	switch o := owner.Data.(type) {
	case *Unknown, Type:
		return
	case *Table:
		in.setKey(o, Value{Data: name}, v)
	case *Object:
		if _, ok := o.Props.Get(name); !ok && isCustom(o) {
			in.throw("the property '"+name+"' can't be found on this object", "System.Management.Automation.RuntimeException")
		}
		in.setKey(o.Props, Value{Data: name}, v)
	case *List:
		for _, item := range o.Items {
			if object, ok := item.Data.(*Object); ok {
				in.setKey(object.Props, Value{Data: name}, v)
			}
		}
	default:
		in.throw("the property '"+name+"' can't be set on "+describe(owner), "System.Management.Automation.RuntimeException")
	}
}

// setKey sets a key of a table; in doubt its value is unknown.
func (in *Interp) setKey(t *Table, key, v Value) {
	if in.maybe > 0 {
		v.Data = &Unknown{Reason: "it was set under an unknown condition"}
	}
	in.spend(64)
	t.set(key, Text(key), v)
}

func describe(v Value) string {
	if v.Data == nil {
		return "$null"
	}
	return "a " + typeName(v)
}
