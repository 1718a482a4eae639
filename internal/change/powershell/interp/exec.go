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
		in.notFollow(syntax.Span{Start: node.Start, End: min(node.End, node.Start+len(node.Kind))}, "a "+node.Kind+" is not followed")
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

// jump leaves a loop, a function or the script.
func (in *Interp) jump(node *syntax.Jump, out *output) {
	switch node.Kind {
	case "return":
		if node.Operand != nil {
			in.follow(node.Operand, out)
		}
		panic(&signal{kind: returning})
	case "exit":
		panic(&signal{kind: exiting})
	case "throw":
		in.throwStatement(node)
	}
	s := &signal{kind: breaking}
	if node.Kind == "continue" {
		s.kind = continuing
	}
	if node.Operand != nil {
		s.label = strings.ToLower(Text(in.eval(node.Operand)))
	}
	panic(s)
}

func (in *Interp) throwStatement(node *syntax.Jump) {
	f := Failure{Message: "ScriptHalted", Type: "System.Management.Automation.RuntimeException", Place: in.at(node.Span)}
	if node.Operand != nil {
		v := collect(in.statementValue(node.Operand), in.at(node.Span))
		f.Message, f.Object = Text(v), v.Data
		if o, ok := v.Data.(*Object); ok {
			f = rethrown(o, f)
		}
	} else if current, _ := in.scope.find("_"); current != nil {
		if o, ok := current.value.Data.(*Object); ok {
			f = rethrown(o, f)
		}
	}
	panic(&signal{kind: throwing, failure: f, script: true})
}

// rethrown returns the failure that an error record or an exception is of.
func rethrown(o *Object, f Failure) Failure {
	switch {
	case o.Type == errorRecordType:
		exception, _ := o.Props.Get("Exception")
		f.Object, f.Message = o, o.Text
		if e, ok := exception.Data.(*Object); ok {
			f.Type = e.Type
		}
	case strings.HasSuffix(strings.ToLower(o.Type), "exception"):
		f.Type, f.Object = o.Type, nil
		message, _ := o.Props.Get("Message")
		f.Message = Text(message)
	}
	return f
}

// ifStatement follows the branch whose condition is met.
func (in *Interp) ifStatement(node *syntax.If, out *output) {
	for i, clause := range node.Clauses {
		condition := in.value(clause.Condition)
		if u := unknown(condition); u != nil {
			in.unknownIf(node, i, u, out)
			return
		}
		if Bool(condition) {
			in.block(clause.Body.Statements, out)
			return
		}
	}
	if node.Else != nil {
		in.block(node.Else.Statements, out)
	}
}

// unknownIf follows an if from a clause on whose condition is unknown. A branch that only
// ends something is taken as not met.
func (in *Interp) unknownIf(node *syntax.If, from int, u *Unknown, out *output) {
	rest := &syntax.If{Span: node.Span, Clauses: node.Clauses[from+1:], Else: node.Else}
	clause := node.Clauses[from]
	if in.onlyEnds(clause.Body) && !in.polls.again(clause) {
		in.assume(clause.Span, in.text(clause.Span)+" is taken as not met", u.Reason)
		in.ifStatement(rest, out)
		return
	}
	if len(rest.Clauses) == 0 && in.onlyEnds(rest.Else) || in.polls.met(clause) {
		if !in.polls.met(clause) {
			in.assume(clause.Span, in.text(clause.Span)+" is taken as met", u.Reason)
		}
		in.block(clause.Body.Statements, out)
		return
	}
	if in.touches(append(syntax.Children(rest), clause.Body)...) {
		in.notFollow(clause.Condition.Extent(), u.Reason)
	}
	var some output
	in.inDoubt(u.Reason,
		func() { in.mayReturn(u, func() { in.block(clause.Body.Statements, &some) }) },
		func() { in.mayReturn(u, func() { in.ifStatement(rest, &some) }) })
	if some.count > 0 {
		out.add(Value{u, in.at(node.Span)})
	}
}
