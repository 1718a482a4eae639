package policy

import (
	"context"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/exchlint/exchlint/internal/exchange"
)

// conditions are the bodies of a rule's findings without what only words them: what the
// message says and what it points at. Whether an object that lacks a property can have a
// finding at all is decided by these, with a fraction of the work, and alike for all objects
// that are alike in the few properties that they read.
type conditions struct {
	bodies []ast.Body
	footprint
}

// conditionsOf takes the compiled rules at a path apart.
func conditionsOf(compiler *ast.Compiler, path ast.Ref, kinds []string) conditions {
	var c conditions
	t := tracker{compiler: compiler, seen: map[visit]bool{}, comparer: newComparer(kinds), footprint: footprint{reads: map[string]*ast.Location{}}}
	for _, rule := range compiler.GetRulesExact(path) {
		body := withoutWords(compiler, rule)
		c.bodies = append(c.bodies, body)
		bare := &ast.Rule{Head: ast.NewHead("conditions"), Body: body}
		s, _ := names(bare, asInput)
		t.body(bare, asInput, s)
		ast.WalkRefs(body, func(ref ast.Ref) bool {
			for _, used := range compiler.GetRules(ref) {
				t.visit(used, asInput)
			}
			return false
		})
	}
	c.footprint = t.footprint
	return c
}

// withoutWords returns the body of a rule without the expressions that have no say in
// whether it holds: those that only give a value to a variable that nothing is left to use,
// and always have one to give.
func withoutWords(compiler *ast.Compiler, rule *ast.Rule) ast.Body {
	body := slices.Clone(rule.Body)
	for {
		used := map[ast.Var]int{}
		for _, expr := range body {
			ast.WalkVars(expr, func(v ast.Var) bool {
				used[v]++
				return false
			})
		}
		left := slices.DeleteFunc(slices.Clone(body), func(expr *ast.Expr) bool {
			value, variable, ok := gives(expr)
			return ok && used[variable] == 1 && always(compiler, value)
		})
		if len(left) == len(body) {
			return left
		}
		body = left
	}
}

// gives reports whether an expression gives a variable a value: v = value, or a call whose
// result is v. The value of a call is the function.
func gives(expr *ast.Expr) (value *ast.Term, variable ast.Var, ok bool) {
	if expr.Negated || len(expr.With) > 0 || !expr.IsCall() {
		return nil, "", false
	}
	operands := expr.Operands()
	if len(operands) == 0 {
		return nil, "", false
	}
	if expr.IsEquality() {
		variable, ok = operands[0].Value.(ast.Var)
		value = operands[1]
		if !ok {
			variable, ok = operands[1].Value.(ast.Var)
			value = operands[0]
		}
		return value, variable, ok
	}
	variable, ok = operands[len(operands)-1].Value.(ast.Var)
	return expr.OperatorTerm(), variable, ok
}

// always reports whether a value is there in any case: a literal, a property as a whole, a
// rule with a default, what a built-in function or one that rules share makes of its
// arguments.
func always(compiler *ast.Compiler, value *ast.Term) bool {
	ref, ok := value.Value.(ast.Ref)
	switch {
	case !ok:
		_, call := value.Value.(ast.Call)
		return !call
	case ref.HasPrefix(ast.InputRootRef):
		return len(ref) == 2
	case ref.HasPrefix(libraryRef):
		return true
	case ref.HasPrefix(ast.DefaultRootRef):
		return slices.ContainsFunc(compiler.GetRulesExact(ref), func(rule *ast.Rule) bool { return rule.Default })
	}
	return ast.BuiltinMap[ref.String()] != nil && !relation(ref.String())
}

// relation reports whether a built-in function is a question rather than a value.
func relation(name string) bool {
	f := ast.BuiltinMap[name]
	return f.Relation || f.Infix != "" || f.Decl.Result() == nil
}

var libraryRef = ast.MustParseRef("data.exchlint.lib")

// settle tells whether an object that lacks properties can have a finding of the rule: it
// passes, or can't be evaluated. Where some way to a finding has no conditions left, that
// is for others to find out, and settled is false.
func (e evaluation) settle(ctx context.Context, c conditions) (outcome Outcome, settled bool) {
	open := false
	for _, body := range c.bodies {
		query, done := e.query(ctx, body)
		ways, _, err := query.WithUnknowns(unknowns(e.missing)).WithNondeterministicBuiltins(true).PartialRun(ctx)
		done()
		if err != nil {
			return Outcome{}, false
		}
		for _, way := range ways {
			rest, possible := e.simplify(ctx, way)
			switch {
			case !possible:
			case !hangs(rest):
				return Outcome{}, false
			default:
				open = true
			}
		}
	}
	if open {
		return Outcome{Gap: gapOf(e.input.object, e.missing)}, true
	}
	return Outcome{}, true
}

// hangs reports whether a way has a condition left that a missing property decides.
func hangs(way ast.Body) bool {
	found := false
	ast.WalkRefs(way, func(ref ast.Ref) bool {
		found = found || ref.HasPrefix(ast.InputRootRef) || ref.HasPrefix(ast.DefaultRootRef)
		return found
	})
	return found
}

// places returns where the properties that the conditions read, and those that an object
// lacks, stand in the schema of its kind.
func (c conditions) places(o *exchange.Object, missing []string) (places []int) {
	for i, property := range o.Kind.Properties {
		if _, read := c.reads[property.Name]; read || slices.Contains(missing, property.Name) {
			places = append(places, i)
		}
	}
	return places
}
