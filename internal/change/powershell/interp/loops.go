package interp

import (
	"strings"

	"github.com/dlclark/regexp2"
	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

// body follows the body of a loop once and reports whether the loop goes on.
func (in *Interp) body(b *syntax.StatementBlock, label string, out *output) bool {
	in.turn()
	s := in.inLoop(b, out)
	if s == nil {
		return true
	}
	if s.label != "" && s.label != strings.ToLower(label) {
		panic(s)
	}
	return s.kind == continuing
}

func (in *Interp) inLoop(b *syntax.StatementBlock, out *output) *signal {
	return in.catching(func() {
		in.loops++
		in.block(b.Statements, out)
		in.loops--
	}, breaking, continuing)
}

// polling sets the conditions that were met in a loop, and returns what sets them back.
func (in *Interp) polling(p polled) func() {
	outer := in.polls
	in.polls = p
	return func() { in.polls = outer }
}

// unknownLoop follows a loop of which it isn't known how often it turns.
func (in *Interp) unknownLoop(at syntax.Node, u *Unknown, body *syntax.StatementBlock, before func(), out *output) {
	if in.touches(body) {
		in.notFollow(at.Extent(), u.Reason)
	}
	var some output
	in.inDoubt(u.Reason, func() {
		before()
		in.body(body, "", &some)
	})
	if some.count > 0 {
		out.add(Value{u, in.at(at.Extent())})
	}
}

func (in *Interp) whileLoop(node *syntax.Loop, out *output) {
	defer in.polling(polled{})()
	for first := true; ; first = false {
		if !first || node.Kind == "while" {
			condition := in.value(node.Condition)
			if u := unknown(condition); u != nil {
				in.unknownLoop(node.Condition, u, node.Body, func() {}, out)
				return
			}
			if Bool(condition) == (node.Kind == "do until") {
				return
			}
		}
		if !in.body(node.Body, node.Label, out) {
			return
		}
	}
}

func (in *Interp) forLoop(node *syntax.For, out *output) {
	defer in.polling(polled{})()
	if node.Init != nil {
		in.statementValue(node.Init)
	}
	for {
		if node.Condition != nil {
			condition := in.value(node.Condition)
			if u := unknown(condition); u != nil {
				in.unknownLoop(node.Condition, u, node.Body, func() {}, out)
				return
			}
			if !Bool(condition) {
				return
			}
		}
		if !in.body(node.Body, node.Label, out) {
			return
		}
		if node.Step != nil {
			in.statementValue(node.Step)
		}
	}
}

func (in *Interp) forEach(node *syntax.ForEach, out *output) {
	defer in.polling(nil)()
	values := in.value(node.Values)
	if u := unknown(values); u != nil {
		in.unknownLoop(node.Values, u, node.Body, func() {
			in.setVariable(node.Variable.Name, Value{u, in.at(node.Variable.Span)})
		}, out)
		return
	}
	for _, item := range items(values) {
		in.setVariable(node.Variable.Name, item)
		if !in.body(node.Body, node.Label, out) {
			break
		}
	}
}

// switchStatement follows the clauses that match, for each value.
func (in *Interp) switchStatement(node *syntax.Switch, out *output) {
	for _, flag := range node.Flags {
		if strings.HasPrefix("file", flag) {
			in.unknownSwitch(node, &Unknown{Reason: "the lines of a file are not known"}, out)
			return
		}
	}
	values := in.value(node.Condition)
	list := items(values)
	if values.Data == nil {
		list = []Value{values}
	}
	for _, item := range list {
		if u := unknown(item); u != nil {
			in.unknownSwitch(node, u, out)
			return
		}
		if !in.switchOn(node, item, out) {
			break
		}
	}
}

// unknownSwitch follows all clauses in doubt.
func (in *Interp) unknownSwitch(node *syntax.Switch, u *Unknown, out *output) {
	var bodies []func()
	blocks := []*syntax.StatementBlock{}
	for _, clause := range node.Clauses {
		blocks = append(blocks, clause.Body)
	}
	if node.Default != nil {
		blocks = append(blocks, node.Default)
	}
	touched, some := false, output{}
	for _, b := range blocks {
		touched = touched || in.touches(b)
		bodies = append(bodies, func() {
			in.setVariable("_", Value{u, in.at(node.Condition.Extent())})
			in.block(b.Statements, &some)
		})
	}
	if touched {
		in.notFollow(node.Condition.Extent(), u.Reason)
	}
	in.inDoubt(u.Reason, bodies...)
	if some.count > 0 {
		out.add(Value{u, in.at(node.Span)})
	}
}

// switchOn follows the clauses for one value and reports whether the switch goes on.
func (in *Interp) switchOn(node *syntax.Switch, item Value, out *output) bool {
	in.turn()
	outer, had := in.scope.vars["_"]
	defer func() {
		if had {
			in.scope.vars["_"] = outer
		} else {
			delete(in.scope.vars, "_")
		}
	}()
	in.scope.vars["_"] = &variable{value: item}
	matched := false
	for _, clause := range node.Clauses {
		met := in.meets(clause.Condition, node.Flags, item)
		if u := unknown(met); u != nil {
			in.unknownSwitch(&syntax.Switch{Span: node.Span, Condition: node.Condition, Clauses: []*syntax.Clause{clause}}, u, out)
			continue
		}
		if !Bool(met) {
			continue
		}
		matched = true
		if goOn, next := in.clause(clause.Body, node.Label, out); !goOn || next {
			return goOn
		}
	}
	if !matched && node.Default != nil {
		goOn, _ := in.clause(node.Default, node.Label, out)
		return goOn
	}
	return true
}

// clause follows a body of switch. It reports whether the switch goes on, and whether with
// the next value.
func (in *Interp) clause(b *syntax.StatementBlock, label string, out *output) (goOn, next bool) {
	s := in.inLoop(b, out)
	if s == nil {
		return true, false
	}
	if s.label != "" && s.label != strings.ToLower(label) {
		panic(s)
	}
	return s.kind == continuing, true
}

// meets evaluates the condition of a clause.
func (in *Interp) meets(node syntax.Node, flags []string, item Value) Value {
	if block, ok := node.(*syntax.Block); ok {
		return collect(in.callWith(in.closure(block), item), in.at(block.Span))
	}
	condition := in.eval(node)
	if u := unknown(condition); u != nil {
		return condition
	}
	sensitive, op := false, "eq"
	for _, flag := range flags {
		switch {
		case strings.HasPrefix("casesensitive", flag):
			sensitive = true
		case strings.HasPrefix("regex", flag):
			op = "match"
		case strings.HasPrefix("wildcard", flag):
			op = "like"
		}
	}
	if op == "eq" {
		return Value{Data: equal(condition, item, sensitive)}
	}
	return Value{Data: in.holds(op, item, condition, sensitive, true)}
}

func escapeRegex(text string) string { return regexp2.Escape(text) }
