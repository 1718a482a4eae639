package policy

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/exchlint/exchlint/schema"
)

var levels = []string{"error", "warning", "note"}

// describe makes a rule of each folder and checks what a compiler doesn't: that
// everything that is to be said of a rule is said, and stands where it belongs.
func describe(sources []source) (rules []*Rule, errs Errors) {
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
		if slices.ContainsFunc(rules, func(r *Rule) bool { return r.ID == rule.ID }) {
			errs = append(errs, &Error{File: at.path, Message: fmt.Sprintf("there is a rule %s already; rename the folder", rule.ID)})
		}
		rules, errs = append(rules, rule), append(errs, faults...)
	}
	slices.SortFunc(rules, func(a, b *Rule) int { return cmp.Compare(a.ID, b.ID) })
	return rules, errs
}

var folderName = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)

// misplaced checks that a file's package is what its folder says, and that shared
// functions are functions: what they read would have no schema to be checked against.
func misplaced(s source) Errors {
	steps := strings.Split(path.Dir(s.path), "/")
	pkg := strings.TrimPrefix(s.module.Package.Path.String(), "data.")
	if s.isLib() {
		if pkg != "exchlint.lib" && !strings.HasPrefix(pkg, "exchlint.lib.") {
			return Errors{at(s.module.Package.Location, "package %s must be exchlint.lib or below it, as the folder is", pkg)}
		}
		if isTest(s.path) {
			return nil
		}
		return impure(s.module)
	}
	if len(steps) != 2 || !folderName.MatchString(steps[0]) || !folderName.MatchString(steps[1]) {
		return Errors{{File: s.path, Message: "a policy stands in a folder area/rule_name of lower-case letters, digits and single underscores, shared functions below lib"}}
	}
	wanted := "exchlint." + steps[0] + "." + steps[1]
	if isTest(s.path) {
		wanted += "_test"
	}
	if pkg != wanted {
		return Errors{at(s.module.Package.Location, "package %s must be %s, as its folder is", pkg, wanted)}
	}
	return nil
}

func impure(module *ast.Module) (errs Errors) {
	ast.WalkRefs(module, func(ref ast.Ref) bool {
		if ref.HasPrefix(ast.InputRootRef) {
			errs = append(errs, at(ref[0].Location, "a shared function must be given what it needs; only a rule reads input"))
		}
		return false
	})
	return errs
}

// newRule reads what is said of a rule in the files of its folder.
func newRule(folder string, sources []source) (*Rule, Errors) {
	id := strings.ReplaceAll(folder, "_", "-")
	rule := &Rule{ID: id, Bad: example(sources[0].files, folder, "bad"), Good: example(sources[0].files, folder, "good")}
	errs := findingsRule(sources)
	said, extra := packageMetadata(sources)
	if said == nil {
		return rule, append(errs, at(sources[0].module.Package.Location, "a rule needs a # METADATA block above its package"))
	}
	for _, again := range extra {
		errs = append(errs, at(again.Location, "this package has a METADATA block in %s already", said.Location.File))
	}
	return rule, append(errs, rule.read(said)...)
}

// findingsRule checks that a rule says what it finds, and as a set.
func findingsRule(sources []source) (errs Errors) {
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

func packageMetadata(sources []source) (said *ast.Annotations, extra []*ast.Annotations) {
	for _, s := range sources {
		for _, a := range s.module.Annotations {
			if a.Scope != "package" && a.Scope != "subpackages" {
				continue
			}
			if said != nil {
				extra = append(extra, a)
				continue
			}
			said = a
		}
	}
	return said, extra
}

// read takes over what a METADATA block says.
func (r *Rule) read(said *ast.Annotations) (errs Errors) {
	text := func(name string) string {
		text, _ := said.Custom[name].(string)
		return strings.TrimSpace(text)
	}
	need := func(ok bool, format string, args ...any) {
		if !ok {
			errs = append(errs, at(said.Location, format, args...))
		}
	}
	r.Title, r.Description = strings.TrimSpace(said.Title), strings.TrimSpace(said.Description)
	r.Level, r.Remediation = text("level"), text("remediation")
	for _, resource := range said.RelatedResources {
		r.References = append(r.References, resource.Ref.String())
	}
	tags, listed := said.Custom["tags"].([]any)
	for _, tag := range tags {
		word, ok := tag.(string)
		need(ok, "tag %v must be text: put it in quotes", tag)
		r.Tags = append(r.Tags, word)
	}
	need(listed || said.Custom["tags"] == nil, "custom.tags must be a list: [tls, cwe-319]")
	need(r.Title != "" && !strings.Contains(r.Title, "\n"), "the METADATA needs a title of one line")
	need(r.Description != "", "the METADATA needs a description: what breaks, in words that people search for")
	need(slices.Contains(levels, r.Level), "custom.level must be %s, not %q", strings.Join(levels, ", "), r.Level)
	need(r.Remediation != "", "the METADATA needs custom.remediation: the commands that put it right")
	return append(errs, r.readSchemas(said)...)
}

func (r *Rule) readSchemas(said *ast.Annotations) Errors {
	if len(said.Schemas) != 1 || !said.Schemas[0].Path.Equal(ast.InputRootRef) || len(said.Schemas[0].Schema) != 2 {
		return Errors{at(said.Location, "the METADATA needs one schema, that of input: schemas: [{input: schema.ReceiveConnector}]")}
	}
	named := said.Schemas[0].Schema
	name, _ := named[1].Value.(ast.String)
	if r.Kinds = slices.Sorted(slices.Values(schema.Members(string(name)))); len(r.Kinds) > 0 && named.Equal(schemaRef(string(name))) {
		return nil
	}
	known := slices.DeleteFunc(schema.Documents(), func(name string) bool { return len(schema.Members(name)) == 0 })
	return Errors{at(said.Location, "there is no %s; %s", named, suggestion(string(name), known))}
}

// example returns the first of the files bad.* or good.* in a rule's folder.
func example(files fs.FS, folder, name string) string {
	found, _ := fs.Glob(files, folder+"/"+name+".*") // the pattern is well formed
	for _, file := range found {
		if text, err := fs.ReadFile(files, file); err == nil {
			return string(text)
		}
	}
	return ""
}

// folder is where a rule stands in its bundle.
func (r *Rule) folder() string { return strings.ReplaceAll(r.ID, "-", "_") }

// ref is a rule's package.
func (r *Rule) ref() ast.Ref {
	area, name, _ := strings.Cut(r.folder(), "/")
	return ast.Ref{ast.DefaultRootDocument, ast.StringTerm("exchlint"), ast.StringTerm(area), ast.StringTerm(name)}
}
