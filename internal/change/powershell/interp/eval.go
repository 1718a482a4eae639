package interp

import (
	"strings"

	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

// eval evaluates an expression.
func (in *Interp) eval(node syntax.Node) Value {
	in.step()
	from := in.at(node.Extent())
	switch node := node.(type) {
	case *syntax.Text:
		return Value{node.Value, from}
	case *syntax.Number:
		return Value{node.Value, from}
	case *syntax.Expandable:
		return in.expand(node)
	case *syntax.Variable:
		return in.getVariable(node)
	case *syntax.Paren:
		return in.paren(node)
	case *syntax.SubExpression:
		return collect(in.statements(node.Body.Statements), from)
	case *syntax.ArrayExpression:
		return in.arrayExpression(node)
	case *syntax.Array:
		return in.array(node)
	case *syntax.Hashtable:
		return Value{in.hashtable(node, false), from}
	case *syntax.Block:
		return Value{in.closure(node), from}
	case *syntax.Type:
		return Value{Type(node.Name), from}
	}
	return in.evalOperator(node, from)
}

func (in *Interp) closure(node *syntax.Block) *Block {
	return &Block{Body: node.Body, source: in.source[node.Start:node.End], script: in.source, places: in.places}
}

func (in *Interp) evalOperator(node syntax.Node, from syntax.Span) Value {
	switch node := node.(type) {
	case *syntax.Unary:
		return in.unary(node)
	case *syntax.Binary:
		return in.evalBinary(node)
	case *syntax.Ternary:
		return in.ternary(node)
	case *syntax.Cast:
		return in.cast(node)
	case *syntax.Attributed:
		return in.eval(node.Operand)
	case *syntax.Member:
		return in.memberOf(node)
	case *syntax.Invoke:
		return in.invoke(node)
	case *syntax.Index:
		return in.indexed(node)
	case *syntax.CommandExpression:
		return in.eval(node.Expression)
	case *syntax.Bad, nil:
		return Value{&Unknown{Reason: "the expression is incomplete"}, from}
	}
	return collect(in.statementValue(node), from)
}

// expand builds a text in double quotes. It is unknown if a part of it is.
func (in *Interp) expand(node *syntax.Expandable) Value {
	var b strings.Builder
	from := in.at(node.Span)
	for _, part := range node.Parts {
		var v Value
		if text, ok := part.(*syntax.Text); ok {
			v = Value{Data: text.Value}
		} else {
			v = in.eval(part)
		}
		if u := hasUnknown(v); u != nil {
			return Value{u, from}
		}
		b.WriteString(in.textOf(v))
	}
	in.spend(b.Len())
	return Value{b.String(), from}
}

// textOf is Text with the separator of lists that $OFS sets.
func (in *Interp) textOf(v Value) string {
	if l, ok := v.Data.(*List); ok {
		if ofs, _ := in.scope.find("ofs"); ofs != nil {
			return joinTexts(l.Items, Text(ofs.value))
		}
	}
	return Text(plainValue(v))
}

func (in *Interp) paren(node *syntax.Paren) Value {
	if a, ok := node.Inner.(*syntax.Assignment); ok {
		in.assignment(a)
		return in.eval(a.Target)
	}
	if p, ok := node.Inner.(*syntax.Pipeline); ok && len(p.Elements) == 1 {
		if e, ok := p.Elements[0].(*syntax.CommandExpression); ok {
			return in.eval(e.Expression)
		}
	}
	return collect(in.statementValue(node.Inner), in.at(node.Span))
}

// arrayExpression is @(...): always a list.
func (in *Interp) arrayExpression(node *syntax.ArrayExpression) Value {
	from := in.at(node.Span)
	if len(node.Body.Statements) == 1 {
		if p, ok := node.Body.Statements[0].(*syntax.Pipeline); ok && len(p.Elements) == 1 {
			if e, ok := p.Elements[0].(*syntax.CommandExpression); ok && !in.isNothing(e.Expression) {
				return in.wrapped(in.eval(e.Expression), from)
			}
		}
	}
	out := in.statements(node.Body.Statements)
	if len(out) == 1 && unknown(out[0]) != nil {
		return Value{out[0].Data, from}
	}
	return Value{NewList(out...), from}
}

func (in *Interp) wrapped(v Value, from syntax.Span) Value {
	switch d := v.Data.(type) {
	case *List:
		return Value{NewList(append([]Value(nil), d.Items...)...), from}
	case *Unknown:
		return Value{d, from}
	}
	return Value{NewList(v), from}
}

func (in *Interp) array(node *syntax.Array) Value {
	list := NewList()
	for _, e := range node.Elements {
		list.Items = append(list.Items, in.eval(e))
	}
	in.spend(len(list.Items) * 32)
	return Value{list, in.at(node.Span)}
}

func (in *Interp) hashtable(node *syntax.Hashtable, ordered bool) any {
	t := NewTable()
	t.Ordered = ordered
	for _, entry := range node.Entries {
		key := in.eval(entry.Key)
		if u := hasUnknown(key); u != nil {
			return u
		}
		value := collect(in.statementValue(entry.Value), in.at(entry.Value.Extent()))
		if key.Data == nil {
			in.throw("a key of a hash table is null", "System.Management.Automation.RuntimeException")
		}
		t.set(key, Text(key), value)
	}
	in.spend(t.Len() * 64)
	return t
}

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
