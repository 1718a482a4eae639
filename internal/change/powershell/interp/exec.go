package interp

import (
	"strings"

	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

// statements follows statements and returns what they put out.
func (in *Interp) statements(list []syntax.Node) []Value {
	var out output
	in.block(list, &out)
	return out.values
}

// block follows statements. What they put out is kept also where a jump ends them. An
// error that ends a statement only is noted, and the next one follows.
func (in *Interp) block(list []syntax.Node, out *output) {
	traps := trapsOf(list)
	for _, node := range list {
		in.statement(node, traps, out)
	}
}

func (in *Interp) statement(node syntax.Node, traps []*syntax.Trap, out *output) {
	in.step()
	outer := in.place
	in.place = node.Extent()
	defer func() { in.place = outer }()
	s := in.catching(func() {
		in.tries += min(len(traps), 1)
		in.follow(node, out)
		in.tries -= min(len(traps), 1)
	}, throwing)
	if s == nil || in.trapped(traps, s, out) {
		return
	}
	if in.tries > 0 || s.script || in.errorAction() == "stop" {
		s.script = true
		panic(s)
	}
	in.report(s.failure, false)
	in.global.vars["?"].value = Value{Data: false}
}

func (in *Interp) errorAction() string {
	v, _ := in.scope.find("erroractionpreference")
	if v == nil {
		return "continue"
	}
	return strings.ToLower(Text(v.value))
}

// follow follows a statement and adds its output.
func (in *Interp) follow(node syntax.Node, out *output) {
	switch node := node.(type) {
	case *syntax.Pipeline:
		in.pipelineStatement(node, out)
	case *syntax.PipelineChain:
		in.chain(node, out)
	case *syntax.CommandExpression:
		in.pipelineStatement(&syntax.Pipeline{Span: node.Span, Elements: []syntax.Node{node}}, out)
	case *syntax.Assignment:
		in.assignment(node)
	case *syntax.If:
		in.ifStatement(node, out)
	case *syntax.Loop:
		in.whileLoop(node, out)
	case *syntax.For:
		in.forLoop(node, out)
	case *syntax.ForEach:
		in.forEach(node, out)
	case *syntax.Switch:
		in.switchStatement(node, out)
	case *syntax.Try:
		in.try(node, out)
	default:
		in.followOther(node, out)
	}
}

func (in *Interp) followOther(node syntax.Node, out *output) {
	switch node := node.(type) {
	case *syntax.Function:
		in.define(node)
	case *syntax.Jump:
		in.jump(node, out)
	case *syntax.Data:
		if node.Name == "" {
			in.block(node.Body.Statements, out)
			return
		}
		in.setVariable(node.Name, collect(in.statements(node.Body.Statements), in.at(node.Span)))
	case *syntax.Unsupported:
		if in.mentions(in.source[node.Start:node.End]) {
			in.notFollow(syntax.Span{Start: node.Start, End: min(node.End, node.Start+len(node.Kind))}, "a "+node.Kind+" is not followed")
		}
	}
}

// pipelineStatement follows a pipeline; an increment by itself puts nothing out.
func (in *Interp) pipelineStatement(node *syntax.Pipeline, out *output) {
	if e, ok := node.Elements[0].(*syntax.CommandExpression); ok && len(node.Elements) == 1 {
		if u, ok := e.Expression.(*syntax.Unary); ok && (u.Op == "++" || u.Op == "--") {
			in.eval(u)
			return
		}
	}
	in.pipeline(node, out)
}

// chain is a && b and a || b.
func (in *Interp) chain(node *syntax.PipelineChain, out *output) {
	in.follow(node.Left, out)
	if Bool(in.global.vars["?"].value) == (node.Op == "&&") {
		in.follow(node.Right, out)
	}
}
