package eval

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/bundle"
	"github.com/open-policy-agent/opa/v1/compile"
	"github.com/open-policy-agent/opa/v1/ir"
)

// Compile has OPA plan the rule at a reference such as data.exchlint.send.open.findings, and
// returns the plan as a program. The modules, by name, must compile and have all that the
// rule uses.
func Compile(modules map[string]*ast.Module, rule ast.Ref) (*Program, error) {
	path, err := stepsOf(rule)
	if err != nil {
		return nil, err
	}
	sources := &bundle.Bundle{}
	for _, name := range slices.Sorted(maps.Keys(modules)) {
		// OPA formats the text of each module for a bundle that nobody reads.
		sources.Modules = append(sources.Modules, bundle.ModuleFile{URL: name, Path: name, Parsed: iterating(modules[name]), Raw: []byte("package unused\n")})
	}
	compiler := compile.New().WithBundle(sources).WithRegoVersion(ast.RegoV1).WithPruneUnused(true).
		WithTarget(compile.TargetPlan).WithEntrypoints(strings.Join(path, "/"))
	if err := compiler.Build(context.Background()); err != nil {
		return nil, err
	}
	var policy ir.Policy
	if err := json.Unmarshal(compiler.Bundle().PlanModules[0].Raw, &policy); err != nil {
		return nil, fmt.Errorf("reading OPA's plan: %w", err)
	}
	return translate(&policy, functionPath(append([]string{root}, path...)...))
}

// stepsOf returns the steps of a reference below data.
func stepsOf(rule ast.Ref) ([]string, error) {
	var steps []string
	for _, term := range rule[1:] {
		step, ok := term.Value.(ast.String)
		if !ok {
			return nil, fmt.Errorf("%s does not name a rule", rule)
		}
		steps = append(steps, string(step))
	}
	return steps, nil
}

// iterating returns a module in which each relation that is called for its truth alone has
// an output. OPA evaluates what follows once for each of its results, while it plans
// an iteration only where the output is used.
func iterating(module *ast.Module) *ast.Module {
	module = module.Copy()
	calls := 0
	ast.WalkExprs(module, func(expr *ast.Expr) bool {
		if !expr.IsCall() || expr.Negated {
			return false
		}
		called := ast.BuiltinMap[expr.Operator().String()]
		if called != nil && called.Relation && len(expr.Operands()) == called.Decl.Arity() {
			calls++
			output := ast.VarTerm(fmt.Sprintf("%srelation%d", ast.WildcardPrefix, calls))
			expr.Terms = append(expr.Terms.([]*ast.Term), output.SetLocation(expr.Location))
		}
		return false
	})
	return module
}
