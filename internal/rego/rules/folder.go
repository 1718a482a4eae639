package rules

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/open-policy-agent/opa/v1/ast"
)

// describe makes a rule of each folder and checks what a compiler doesn't: that
// everything that is to be said of a rule is said, and stands where it belongs.
func describe(sources []source) (rules []*Rule, errs diag.List) {
	type folder struct {
		bundle int
		path   string
	}
	files := map[folder][]source{}
	var order []folder
	for _, s := range sources {
		if errs = append(errs, misplaced(s)...); s.isLib() || strings.Count(s.path, "/") != 2 || isTest(s.path) {
			continue
		}
		at := folder{s.bundle, path.Dir(s.path)}
		if files[at] == nil {
			order = append(order, at)
		}
		files[at] = append(files[at], s)
	}
	for _, at := range order {
		rule, faults := newRule(at.path, files[at])
		if taken := takenName(rules, rule); taken != "" {
			errs = append(errs, diag.Diagnostic{File: shown(files[at][0].files, at.path), Message: fmt.Sprintf("there is a rule %s already; rename the folder or the alias", taken)})
		}
		rules, errs = append(rules, rule), append(errs, faults...)
	}
	slices.SortFunc(rules, func(a, b *Rule) int { return cmp.Compare(a.ID, b.ID) })
	return rules, append(errs, extendedLibraries(sources)...)
}

// withoutRules finds bundles that no rule is in: whoever gave one believes that there is.
func withoutRules(bundles []fs.FS, rules []*Rule) (errs diag.List) {
	for i, bundle := range bundles {
		if !slices.ContainsFunc(rules, func(r *Rule) bool { return r.bundle == i }) {
			errs = append(errs, diag.Diagnostic{File: shown(bundle, "."), Message: "there is no policy in this folder: a policy is a file DIR/area/rule_name/*.rego that is not a test"})
		}
	}
	return errs
}

// extendedLibraries finds functions of one's own in a package of the first bundle's library: they would
// change what its rules find.
func extendedLibraries(sources []source) (errs diag.List) {
	var packages []ast.Ref
	for _, s := range sources {
		if s.bundle == 0 && s.isLib() {
			packages = append(packages, s.module.Package.Path)
		}
	}
	for _, s := range sources {
		if s.bundle == 0 || !s.isLib() {
			continue
		}
		for _, rule := range s.module.Rules {
			path := s.module.Package.Path.Extend(rule.Head.Ref())
			if i := slices.IndexFunc(packages, path.HasPrefix); i >= 0 {
				errs = append(errs, at(rule.Location, "%s is a package of exchlint's own library, which nothing can be added to; choose another package", strings.TrimPrefix(packages[i].String(), "data.")))
			}
		}
	}
	return errs
}

// takenName returns the first of a rule's names that another rule has, or "".
func takenName(list []*Rule, rule *Rule) string {
	for _, name := range append([]string{rule.ID}, rule.Aliases...) {
		if slices.ContainsFunc(list, func(r *Rule) bool { return r.ID == name || slices.Contains(r.Aliases, name) }) {
			return name
		}
	}
	return ""
}

// CurrentID returns the ID of the rule that had another ID before it was renamed, and name itself
// for every other name.
func CurrentID(list []*Rule, name string) string {
	for _, rule := range list {
		if slices.Contains(rule.Aliases, name) {
			return rule.ID
		}
	}
	return name
}

var folderName = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)

// misplaced checks that a file's package is what its folder says, and that shared
// functions are functions: what they read would have no schema to be checked against.
func misplaced(s source) diag.List {
	steps := strings.Split(path.Dir(s.path), "/")
	pkg := strings.TrimPrefix(s.module.Package.Path.String(), "data.")
	if s.isLib() {
		if pkg != "exchlint.lib" && !strings.HasPrefix(pkg, "exchlint.lib.") {
			return diag.List{at(s.module.Package.Location, "package %s must be exchlint.lib or below it, as the folder is", pkg)}
		}
		if isTest(s.path) {
			return nil
		}
		return impure(s.module)
	}
	if len(steps) != 2 || !folderName.MatchString(steps[0]) || !folderName.MatchString(steps[1]) {
		return diag.List{{File: shown(s.files, s.path), Message: "a policy stands in a folder area/rule_name of lower-case letters, digits and single underscores, shared functions below lib"}}
	}
	wanted := "exchlint." + steps[0] + "." + steps[1]
	if isTest(s.path) {
		wanted += "_test"
	}
	if pkg != wanted {
		return diag.List{at(s.module.Package.Location, "package %s must be %s, as its folder is", pkg, wanted)}
	}
	return nil
}

func impure(module *ast.Module) (errs diag.List) {
	ast.WalkRefs(module, func(ref ast.Ref) bool {
		if ref.HasPrefix(ast.InputRootRef) {
			errs = append(errs, at(ref[0].Location, "a shared function must be given what it needs; only a rule reads input"))
		}
		return false
	})
	return errs
}

// findingsRule checks that a rule says what it finds, and as a set.
func findingsRule(sources []source) (errs diag.List) {
	defined := false
	for _, s := range sources {
		for _, r := range s.module.Rules {
			if r.Head.Name != "findings" {
				continue
			}
			defined = true
			if len(r.Head.Ref()) != 1 || r.Head.RuleKind() != ast.MultiValue {
				errs = append(errs, at(r.Location, "findings must be a set: findings contains {...} if {...}"))
			}
		}
	}
	if !defined {
		errs = append(errs, at(sources[0].module.Package.Location, "a rule says what it finds by: findings contains {...} if {...}"))
	}
	return errs
}

// folder is where a rule stands in its bundle.
func (r *Rule) folder() string { return strings.ReplaceAll(r.ID, "-", "_") }

// path is where a program has a document of a rule's package.
func (r *Rule) path(name string) []string {
	area, rule, _ := strings.Cut(r.folder(), "/")
	return []string{"exchlint", area, rule, name}
}

// findings refers to what the rule finds.
func (r *Rule) findings() ast.Ref {
	ref := ast.Ref{ast.DefaultRootDocument}
	for _, step := range r.path("findings") {
		ref = append(ref, ast.StringTerm(step))
	}
	return ref
}
