package interp

import (
	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

// statementValue follows a statement and returns its output.
func (in *Interp) statementValue(node syntax.Node) []Value {
	var out output
	in.follow(node, &out)
	return out.values
}

// value follows a statement as the right side of an assignment: an expression keeps its
// list, and a command without output gives nothing.
func (in *Interp) value(node syntax.Node) Value {
	if p, ok := node.(*syntax.Pipeline); ok && len(p.Elements) == 1 {
		node = p.Elements[0]
	}
	if e, ok := node.(*syntax.CommandExpression); ok && len(e.Redirections) == 0 {
		return in.eval(e.Expression)
	}
	if a, ok := node.(*syntax.Assignment); ok {
		in.assignment(a)
		return in.eval(a.Target)
	}
	out := in.statementValue(commandOf(node))
	if len(out) == 0 {
		return Value{nothing{}, in.at(node.Extent())}
	}
	return collect(out, in.at(node.Extent()))
}

// commandOf wraps a command that stands for a pipeline of its own.
func commandOf(node syntax.Node) syntax.Node {
	if c, ok := node.(*syntax.Command); ok {
		return &syntax.Pipeline{Span: c.Span, Elements: []syntax.Node{c}}
	}
	return node
}
