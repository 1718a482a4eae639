package eval

import (
	"testing"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/exchlint/exchlint/schema"
)

// evaluated returns the value of the rule r of a policy for a connector on which these
// properties are known.
func evaluated(t *testing.T, policy string, known map[string]any) any {
	t.Helper()
	module, err := ast.ParseModuleWithOpts("r.rego", "package p\n\n"+policy, ast.ParserOptions{RegoVersion: ast.RegoV1})
	if err != nil {
		t.Fatal(err)
	}
	program, err := Compile(map[string]*ast.Module{"r.rego": module}, ast.MustParseRef("data.p.r"))
	if err != nil {
		t.Fatal(err)
	}
	return result(t, program, known)
}

func result(t *testing.T, program *Program, known map[string]any) any {
	t.Helper()
	kind := schema.Lookup("ReceiveConnector")
	input := &Input{Kind: kind, Data: make([]*schema.Datum, len(kind.Properties))}
	for name, value := range known {
		i, _ := kind.Index(name)
		input.Data[i] = &schema.Datum{Value: value}
	}
	m := NewMachine(program, time.Time{})
	m.properties = m.propertiesOf(kind)
	value, err := m.value(t.Context(), input, emptyObject)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// shown returns a state as text: open sets end with an ellipsis.
func shown(state any) string {
	switch v := state.(type) {
	case nil:
		return "undefined"
	case abstract:
		if v == unknown {
			return "unknown"
		}
		return "maybe undefined"
	case optional:
		return Text(v.value) + " or undefined"
	case *set:
		if v.open {
			return Text(v) + " ..."
		}
	}
	return Text(state)
}

func TestWhatAnUnknownPropertyLeavesCertain(t *testing.T) {
	tests := []struct{ name, policy, want string }{
		{"a condition", `r if input.RequireTLS`, "true or undefined"},
		{"a condition that fails anyway", `r if { input.RequireTLS; not input.Enabled }`, "undefined"},
		{"a value", `r := input.Fqdn`, "unknown"},
		{"two values that may conflict", "r := 1 if input.RequireTLS\n\nr := 2 if input.Enabled", "unknown"},
		{"a default", "default r := 1\n\nr := 2 if input.RequireTLS", "maybe undefined"},
		{"else", "r := 1 if { input.RequireTLS } else := 2", "maybe undefined"},
		{"an unknown element", `r contains x if some x in ["a", input.Fqdn]`, `set() ...`},
		{"an element that may be added", "r contains 1\n\nr contains 2 if input.RequireTLS", "{1} ..."},
		{"the elements of an open set", "s contains \"a\"\n\ns contains input.Fqdn\n\nr contains x if some x in s", `{"a"} ...`},
		{"an element of an open set", "s contains \"a\"\n\ns contains input.Fqdn\n\nr if s.a", "true"},
		{"an array of an open set", "s contains \"a\"\n\ns contains input.Fqdn\n\nr := [x | some x in s]", "unknown"},
		{"an array", `r := [1 | input.RequireTLS]`, "maybe undefined"},
		{"an object with an unknown value", `r[k] := input.Fqdn if k := "a"`, "unknown"},
		{"an object with a value that may be inserted", `r := {k: 1 | some k in input.Bindings}`, "unknown"},
		{"an object with an unknown key", `r := {input.Fqdn: 1}`, "unknown"},
		{"an array that contains it", `r := [input.Fqdn, 1]`, "unknown"},
		{"a negation", `r if not input.RequireTLS`, "true or undefined"},
		{"a negation that holds", `r if not on` + "\n\non if { input.RequireTLS; not input.Enabled }", "true"},
		{"every of nothing", `r if every x in [] { x == input.Fqdn }`, "true"},
		{"every of something", `r if every x in ["a"] { x == input.Fqdn }`, "true or undefined"},
		{"a property by an unknown name", `r := input[input.Fqdn]`, "maybe undefined"},
		{"a key of a known object", `r := {"a": 1}[input.Fqdn]`, "maybe undefined"},
		{"a part of an unknown value", `r := input.certificate_name.form`, "maybe undefined"},
		{"a built-in function", `r := upper(input.Fqdn)`, "maybe undefined"},
		{"object.get", `r := object.get(input, "RequireTLS", 1)`, "unknown"},
		{"object.get of what is known", `r := object.get(input, "Enabled", 1)`, "true"},
		{"object.get of what no such object has", `r := object.get(input, "Size", 1)`, "1"},
		{"object.get by a path", `r := object.get(input, ["certificate_name", "form"], 1)`, "unknown"},
		{"object.get by an empty path", `r := object.get(input, [], 1)`, "unknown"},
		{"object.get by an unknown path", `r := object.get(input, input.Fqdn, 1)`, "maybe undefined"},
		{"object.get of another object", `r := object.get({"a": input.Fqdn}, "a", 1)`, "maybe undefined"},
		{"the size", `r := count(input.Bindings)`, "maybe undefined"},
		{"another value", `r := x if x := v with input.RequireTLS as true` + "\n\nv := 1 if input.RequireTLS", "1"},
		{"another value that is unknown, too", `r := x if x := v with input.RequireTLS as input.Fqdn` + "\n\nv := 1 if input.RequireTLS", "1 or undefined"},
		{"another value inside it", `r := x if x := v with input.certificate_name.form as "none"` + "\n\nv := 1 if input.certificate_name.form == \"none\"", "1 or undefined"},
		{"a pattern", `r := x if [x, 1] = [input.Fqdn, 1]`, "unknown"},
		{"a pattern of an unknown array", `r := x if [x] = input.Bindings`, "maybe undefined"},
		{"a pattern of an unknown object", `r := x if {"form": x} = input.certificate_name`, "maybe undefined"},
		{"a rule by an unknown name", "r := data.p.q[input.Fqdn]\n\nq.a := 1\n\nq.b := 2", "maybe undefined"},
		{"a rule by a name", "r := data.p.q[input.TransportRole]\n\nq.a := 1\n\nq.HubTransport := 2 if input.RequireTLS", "2 or undefined"},
		{"a rule that has no value", "r if not data.p.q[input.TransportRole]\n\nq.a := 1\n\nq.HubTransport := 2 if not input.Enabled", "true"},
		{"a value that is certain the second time", "r := 1 if input.RequireTLS\n\nr := 1 if input.Enabled", "1"},
		{"values that may conflict", "r := 1 if input.RequireTLS\n\nr := 2 if input.Wide\n\nr := 3 if input.Enabled", "unknown"},
		{"a set that may be made", `r := s if { input.RequireTLS; s := {x | some x in [1, 2]} }`, "{1, 2} or undefined"},
		{"an object that may be made", `r := o if { input.RequireTLS; o := {x: 1 | some x in ["a"]} }`, `{"a": 1} or undefined`},
		{"an object with a value that may conflict", `r := {"a": x | some x in [1, 2]; not input.RequireTLS}`, "unknown"},
		{"an unknown object that grows", `r := {x: y | some x, y in [input.Fqdn, 1]}`, "unknown"},
		{"the object in an array", `r := count([input])`, "maybe undefined"},
		{"a property by a known name", `r := [input[x] | some x in ["Enabled", "TransportRole"]]`, `[true, "HubTransport"]`},
		{"a nested rule", "r := q\n\nq.a := 1\n\nq[x] := 2 if { x := input.Fqdn }", "unknown"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := evaluated(t, test.policy, map[string]any{"Enabled": true, "TransportRole": "HubTransport"})
			if shown(got) != test.want {
				t.Errorf("the value is %s, want %s", shown(got), test.want)
			}
		})
	}
}

// One spelling of a number or the other, and how often walk iterates, is OPA's choice.
func TestRareConstructsDoWhatOPADoes(t *testing.T) {
	for policy, want := range map[string]string{
		`r := {1, 2}[1.0]`:                             "1.0",
		`r := {1, 2} & {2.0}`:                          "{2.0}",
		`r := count([1 | walk({"a": [1, {"b": 2}]})])`: "5",
		`r if not walk(1)`:                             "undefined",
	} {
		if got := shown(evaluated(t, policy, nil)); got != want {
			t.Errorf("%s: the value is %s, want %s", policy, got, want)
		}
	}
}

// OPA plans no function like these, but nothing says that it never will. Local 1 is the
// input, local 2 the data.
func TestPlansThatOPADoesNotMakeYet(t *testing.T) {
	requireTLS, one, two, truth := operand(-1), operand(-2), operand(-3), operand(-4)
	const cond, value = operand(3), operand(4)
	program := func(blocks []span, statements ...statement) *Program {
		f := function{params: []operand{1, 2}, locals: 8, tested: []operand{value, 5}, blocks: span{0, 2}}
		return &Program{constants: []any{"RequireTLS", int64(1), int64(2), true}, functions: []function{f}, blocks: blocks, statements: statements}
	}
	t.Run("a return that may come before another", func(t *testing.T) {
		p := program([]span{{0, 4}, {4, 6}},
			statement{op: opDot, a: 1, b: requireTLS, c: cond}, statement{op: opEqual, a: cond, b: truth},
			statement{op: opAssign, a: one, b: value}, statement{op: opReturn, a: value},
			statement{op: opAssign, a: two, b: value}, statement{op: opReturn, a: value})
		if got := shown(result(t, p, nil)); got != "maybe undefined" {
			t.Errorf("the value is %s", got)
		}
	})
	t.Run("an iteration that reads what the one before assigned", func(t *testing.T) {
		p := program([]span{{0, 2}, {2, 3}, {3, 5}, {5, 7}, {7, 8}},
			statement{op: opDot, a: 1, b: requireTLS, c: cond},
			statement{op: opScan, a: cond, b: 6, c: 7, blocks: span{2, 3}},
			statement{op: opReturn, a: value},
			// the block of the scan: where 5 has a value assign 1, and then give it one
			statement{op: opBlocks, blocks: span{3, 4}}, statement{op: opAssign, a: two, b: 5},
			statement{op: opIsDefined, a: 5}, statement{op: opAssign, a: one, b: value},
			statement{op: opNop})
		if got := shown(result(t, p, nil)); got != "1 or undefined" {
			t.Errorf("the value is %s", got)
		}
	})
}
