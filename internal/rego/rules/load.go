package rules

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/exchlint/exchlint/internal/rego/eval"
)

// Set is a set of rules that are compiled together. It is safe for concurrent use.
type Set struct {
	Rules   []*Rule       // by ID
	Program *eval.Program // that evaluates them

	compiler *ast.Compiler // of what was compiled here
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
	parameters, err := parametersOf(rules)
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
	set := &Set{Rules: rules, compiler: compiler}
	if errs := set.finish(); len(errs) > 0 {
		return nil, asError(errs)
	}
	return set, set.plan()
}

// With returns the same rules with values for their parameters. The values must have
// passed [Parameter.Check].
func (s *Set) With(settings Settings) *Set {
	again := *s
	for _, rule := range s.Rules {
		function, used := again.Program.Function(rule.path("parameters")...)
		if values := settings[rule.ID]; used && len(values) > 0 {
			again.Program = again.Program.With(function, rule.values(values))
		}
	}
	return &again
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

// finish works out what each rule reads.
func (s *Set) finish() Errors {
	errs := s.outside()
	for _, rule := range s.Rules {
		footprint, faults := footprintOf(s.compiler, rule.findings(), rule.Kinds)
		errs = slices.Concat(errs, faults, rule.note(footprint))
	}
	return errs
}

// plan makes the program that evaluates the rules.
func (s *Set) plan() error {
	entries := make([]ast.Ref, len(s.Rules))
	for i, rule := range s.Rules {
		entries[i] = rule.findings()
	}
	var err error
	if s.Program, err = eval.Compile(s.compiler, entries); err != nil {
		return Errors{{File: ".", Message: err.Error()}}
	}
	s.find()
	return nil
}

// Compiled returns a set of rules that were loaded and planned before.
func Compiled(rules []*Rule, program *eval.Program) *Set {
	set := &Set{Rules: rules, Program: program}
	set.find()
	return set
}

// find notes where the program has each rule.
func (s *Set) find() {
	for _, rule := range s.Rules {
		rule.function, _ = s.Program.Function(rule.path("findings")...)
	}
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
