package rules

import (
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/schema"
)

var levels = []string{"error", "warning", "note"}

// Profiles are the sets of rules that a run can ask for. Rules that name no profile
// run in all of them.
var Profiles = []string{"default", "hardening", "stig"}

// newRule reads what is said of a rule in the files of its folder.
func newRule(folder string, sources []source) (*Rule, diag.List) {
	id := strings.ReplaceAll(folder, "_", "-")
	files, err := fs.Sub(sources[0].files, folder)
	if err != nil {
		return nil, diag.List{{File: folder, Message: err.Error()}}
	}
	rule := &Rule{ID: id, bundle: sources[0].bundle, Files: files}
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
func (r *Rule) read(said *ast.Annotations) (errs diag.List) {
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
	r.Level = text("level")
	remedy, err := readRemedy(said.Custom)
	r.Remedy = remedy
	for _, resource := range said.RelatedResources {
		r.References = append(r.References, resource.Ref.String())
	}
	words := func(name string) (words []string) {
		list, listed := said.Custom[name].([]any)
		need(listed || said.Custom[name] == nil, "custom.%s must be a list: [tls, cwe-319]", name)
		for _, entry := range list {
			word, ok := entry.(string)
			need(ok, "custom.%s: %v must be text: put it in quotes", name, entry)
			words = append(words, word)
		}
		return words
	}
	r.Aliases, r.Tags, r.Symptoms, r.Profiles = words("aliases"), words("tags"), words("symptoms"), words("profiles")
	for _, profile := range r.Profiles {
		need(slices.Contains(Profiles, profile), "unknown profile %s; %s", profile, suggestion(profile, Profiles))
	}
	need(r.Title != "" && !strings.Contains(r.Title, "\n"), "the METADATA needs a title of one line")
	need(r.Description != "", "the METADATA needs a description: what breaks, in words that people search for")
	need(slices.Contains(levels, r.Level), "custom.level must be %s, not %q", strings.Join(levels, ", "), r.Level)
	need(said.Custom["remediation"] != nil, "the METADATA needs custom.remediation: the commands that put it right")
	need(err == nil || said.Custom["remediation"] == nil, "%v", err)
	errs = append(errs, unknownCustom(said)...)
	return slices.Concat(errs, r.readParameters(said), r.readSchemas(said))
}

var customKeys = []string{"aliases", "fix", "level", "parameters", "profiles", "remediation", "symptoms", "tags"}

// unknownCustom finds misspelt keys below custom: what they say would be lost.
func unknownCustom(said *ast.Annotations) (errs diag.List) {
	for _, key := range slices.Sorted(maps.Keys(said.Custom)) {
		if !slices.Contains(customKeys, key) {
			errs = append(errs, at(said.Location, "unknown key custom.%s; %s", key, suggestion(key, customKeys)))
		}
	}
	return errs
}

func (r *Rule) readSchemas(said *ast.Annotations) diag.List {
	if len(said.Schemas) != 1 || !said.Schemas[0].Path.Equal(ast.InputRootRef) || len(said.Schemas[0].Schema) != 2 {
		return diag.List{at(said.Location, "the METADATA needs one schema, that of input: schemas: [{input: schema.ReceiveConnector}]")}
	}
	named := said.Schemas[0].Schema
	name, _ := named[1].Value.(ast.String)
	if r.Kinds = slices.Sorted(slices.Values(schema.Members(string(name)))); len(r.Kinds) > 0 && named.Equal(schemaRef(string(name))) {
		return nil
	}
	known := slices.DeleteFunc(schema.Documents(), func(name string) bool { return len(schema.Members(name)) == 0 })
	return diag.List{at(said.Location, "unknown %s; %s", named, suggestion(string(name), known))}
}
