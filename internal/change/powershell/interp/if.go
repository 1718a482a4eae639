package interp

import (
	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

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
