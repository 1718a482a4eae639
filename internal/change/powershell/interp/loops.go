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

func escapeRegex(text string) string { return regexp2.Escape(text) }
