package rules

import (
	"cmp"
	"io/fs"
	"maps"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/rego/eval"
)

// Set is a set of rules. It is safe for concurrent use.
type Set struct {
	Rules []*Rule // by ID

	programs map[*Rule]*eval.Program
	compiler *ast.Compiler // of what was compiled here
}

// Load compiles the rules of each bundle: a file system with a folder area/rule_name
// for each rule and, where rules share functions, a folder lib. The error is of type
// [diag.List]; unless it is nil, no rule is to be trusted.
func Load(bundles ...fs.FS) (*Set, error) {
	return loadWanted(bundles, func(*Rule) bool { return true })
}

// Extend returns the rules of a set, which were loaded from a bundle, and those of others,
// which may call its functions.
func (s *Set) Extend(loaded fs.FS, bundles ...fs.FS) (*Set, error) {
	extended, err := loadWanted(slices.Concat([]fs.FS{loaded}, bundles), (*Rule).Own)
	if err != nil {
		return nil, err
	}
	for i, rule := range extended.Rules {
		if known := s.rule(rule.ID); known != nil && !rule.Own() {
			extended.Rules[i] = known
			extended.programs[known] = s.programs[known]
		}
	}
	return extended, nil
}

// With returns the same rules with values for their parameters. The values must have
// passed [Parameter.Check].
func (s *Set) With(settings Settings) *Set {
	configured := *s
	configured.programs = maps.Clone(s.programs)
	for _, rule := range s.Rules {
		if values := settings[rule.ID]; len(values) > 0 {
			configured.programs[rule] = s.programs[rule].With(rule.values(values), rule.path("parameters")...)
		}
	}
	return &configured
}

// And returns the rules of a set with others that are judged elsewhere: they are about no kind of
// object, and no session evaluates them.
func (s *Set) And(others ...*Rule) *Set {
	joined := *s
	joined.Rules = slices.Concat(s.Rules, others)
	slices.SortFunc(joined.Rules, func(a, b *Rule) int { return cmp.Compare(a.ID, b.ID) })
	return &joined
}

func (s *Set) rule(id string) *Rule {
	i := slices.IndexFunc(s.Rules, func(r *Rule) bool { return r.ID == id })
	if i < 0 {
		return nil
	}
	return s.Rules[i]
}

// loadWanted checks all rules, and compiles those that are wanted.
func loadWanted(bundles []fs.FS, wanted func(*Rule) bool) (*Set, error) {
	set, parsed, err := check(bundles, wanted)
	if err != nil {
		return nil, err
	}
	return set, set.compile(parsed, wanted)
}

// check parses and checks all rules, and works out what those that are wanted read. It also
// returns the modules as parsed, by name.
func check(bundles []fs.FS, wanted func(*Rule) bool) (*Set, map[string]*ast.Module, error) {
	sources, errs := parse(bundles, func(name string) bool { return !isTest(name) })
	rules, faults := describe(sources)
	if errs = append(errs, faults...); len(errs) == 0 {
		errs = withoutRules(bundles, rules)
	}
	if len(errs) > 0 {
		return nil, nil, asError(errs)
	}
	parameters, err := parametersOf(rules)
	if err != nil {
		return nil, nil, err
	}
	compiler, err := newCompiler()
	if err != nil {
		return nil, nil, err
	}
	parsed := modules(slices.Concat(sources, parameters))
	if compiler.Compile(parsed); compiler.Failed() {
		return nil, nil, asError(translated(compiler.Errors))
	}
	set := &Set{Rules: rules, programs: map[*Rule]*eval.Program{}, compiler: compiler}
	return set, parsed, asError(set.findFootprints(wanted))
}

func newCompiler() (*ast.Compiler, error) {
	shapes, err := schemas()
	if err != nil {
		return nil, err
	}
	return ast.NewCompiler().
		WithCapabilities(capabilities()).
		WithSchemas(shapes).
		WithUseTypeCheckAnnotations(true).
		WithStrict(true).
		SetErrorLimit(0), nil
}

// findFootprints works out what each wanted rule reads.
func (s *Set) findFootprints(wanted func(*Rule) bool) diag.List {
	errs := s.undefinedData()
	for _, rule := range s.Rules {
		if wanted(rule) {
			footprint, faults := footprintOf(s.compiler, rule.findings(), rule.Kinds)
			errs = slices.Concat(errs, faults, rule.note(footprint))
		}
	}
	return errs
}

// compile compiles the program of each wanted rule, from nothing but the modules that it
// depends on: other rules cannot change it.
func (s *Set) compile(parsed map[string]*ast.Module, wanted func(*Rule) bool) error {
	names := moduleNames(s.compiler.Modules)
	for _, rule := range s.Rules {
		if !wanted(rule) {
			continue
		}
		program, err := eval.Compile(s.dependencies(rule, parsed, names), rule.findings())
		if err != nil {
			return diag.List{{File: rule.folder(), Message: err.Error()}}
		}
		s.programs[rule] = program
	}
	return nil
}

// dependencies returns the modules, as parsed, whose rules a rule may use.
func (s *Set) dependencies(r *Rule, parsed map[string]*ast.Module, names map[*ast.Rule]string) map[string]*ast.Module {
	needed := map[string]*ast.Module{}
	var need func(rule *ast.Rule)
	need = func(rule *ast.Rule) {
		name := names[rule]
		if needed[name] != nil {
			return
		}
		needed[name] = parsed[name]
		ast.WalkRules(s.compiler.Modules[name], func(rule *ast.Rule) bool {
			for used := range s.compiler.Graph.Dependencies(rule) {
				need(used.(*ast.Rule))
			}
			return false
		})
	}
	for _, rule := range s.compiler.GetRulesExact(r.findings()) {
		need(rule)
	}
	return needed
}

// moduleNames returns the name of the module of each rule.
func moduleNames(modules map[string]*ast.Module) map[*ast.Rule]string {
	names := map[*ast.Rule]string{}
	for name, module := range modules {
		ast.WalkRules(module, func(rule *ast.Rule) bool {
			names[rule] = name
			return false
		})
	}
	return names
}

// undefinedData finds references to data that no rule or function makes: policies have
// their object and each other, and no other document.
func (s *Set) undefinedData() (errs diag.List) {
	for _, name := range slices.Sorted(maps.Keys(s.compiler.Modules)) {
		for _, rule := range s.compiler.Modules[name].Rules {
			ast.WalkRefs(rule, func(ref ast.Ref) bool {
				if ref.HasPrefix(ast.DefaultRootRef) && len(s.compiler.GetRulesForVirtualDocument(ref)) == 0 {
					errs = append(errs, at(ref[0].Location, "%s is not a rule or function of these policies, and policies have no other data", ref))
				}
				return false
			})
		}
	}
	return errs
}
