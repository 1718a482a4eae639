package policy

import (
	"context"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/exchlint/exchlint/internal/exchange"
)

// partial evaluates a rule on an object that lacks properties which the rule reads.
// Rego evaluates as far as it gets without them and returns what is left: for each
// way to a finding the conditions that hang on a missing value. No way left is a
// pass, and one without conditions a finding, whatever the values. All else is a gap.
func (e evaluation) partial(ctx context.Context, missing []string) (Outcome, error) {
	query, done := e.query(ctx, e.rule.each)
	defer done()
	ways, _, err := query.WithUnknowns(unknowns(missing)).WithNondeterministicBuiltins(true).PartialRun(ctx)
	if err != nil {
		return Outcome{Gap: gapOf(e.input.object, missing)}, nil
	}
	var found []*ast.Term
	open := false
	for _, way := range ways {
		way, possible := e.simplify(ctx, way)
		if !possible {
			continue
		}
		if finding := unconditional(way); finding != nil {
			found = append(found, finding)
		} else {
			open = true
		}
	}
	if len(found) == 0 && open {
		return Outcome{Gap: gapOf(e.input.object, missing)}, nil
	}
	findings, err := e.findings(found)
	return Outcome{Findings: findings}, err
}

func unknowns(missing []string) []*ast.Term {
	unknown := make([]*ast.Term, len(missing))
	for i, property := range missing {
		unknown[i] = ast.RefTerm(ast.InputRootDocument, ast.StringTerm(property))
	}
	return unknown
}

// unconditional returns the finding at the end of a way without conditions, else nil.
func unconditional(way ast.Body) *ast.Term {
	if len(way) != 1 || way[0].Negated || len(way[0].With) > 0 || !way[0].IsEquality() {
		return nil
	}
	variable, value := way[0].Operand(0), way[0].Operand(1)
	if !variable.Equal(foundTerm) || !ast.IsConstant(value.Value) {
		return nil
	}
	return value
}

// simplify drops the conditions of a way that hold whatever the missing values are.
// possible is false if one can't hold. Rego leaves such conditions where a function
// is given the object as a whole, or one branch of a helper rule is decided.
func (e evaluation) simplify(ctx context.Context, way ast.Body) (rest ast.Body, possible bool) {
	for _, condition := range way {
		if !e.decidable(condition) {
			rest = append(rest, condition)
			continue
		}
		query, done := e.query(ctx, ast.Body{condition})
		answers, err := query.Run(ctx)
		done()
		switch {
		case err != nil:
			rest = append(rest, condition)
		case len(answers) == 0:
			return nil, false
		}
	}
	return rest, true
}

// decidable reports whether a condition is about constants and known properties only.
func (e evaluation) decidable(condition *ast.Expr) bool {
	if len(condition.With) > 0 {
		return false
	}
	decidable := true
	check := func(x any) bool {
		switch x := x.(type) {
		case ast.Ref:
			decidable = decidable && e.known(x)
			return true
		case ast.Var, ast.Call:
			decidable = false
		}
		return !decidable
	}
	if !condition.IsCall() {
		ast.NewGenericVisitor(check).Walk(condition)
		return decidable
	}
	for _, operand := range condition.Operands() {
		ast.NewGenericVisitor(check).Walk(operand)
	}
	return decidable && ast.BuiltinMap[condition.Operator().String()] != nil
}

// known reports whether a reference is a constant path into a property that the
// object has, or that no object of its kind has.
func (e evaluation) known(ref ast.Ref) bool {
	if len(ref) < 2 || !ref.HasPrefix(ast.InputRootRef) || !ref.IsGround() {
		return false
	}
	property, ok := ref[1].Value.(ast.String)
	if !ok {
		return false
	}
	if _, ours := e.input.object.Kind.Index(string(property)); !ours {
		return true
	}
	_, known := e.input.object.Value(string(property))
	return known
}

// gapOf says why properties of an object are not known.
func gapOf(o *exchange.Object, missing []string) *exchange.Gap {
	var reasons []string
	gap := &exchange.Gap{}
	for _, property := range missing {
		why := o.Gap(property)
		reasons = append(reasons, why.Reason)
		gap.Missing = append(gap.Missing, why.Missing...)
	}
	gap.Reason = strings.Join(sortedSet(reasons), "; ")
	gap.Missing = sortedSet(gap.Missing)
	return gap
}

func sortedSet(texts []string) []string {
	slices.Sort(texts)
	return slices.Compact(texts)
}
