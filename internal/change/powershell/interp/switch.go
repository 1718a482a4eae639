package interp

import (
	"strings"

	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

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
