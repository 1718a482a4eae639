package rules_test

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"

	"github.com/exchlint/exchlint/internal/exchange"
	"github.com/exchlint/exchlint/internal/exchange/ingest"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/export"
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/internal/fleet"
	"github.com/exchlint/exchlint/internal/rego/rules"
	"github.com/exchlint/exchlint/policies"
)

// awkward are policies that are hard to see through: what they read can't be told from
// their text, or only from several places of it.
var awkward = map[string]string{
	"clock":         `time.now_ns() > 1e18; some c in input.certificate_name; c != ""`,
	"replaced":      `not enabled with input.Enabled as false; input.Fqdn != ""`,
	"replaced_all":  `enabled with input as {"Enabled": input.RequireTLS}`,
	"whole":         `count(input) > 60; input.RequireTLS`,
	"whole_in_set":  `some o in {input}; o.Fqdn != ""; not o.RequireTLS`,
	"walked":        `walk(input, [p, v]); v == "Tls"; count(p) > 1`,
	"key_of_value":  `name := concat("", ["Require", "TLS"]); object.get(input, name, true)`,
	"key_of_list":   `some k in ["Banner", "Comment"]; object.get(input, k, "") != ""`,
	"key_of_domain": `some k; input[k] == "FrontendTransport"; k != "x"`,
	"alias":         `o := input; p := o; p.RequireTLS == false; helper(p)`,
	"negated":       `not input.RequireTLS; not helper(input)`,
	"every_of":      `every b in input.Bindings { not startswith(b, "10.") }; input.wide`,
	"comprehension": `count([b | some b in input.Bindings; contains(b, ":25")]) > 1; {m | some m in input.AuthMechanism} & {"Tls", "BasicAuth"} != set()`,
	"sets":          `{k | some k, _ in input; startswith(k, "Max")} != set(); input.ports[_] == 25`,
	"else_chain":    `grade != "low"; input.Fqdn`,
	"compared":      `input == object.union(input, {}); input.external`,
	"encoded":       `contains(json.marshal(input), "FrontendTransport")`,
	"early":         `input.external; not input.RequireTLS; "Tls" in input.AuthMechanism; count(input.bound_certificates) >= 0`,
}

const awkwardHelpers = `
enabled if input.Enabled

helper(o) if o.PermissionGroups[_] == "AnonymousUsers"

default grade := "low"

grade := "high" if {
	input.RequireTLS
} else := "middle" if {
	"ExchangeUsers" in input.PermissionGroups
}
`

func awkwardPolicies() fs.FS {
	files := fstest.MapFS{}
	for name, condition := range awkward {
		text := fmt.Sprintf("# METADATA\n# title: Awkward\n# description: Awkward.\n# schemas:\n#   - input: schema.ReceiveConnector\n# custom:\n#   level: note\n#   remediation: None.\npackage exchlint.awkward.%s\n%s\nfindings contains {\"property\": \"Fqdn\", \"message\": sprintf(\"%%s on %%v\", [input.Name, input.ports])} if {\n\t%s\n}\n",
			name, awkwardHelpers, strings.ReplaceAll(condition, "; ", "\n\t"))
		files["awkward/"+name+"/rule.rego"] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

// opa evaluates rules as OPA itself does: the same modules, no schema, no limits on what
// they may call, and nothing remembered.
type opa struct {
	compiler *ast.Compiler
	queries  map[*rules.Rule]rego.PreparedEvalQuery
}

func newOPA(t *testing.T, list []*rules.Rule, bundles ...fs.FS) *opa {
	t.Helper()
	modules := map[string]*ast.Module{}
	add := func(name, text string) {
		module, err := ast.ParseModuleWithOpts(name, text, ast.ParserOptions{RegoVersion: ast.RegoV1})
		if err != nil {
			t.Fatal(err)
		}
		modules[name] = module
	}
	for i, bundle := range bundles {
		err := fs.WalkDir(bundle, ".", func(name string, _ fs.DirEntry, err error) error {
			if err != nil || path.Ext(name) != ".rego" || strings.HasSuffix(name, "_test.rego") {
				return err
			}
			text, err := fs.ReadFile(bundle, name)
			add(fmt.Sprintf("%d/%s", i, name), string(text))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, rule := range list {
		if len(rule.Parameters) == 0 {
			continue
		}
		values := map[string]any{}
		for _, parameter := range rule.Parameters {
			values[parameter.Name] = parameter.Default
		}
		text, err := json.Marshal(values)
		if err != nil {
			t.Fatal(err)
		}
		add(rule.ID+"/parameters", fmt.Sprintf("package %s\n\nparameters := %s\n", packageOf(rule), text))
	}
	o := &opa{ast.NewCompiler(), map[*rules.Rule]rego.PreparedEvalQuery{}}
	if o.compiler.Compile(modules); o.compiler.Failed() {
		t.Fatal(o.compiler.Errors)
	}
	for _, rule := range list {
		query, err := rego.New(rego.Compiler(o.compiler), rego.Query("found := data."+packageOf(rule)+".findings")).PrepareForEval(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		o.queries[rule] = query
	}
	return o
}

func packageOf(rule *rules.Rule) string {
	return "exchlint." + strings.NewReplacer("/", ".", "-", "_").Replace(rule.ID)
}

// messages are a rule's findings in what every way of evaluation has of them.
func (o *opa) messages(t *testing.T, rule *rules.Rule, object *model.Object) []string {
	t.Helper()
	results, err := o.queries[rule].Eval(t.Context(), rego.EvalInput(object.Input()), rego.EvalTime(fleet.AsOf))
	if err != nil {
		t.Fatalf("%s on %s: %v", rule.ID, object.Identity, err)
	}
	said := []string{}
	for _, result := range results {
		for _, found := range result.Bindings["found"].([]any) {
			finding := found.(map[string]any)
			level, _ := finding["level"].(string)
			said = append(said, fmt.Sprint(finding["property"], ": ", finding["message"], " ", cmp.Or(level, rule.Level)))
		}
	}
	slices.Sort(said)
	return said
}

func messages(findings []rules.Finding) []string {
	said := []string{}
	for _, f := range findings {
		said = append(said, fmt.Sprint(f.Property, ": ", f.Message, " ", f.Level))
	}
	slices.Sort(said)
	return said
}

// TestSessionsFindWhatOPAFinds has every rule, the awkward ones too, judge random
// organizations two ways: as a run does, and by OPA's own evaluation.
func TestSessionsFindWhatOPAFinds(t *testing.T) {
	bundles := []fs.FS{policies.Files, awkwardPolicies()}
	set, err := rules.Load(bundles...)
	if err != nil {
		t.Fatal(err)
	}
	alone := newOPA(t, set.Rules, bundles...)
	told := map[string]bool{}
	compared := 0
	for seed := range uint64(3) {
		shape := fleet.Shape{Servers: 4, Edges: 1, Diversity: 0.3, Faults: 0.4, Seed: seed}
		session := set.NewSession(fleet.AsOf)
		for _, object := range organizationOf(t, fleet.Flavours[0], shape).All() {
			session.SetObject(object)
			for _, rule := range set.Rules {
				if !rule.About(object.Kind.Name) {
					continue
				}
				outcome, err := session.Evaluate(t.Context(), rule)
				if err != nil {
					t.Fatal(err)
				}
				if outcome.Lack != nil || lacks(rule, object) {
					continue
				}
				compared++
				if diff := gocmp.Diff(alone.messages(t, rule, object), messages(outcome.Findings)); diff != "" {
					t.Fatalf("%s on %s (-OPA +exchlint):\n%s", rule.ID, object.Identity, diff)
				}
				told[rule.ID] = told[rule.ID] || len(outcome.Findings) > 0
			}
		}
	}
	for name := range awkward {
		if id := "awkward/" + strings.ReplaceAll(name, "_", "-"); !told[id] {
			t.Errorf("%s found nothing, so nothing is proven of it", id)
		}
	}
	if compared < 5000 {
		t.Errorf("only %d answers were compared", compared)
	}
}

// lacks reports whether an object lacks a property that a rule may read: of a missing one
// OPA knows nothing.
func lacks(rule *rules.Rule, object *model.Object) bool {
	return slices.ContainsFunc(rule.Reads(object.Kind.Name), func(property string) bool {
		_, known := object.Value(property)
		return !known
	})
}

func organizationOf(t *testing.T, flavour fleet.Flavour, shape fleet.Shape) *model.Organization {
	t.Helper()
	var files []*document.File
	for _, kind := range fleet.Kinds {
		file, err := export.Decode(context.Background(), flavour.File(kind), flavour.Bytes(kind, shape.Objects(kind)))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return exchange.Read(t.Context(), files, ingest.Options{AsOf: fleet.AsOf}).Organization
}
