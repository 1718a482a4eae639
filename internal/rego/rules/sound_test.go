package rules

import (
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"

	"github.com/exchlint/exchlint/schema"
)

// The policies of these tests are made at random from what rules are made of, about
// four properties of a connector, each with a small domain.
var domains = map[string][]any{
	"Enabled":       {false, true},
	"RequireTLS":    {false, true},
	"Fqdn":          {"", "a"},
	"AuthMechanism": {[]any{}, []any{"Tls"}, []any{"Integrated", "Tls"}},
}

var subjects = slices.Sorted(maps.Keys(domains))

// random makes policies. Conditions grow smaller with depth.
type random struct{ *rand.Rand }

func (r random) of(texts ...string) string { return texts[r.IntN(len(texts))] }

// condition returns a condition on an object by the name of o.
func (r random) condition(o string, depth int) string {
	simple := []string{
		o + ".Enabled", "not " + o + ".Enabled", o + ".RequireTLS == false", "not " + o + ".RequireTLS", o + `.Fqdn == ""`, o + `.Fqdn != "a"`,
		`"Tls" in ` + o + ".AuthMechanism", `not "Tls" in ` + o + ".AuthMechanism", "count(" + o + ".AuthMechanism) > 1",
		`some m in ` + o + `.AuthMechanism; m != "Tls"`, `every m in ` + o + `.AuthMechanism { m == "Tls" }`,
		`count([m | some m in ` + o + `.AuthMechanism; m != ` + o + `.Fqdn]) == 0`,
		`object.get(` + o + `, "RequireTLS", true)`, `object.get(` + o + `, ["Enabled"], false)`, `startswith(` + o + `.Fqdn, "a")`,
		`every m in ["Tls"] { m in ` + o + `.AuthMechanism }`, o + `.AuthMechanism[_] == "Tls"`,
	}
	if depth == 0 || r.IntN(3) > 0 {
		return r.of(simple...)
	}
	return r.of("on", "not on", "value == 2", "value != 1", "not value == 1", "f("+o+")", "not f("+o+")", "g("+o+", "+o+".Fqdn) == 1", "not g("+o+", 1) == 2",
		"h("+o+".RequireTLS)", "not h("+o+".Enabled)", `"a" in marks`, `not "b" in marks`, "count(marks) == 1", "flags.x", "not flags.y", "p := "+o+"; "+r.condition("p", 0),
		"q := ["+o+"][0]; "+r.condition("q", 0), "count("+o+") > 2", "count({k | "+o+`[k] == "a"}) == 0`, "walk("+o+`, [["Fqdn"], "a"])`, `not object.remove(`+o+`, ["Enabled"]).RequireTLS`, `"Fqdn" in object.keys(`+o+")", "not "+o+` in [{"Enabled": true}]`, "object.union("+o+`, {"Enabled": true}).RequireTLS`, "e := "+o+"; e == input; e.Enabled", "{s | some s in ["+o+"]; s.RequireTLS} != set()", "some v in "+o+`; v == true`, "every v in "+o+` { v != "a" }`, "not "+o+`[concat("", ["En", "abled"])]`, o+`[k] == "a"; k == "Fqdn"`, "not on with input.Enabled as false",
		`value == 1 with input as {"Enabled": true}`, `json.marshal(`+o+`) != "{}"`, "count([1 | "+r.condition(o, 0)+"]) == 0", "{"+o+".Enabled | true} == {true}",
		"count([1 | walk("+o+".AuthMechanism)]) > 1", "not walk("+o+")", "{1, 2}[1.0]", "json.marshal({1, 2} & {2.0}) == \"[2.0]\"", "count("+o+".AuthMechanism) == 2.0",
		"once(["+o+".Fqdn, "+o+".Enabled]) == true", "every k, v in {\"a\": "+o+".Enabled, \"b\": "+o+".RequireTLS} { v; k != "+o+".Fqdn }",
		"every a in "+o+".AuthMechanism { every b in "+o+".AuthMechanism { a <= b } }", "some i, m in "+o+".AuthMechanism; not "+o+".AuthMechanism[i + 1]; m == \"Tls\"",
		"{m: n | some n, m in "+o+".AuthMechanism} == {}", "[m | some m in "+o+".AuthMechanism; not m == "+o+".Fqdn][0] == \"Tls\"", "count(marks | {m | some m in "+o+".AuthMechanism}) > 1",
		"x := marks & {"+o+".Fqdn, \"b\"}; count(x) == 1", "some m in marks; not m in {"+o+".Fqdn}", "every m in marks { m == \"a\" }", "chosen == 1", "not chosen", "chosen != 2 with input.RequireTLS as true",
		"flags[k]; k != \"y\"", "nested.Tls.a", "not nested.Tls.b", "nested[_].b", "max([n | some m in "+o+".AuthMechanism; n := count(m)]) > 3", "sum([1 | "+r.condition(o, 0)+"]) == 1",
		"sprintf(\"%v\", ["+o+".Fqdn]) == \"a\"", "marks == {\"a\"}", "not marks == set()", "[a, _] := ["+o+".Fqdn, "+o+".Enabled]; a == \"a\"", "{\"f\": b} = {\"f\": "+o+".Fqdn}; b != \"\"",
		"alias.Enabled", "not data.exchlint.lib.same("+o+").RequireTLS", "data.exchlint.lib.off("+o+")")
}

func (r random) conditions(o string, depth int) string {
	conditions := make([]string, 1+r.IntN(2))
	for i := range conditions {
		conditions[i] = r.condition(o, depth)
	}
	return "{\n\t" + strings.Join(conditions, "\n\t") + "\n}\n\n"
}

// policy returns a rule with one or two branches and all its helpers, whose own
// conditions are simple: Rego allows no recursion.
func (r random) policy() string {
	var text strings.Builder
	for i := range 1 + r.IntN(2) {
		finding := r.of(`{"property": "", "message": "m"}`, fmt.Sprintf(`{"property": "", "message": "m%d"}`, i), `{"property": "Fqdn", "message": sprintf("%s!", [input.Fqdn])}`, `{"property": "", "message": "m", "level": level}`)
		text.WriteString("findings contains " + finding + " if " + r.conditions("input", 1))
	}
	simple := func(head, o string) { text.WriteString(head + " if " + r.conditions(o, 0)) }
	simple("on", "input")
	simple("on", "input")
	text.WriteString("default value := 1\n\n")
	simple("value := 2", "input")
	simple("f(o)", "o")
	text.WriteString("default g(_, _) := 1\n\n")
	simple("g(o, _) := 2", "o")
	text.WriteString("h(v) if not v\n\n")
	simple(`marks contains "a"`, "input")
	simple(`marks contains m if { some m in input.AuthMechanism }`+"\n\n"+`marks contains "b"`, "input")
	simple(`flags[k] if { k := "x"; input.Enabled }`+"\n\n"+`flags.y`, "input")
	text.WriteString("alias := input\n\n")
	simple("chosen := 1", "input")
	text.WriteString("chosen := 2 if { not input.Enabled; not on }\n\n")
	text.WriteString("once(list) if { some v in list; v == true }\n\n")
	simple(`nested[m].a if { some m in input.AuthMechanism }`+"\n\n"+`nested.Tls.b`, "input")
	text.WriteString("level := \"error\" if " + strings.TrimSuffix(r.conditions("input", 0), "\n\n") + " else := \"note\"\n")
	return text.String()
}

const shared = "package exchlint.lib\n\nsame(o) := o\n\noff(o) if not on(o)\n\non(o) if { p := o; p.Enabled; p.RequireTLS }\n"

// values returns values for some of the subjects, and one for every other property.
func (r random) values(share float64) map[string]any {
	values := map[string]any{}
	for _, name := range all("ReceiveConnector") {
		if domains[name] == nil {
			values[name] = "n"
		}
	}
	for _, name := range subjects {
		if r.Float64() < share {
			values[name] = domains[name][r.IntN(len(domains[name]))]
		}
	}
	return values
}

// each calls do for every way to complete values by the missing subjects.
func each(values map[string]any, missing []string, do func(map[string]any)) {
	if len(missing) == 0 {
		do(values)
		return
	}
	for _, value := range domains[missing[0]] {
		completed := maps.Clone(values)
		completed[missing[0]] = value
		each(completed, missing[1:], do)
	}
}

// differentialTime is how long the differential test runs: the gate takes a minute.
var differentialTime = flag.Duration("rego.time", 2*time.Second, "compare random policies with OPA for this `DURATION`")

// differentialSeed makes another run than the gate's.
var differentialSeed = flag.Uint64("rego.seed", 1, "begin the random policies with this `SEED`")

// TestOutcomesHoldForEveryCompletion compares random policies on random objects with OPA: a
// pass is a pass and a finding a finding for every value of the missing properties, on
// complete objects nothing else is an outcome, and a property outside the footprint may
// be there or not.
func TestOutcomesHoldForEveryCompletion(t *testing.T) {
	r := random{rand.New(rand.NewPCG(*differentialSeed, 2))}
	outcomes := map[string]int{}
	start := time.Now()
	for outcomes["pass"] < 30 || outcomes["gap"] < 30 || outcomes["finding"] < 30 || time.Since(start) < *differentialTime {
		text := r.policy()
		set, err := Load(bundle("ReceiveConnector", text, "lib/lib.rego", shared))
		if err != nil {
			outcomes["refused"]++ // a variable twice, a comparison that cannot hold
			continue
		}
		for range 4 {
			outcomes[holds(t, set, text, r.values(0.6))]++
		}
		outcomes["complete: "+holds(t, set, text, r.values(1))]++
		if t.Failed() {
			return
		}
		if outcomes["refused"] > 1000*(1+outcomes["pass"]) {
			t.Fatal("no random policy loads")
		}
	}
	t.Log(outcomes)
}

// holds checks the outcome of an object with these values, and returns what it is.
func holds(t *testing.T, set *Set, text string, values map[string]any) string {
	t.Helper()
	rule := set.Rules[0]
	missing := slices.DeleteFunc(slices.Clone(subjects), func(name string) bool { _, ok := values[name]; return ok })
	outcome, err := run(t, set, rule, connector(values))
	if err != nil { // a conflict for certain
		each(values, missing, func(completed map[string]any) {
			if found, wrong := plain(t, set, rule, completed); wrong == nil {
				t.Errorf("%v without %v is an error (%v), but %v has %v, by\n%s", values, missing, err, completed, found, text)
			}
		})
		return "error"
	}
	if len(missing) == 0 && outcome.Lack != nil {
		t.Errorf("%v is complete and not evaluated, by\n%s", values, text)
	}
	each(values, missing, func(completed map[string]any) {
		full, err := plain(t, set, rule, completed)
		if err != nil {
			if len(missing) == 0 {
				t.Errorf("%v is an error for OPA alone (%v), by\n%s", values, err, text)
			}
			return
		}
		for _, finding := range outcome.Findings {
			if !slices.ContainsFunc(full, func(f Finding) bool { return cmp.Equal(f, finding) }) {
				t.Errorf("%v without %v is a finding, which %v has not, by\n%s", values, missing, completed, text)
			}
		}
		if outcome.Lack == nil && len(full) != len(outcome.Findings) {
			t.Errorf("%v without %v has %v and nothing else, but %v has %v, by\n%s", values, missing, outcome.Findings, completed, full, text)
		}
		unread(t, set, rule, completed, full, text)
	})
	switch {
	case outcome.Lack != nil:
		return "gap"
	case len(outcome.Findings) > 0:
		return "finding"
	}
	return "pass"
}

// unread checks that what lies outside the footprint makes no difference.
func unread(t *testing.T, set *Set, rule *Rule, completed map[string]any, full []Finding, text string) {
	read := rule.Reads("ReceiveConnector")
	for _, name := range subjects {
		if slices.Contains(read, name) {
			continue
		}
		less := maps.Clone(completed)
		delete(less, name)
		found, err := plain(t, set, rule, less)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(full, found); diff != "" {
			t.Errorf("%s makes a difference to %v though only %v are read:\n%s\nby\n%s", name, completed, read, diff, text)
		}
	}
}

// plain has OPA evaluate a rule on an object as it is, without regard to what is missing. With
// its index OPA does not notice a conflict in the body of a rule that it passes over.
func plain(t *testing.T, set *Set, rule *Rule, values map[string]any) ([]Finding, error) {
	t.Helper()
	found := ast.NewTerm(ast.Var("found"))
	query, err := set.compiler.QueryCompiler().Compile(ast.NewBody(ast.Equality.Expr(ast.NewTerm(rule.findings()), found)))
	if err != nil {
		t.Fatal(err)
	}
	input := ast.NewTerm(ast.MustInterfaceToValue(connector(values).Input()))
	answers, err := topdown.NewQuery(query).WithCompiler(set.compiler).WithInput(input).WithTime(asOf).WithIndexing(false).Run(t.Context())
	if err != nil {
		return nil, err
	}
	said, err := ast.JSON(answers[0]["found"].Value)
	if err != nil {
		t.Fatal(err)
	}
	findings, err := findingsOf(rule, schema.Lookup("ReceiveConnector"), asNormal(said).([]any))
	if err != nil {
		t.Fatal(err)
	}
	return findings, nil
}

// asNormal returns a value that OPA gives as JSON with the objects of the normal form.
func asNormal(value any) any {
	switch v := value.(type) {
	case []any:
		for i := range v {
			v[i] = asNormal(v[i])
		}
	case map[string]any:
		for name := range v {
			v[name] = asNormal(v[name])
		}
		return schema.EntryOf(v)
	}
	return value
}
