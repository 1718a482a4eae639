package interp

import (
	"strings"

	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

// statements follows statements and returns what they put out. An error that ends a
// statement only is noted, and the next one follows.
func (in *Interp) statements(list []syntax.Node) []Value {
	traps := trapsOf(list)
	var out []Value
	for _, node := range list {
		in.statement(node, traps, &out)
	}
	return out
}

// statement follows one statement. Its output is kept if it ends early by a jump.
func (in *Interp) statement(node syntax.Node, traps []*syntax.Trap, out *[]Value) {
	in.step()
	outer := in.place
	in.place = node.Extent()
	defer func() { in.place = outer }()
	s := in.catching(func() {
		in.tries += min(len(traps), 1)
		*out = append(*out, in.statementValue(node)...)
		in.tries -= min(len(traps), 1)
	}, throwing, returning)
	if s == nil {
		return
	}
	if s.kind == returning {
		s.value = append(*out, s.value...)
		*out = nil
		panic(s)
	}
	if in.trapped(traps, s, out) {
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
	switch node := node.(type) {
	case *syntax.Pipeline:
		return in.pipelineStatement(node)
	case *syntax.PipelineChain:
		return in.chain(node)
	case *syntax.CommandExpression:
		return in.pipelineStatement(&syntax.Pipeline{Span: node.Span, Elements: []syntax.Node{node}})
	case *syntax.Assignment:
		in.assignment(node)
	case *syntax.If:
		return in.ifStatement(node)
	case *syntax.Loop:
		return in.whileLoop(node)
	case *syntax.For:
		return in.forLoop(node)
	case *syntax.ForEach:
		return in.forEach(node)
	case *syntax.Switch:
		return in.switchStatement(node)
	case *syntax.Try:
		return in.try(node)
	case *syntax.Function:
		in.define(node)
	case *syntax.Jump:
		in.jump(node)
	case *syntax.Data:
		out := in.statements(node.Body.Statements)
		if node.Name == "" {
			return out
		}
		in.setVariable(node.Name, collect(out, in.at(node.Span)))
	case *syntax.Unsupported:
		in.notFollow(syntax.Span{Start: node.Start, End: min(node.End, node.Start+len(node.Kind))}, "a "+node.Kind+" is not followed")
	}
	return nil
}

// pipelineStatement follows a pipeline; an increment by itself puts nothing out.
func (in *Interp) pipelineStatement(node *syntax.Pipeline) []Value {
	if e, ok := node.Elements[0].(*syntax.CommandExpression); ok && len(node.Elements) == 1 {
		if u, ok := e.Expression.(*syntax.Unary); ok && (u.Op == "++" || u.Op == "--") {
			in.eval(u)
			return nil
		}
	}
	return in.pipeline(node)
}

// chain is a && b and a || b.
func (in *Interp) chain(node *syntax.PipelineChain) []Value {
	out := in.statementValue(node.Left)
	ok := Bool(in.global.vars["?"].value)
	if ok == (node.Op == "&&") {
		out = append(out, in.statementValue(node.Right)...)
	}
	return out
}

// jump leaves a loop, a function or the script.
func (in *Interp) jump(node *syntax.Jump) {
	switch node.Kind {
	case "return":
		s := &signal{kind: returning}
		if node.Operand != nil {
			s.value = in.statementValue(node.Operand)
		}
		panic(s)
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
	case strings.HasSuffix(o.Type, "Exception"):
		f.Type, f.Object = o.Type, nil
		message, _ := o.Props.Get("Message")
		f.Message = Text(message)
	}
	return f
}

// ifStatement follows the branch whose condition is met.
func (in *Interp) ifStatement(node *syntax.If) []Value {
	for i, clause := range node.Clauses {
		condition := in.condition(clause.Condition)
		if u := unknown(condition); u != nil {
			return in.unknownIf(node, i, u)
		}
		if Bool(condition) {
			return in.statements(clause.Body.Statements)
		}
	}
	if node.Else != nil {
		return in.statements(node.Else.Statements)
	}
	return nil
}

// unknownIf follows an if from a clause on whose condition is unknown. A branch that only
// ends something is taken as not met.
func (in *Interp) unknownIf(node *syntax.If, from int, u *Unknown) []Value {
	rest := &syntax.If{Span: node.Span, Clauses: node.Clauses[from+1:], Else: node.Else}
	clause := node.Clauses[from]
	if in.onlyEnds(clause.Body) {
		in.assume(clause.Span, in.text(syntax.Span{Start: clause.Start, End: clause.Body.Start})+" { ... } is taken as not met: "+u.Reason)
		return in.ifStatement(rest)
	}
	if len(rest.Clauses) == 0 && in.onlyEnds(rest.Else) {
		in.assume(clause.Span, in.text(syntax.Span{Start: clause.Start, End: clause.Body.Start})+" { ... } is taken as met: "+u.Reason)
		return in.statements(clause.Body.Statements)
	}
	bodies := []syntax.Node{clause.Body}
	for _, c := range rest.Clauses {
		bodies = append(bodies, c)
	}
	if rest.Else != nil {
		bodies = append(bodies, rest.Else)
	}
	if in.touches(bodies...) {
		in.notFollow(clause.Condition.Extent(), u.Reason)
	}
	value := false
	in.inDoubt(u.Reason,
		func() { value = len(in.statements(clause.Body.Statements)) > 0 },
		func() { value = len(in.ifStatement(rest)) > 0 || value })
	if value {
		return []Value{{u, in.at(node.Span)}}
	}
	return nil
}

// condition evaluates the pipeline of a condition.
func (in *Interp) condition(node syntax.Node) Value {
	v := collect(in.statementValue(node), in.at(node.Extent()))
	if l, ok := v.Data.(*List); ok && len(l.Items) == 1 {
		return l.Items[0]
	}
	return v
}
