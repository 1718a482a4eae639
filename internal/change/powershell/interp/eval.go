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
		in.work(v)
		if u := unreadable(v); u != nil {
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
