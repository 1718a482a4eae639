package interp

import (
	"strings"

	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

func (in *Interp) unary(node *syntax.Unary) Value {
	from := in.at(node.Span)
	if node.Op == "++" || node.Op == "--" {
		return in.increment(node)
	}
	v := plainValue(in.eval(node.Operand))
	if u := hasUnknown(v); u != nil {
		return Value{u, from}
	}
	switch node.Op {
	case "-not", "!":
		return Value{!Bool(v), from}
	case "-":
		return Value{in.arithmetic("-", Value{Data: int32(0)}, v), from}
	case "+":
		return Value{in.arithmetic("+", Value{Data: int32(0)}, v), from}
	case "-join":
		return Value{joinTexts(items(v), ""), from}
	case "-bnot":
		return Value{in.bitwise("bxor", v, Value{Data: int32(-1)}), from}
	}
	list := NewList()
	for _, item := range itemsToAdd(v) {
		for _, field := range strings.Fields(Text(item)) {
			list.Items = append(list.Items, Value{field, from})
		}
	}
	return Value{list, from}
}

func (in *Interp) evalBinary(node *syntax.Binary) Value {
	from := in.at(node.Span)
	left := in.eval(node.Left)
	switch node.Op {
	case "-and", "-or":
		return in.logical(node, left)
	case "??":
		if left.Data == nil {
			return in.eval(node.Right)
		}
		return left
	}
	return in.binary(node.Op, left, in.eval(node.Right), from)
}

// logical is -and and -or: the right operand is only evaluated where it decides.
func (in *Interp) logical(node *syntax.Binary, left Value) Value {
	from, decides := in.at(node.Span), node.Op == "-or"
	u := unknown(left)
	if u == nil && Bool(left) == decides {
		return Value{decides, from}
	}
	right := in.eval(node.Right)
	switch w := unknown(right); {
	case w == nil && Bool(right) == decides:
		return Value{decides, from}
	case u != nil:
		return Value{u, from}
	case w != nil:
		return Value{w, from}
	}
	return Value{!decides, from}
}

func (in *Interp) ternary(node *syntax.Ternary) Value {
	condition := in.eval(node.Condition)
	if u := unknown(condition); u != nil {
		return Value{u, in.at(node.Span)}
	}
	if Bool(condition) {
		return in.eval(node.Then)
	}
	return in.eval(node.Else)
}

func (in *Interp) cast(node *syntax.Cast) Value {
	from := in.at(node.Span)
	if table, ok := node.Operand.(*syntax.Hashtable); ok {
		switch strings.ToLower(node.Type.Name) {
		case "ordered":
			return Value{in.hashtable(table, true), from}
		case "pscustomobject":
			return Value{toObject(Value{in.hashtable(table, true), from}), from}
		}
	}
	v := in.eval(node.Operand)
	converted, ok := Convert(v, node.Type.Name)
	if !ok {
		in.throw("'"+Text(v)+"' can't be converted to ["+node.Type.Name+"]", "System.Management.Automation.PSInvalidCastException")
	}
	return converted
}
