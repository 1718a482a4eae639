package policy

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"
)

// Set is a set of rules that are compiled together. It is safe for concurrent use.
type Set struct {
	Rules []*Rule // by ID

	sources  []source
	compiler *ast.Compiler
}

// Load compiles the rules of each bundle: a file system with a folder area/rule_name
// for each rule and, where rules share functions, a folder lib. The error is of type
// [Errors]; unless it is nil, no rule is to be trusted.
func Load(bundles ...fs.FS) (*Set, error) {
	sources, errs := parse(bundles, func(name string) bool { return !isTest(name) })
	rules, faults := describe(sources)
	if errs = append(errs, faults...); len(errs) > 0 {
		return nil, asError(errs)
	}
	return compile(rules, sources, nil)
}

// With returns the same rules with values for their parameters. The values must have
// passed [Parameter.Check].
func (s *Set) With(settings Settings) (*Set, error) {
	rules := make([]*Rule, len(s.Rules))
	for i, rule := range s.Rules {
		again := *rule
		rules[i] = &again
	}
	return compile(rules, s.sources, settings)
}

func compile(rules []*Rule, sources []source, settings Settings) (*Set, error) {
	parameters, err := parametersOf(rules, settings)
	if err != nil {
		return nil, err
	}
	compiler, err := newCompiler()
	if err != nil {
		return nil, err
	}
	if compiler.Compile(modules(slices.Concat(sources, parameters))); compiler.Failed() {
		return nil, asError(translated(compiler.Errors))
	}
	set := &Set{Rules: rules, sources: sources, compiler: compiler}
	return set, asError(set.finish())
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

// source is one Rego file of a bundle.
type source struct {
	bundle int
	files  fs.FS
	path   string
	module *ast.Module
}

// isLib tells a file of shared functions from one of a rule.
func (s source) isLib() bool { return strings.HasPrefix(s.path, "lib/") }

func isTest(name string) bool { return strings.HasSuffix(name, "_test.rego") }

// modules names each module for the compiler: two bundles may have a file of the
// same name.
func modules(sources []source) map[string]*ast.Module {
	modules := make(map[string]*ast.Module, len(sources))
	for _, s := range sources {
		modules[strconv.Itoa(s.bundle)+"/"+s.path] = s.module
	}
	return modules
}

// named is a bundle that has a name.
type named struct {
	fs.FS
	name string
}

// Named returns a bundle whose files are shown behind a name: the folder that they
// lie in.
func Named(name string, bundle fs.FS) fs.FS { return named{bundle, name} }

// shown is what a file of a bundle is called in messages.
func shown(bundle fs.FS, file string) string {
	if named, ok := bundle.(named); ok {
		return path.Join(named.name, file)
	}
	return file
}

// parse reads the Rego files of all bundles that are wanted.
func parse(bundles []fs.FS, wanted func(name string) bool) (sources []source, errs Errors) {
	options := ast.ParserOptions{ProcessAnnotation: true, RegoVersion: ast.RegoV1, Capabilities: capabilities()}
	for i, bundle := range bundles {
		err := fs.WalkDir(bundle, ".", func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || path.Ext(name) != ".rego" || !wanted(name) {
				return err
			}
			text, err := fs.ReadFile(bundle, name)
			if err != nil {
				return err
			}
			module, err := ast.ParseModuleWithOpts(shown(bundle, name), string(text), options)
			if err != nil {
				errs = append(errs, translated(err)...)
				return nil
			}
			sources = append(sources, source{i, bundle, name, module})
			return nil
		})
		if err != nil {
			errs = append(errs, &Error{File: shown(bundle, "."), Message: err.Error()})
		}
	}
	return sources, errs
}

// finish works out what each rule reads and prepares its queries.
func (s *Set) finish() Errors {
	errs := s.outside()
	for _, rule := range s.Rules {
		findings := rule.ref().Append(ast.StringTerm("findings"))
		var faults Errors
		rule.footprint, faults = footprintOf(s.compiler, findings, rule.Kinds)
		errs = slices.Concat(errs, faults, rule.unknown())
		rule.index()
		rule.conditions = sync.OnceValue(func() conditions { return conditionsOf(s.compiler, findings, rule.Kinds) })
		if err := rule.prepare(s.compiler, findings); err != nil {
			errs = append(errs, &Error{File: rule.folder(), Message: err.Error()})
		}
	}
	return errs
}

// outside finds references to data that no rule or function makes: policies have
// their object and each other, and no other document.
func (s *Set) outside() (errs Errors) {
	for _, name := range slices.Sorted(maps.Keys(s.compiler.Modules)) {
		for _, rule := range s.compiler.Modules[name].Rules {
			ast.WalkRefs(rule, func(ref ast.Ref) bool {
				if ref.HasPrefix(ast.DefaultRootRef) && len(s.compiler.GetRulesForVirtualDocument(ref)) == 0 {
					errs = append(errs, at(ref[0].Location, "%s is no rule or function of these policies; they have no data but their input", ref))
				}
				return false
			})
		}
	}
	return errs
}

// prepare compiles the two queries of a rule, so that an evaluation need not.
func (r *Rule) prepare(compiler *ast.Compiler, findings ast.Ref) (err error) {
	all := ast.NewBody(ast.Equality.Expr(ast.NewTerm(findings), foundTerm))
	if r.all, err = compiler.QueryCompiler().Compile(all); err != nil {
		return err
	}
	each := ast.NewBody(ast.NewExpr(ast.NewTerm(findings.Append(foundTerm))))
	r.each, err = compiler.QueryCompiler().Compile(each)
	return err
}

// foundVar is the variable that a query's answer stands in.
const foundVar = ast.Var("found")

var foundTerm = ast.NewTerm(foundVar)
