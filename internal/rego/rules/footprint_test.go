package rules

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/exchlint/exchlint/schema"
)

// everything is the footprint of a rule of which nothing better is known.
const everything = "everything"

func TestReads(t *testing.T) {
	tests := []struct{ name, kind, body, want string }{
		{"a property", "", `findings contains "x" if input.RequireTLS`, "RequireTLS"},
		{"a property in brackets", "", `findings contains "x" if input["RequireTLS"]`, "RequireTLS"},
		{"a part of a property", "", `findings contains "x" if input.certificate_name.form == "none"`, "certificate_name"},
		{"an element of a property", "", `findings contains "x" if input.Bindings[0] == "a"`, "Bindings"},
		{"a property as an index of another", "", `findings contains "x" if input.Bindings[count(input.RemoteIPRanges)]`, "Bindings RemoteIPRanges"},
		{"in the finding itself", "", `findings contains {"message": sprintf("%s", [input.Fqdn])}`, "Fqdn"},
		{"in the name of a nested rule", "", "findings contains h.a[\"x\"]\n\nh[\"a\"][input.Fqdn] := true", "Fqdn"},
		{"below not", "", `findings contains "x" if not input.Enabled`, "Enabled"},
		{"in a comprehension", "", `findings contains "x" if count([1 | input.Enabled; some b in input.Bindings; b != input.Fqdn]) > 0`, "Bindings Enabled Fqdn"},
		{"in every", "", `findings contains "x" if every b in input.Bindings { b == input.Fqdn }`, "Bindings Fqdn"},
		{"by some in", "", `findings contains b if some b in input.Bindings`, "Bindings"},
		{"by in", "", `findings contains "x" if "Tls" in input.AuthMechanism`, "AuthMechanism"},
		{"in a template", "", "findings contains $\"on {input.Fqdn}\"", "Fqdn"},
		{"nothing", "", `findings contains "x" if 1 < 2`, ""},

		{"a helper rule", "", "findings contains \"x\" if on\n\non if input.Enabled", "Enabled"},
		{"a helper rule's other branch", "", "findings contains \"x\" if v == 1\n\nv := 1 if { input.Enabled } else := 2 if { input.RequireTLS }", "Enabled RequireTLS"},
		{"helpers of helpers", "", "findings contains \"x\" if a\n\na if b\n\nb if c(1)\n\nc(_) if input.Enabled", "Enabled"},
		{"a default", "", "findings contains \"x\" if v\n\ndefault v := false\n\nv if input.Enabled", "Enabled"},
		{"a helper that nobody uses", "", "findings contains \"x\" if input.Enabled\n\nunused if input.Fqdn", "Enabled"},

		{"the object as an argument", "", "findings contains \"x\" if f(input)\n\nf(o) if o.Enabled", "Enabled"},
		{"the object as one of the arguments", "", "findings contains \"x\" if f(input.Fqdn, input)\n\nf(name, o) if o.Name == name", "Fqdn Name"},
		{"the object handed on", "", "findings contains \"x\" if f(input)\n\nf(o) if g(1, o)\n\ng(n, o) if h(o.Bindings, n, o)\n\nh(_, _, o) if not o.Enabled", "Bindings Enabled"},
		{"the object handed to functions in turn", "", "findings contains \"x\" if { f(input); g(input) }\n\nf(o) if o.Enabled\n\nf(o) if g(o)\n\ng(o) if o.RequireTLS", "Enabled RequireTLS"},
		{"a function's other branch", "", "findings contains \"x\" if f(input) == 1\n\nf(o) := 1 if { o.Enabled } else := 2 if { o.RequireTLS }", "Enabled RequireTLS"},
		{"a function with a default", "", "findings contains \"x\" if f(input)\n\ndefault f(_) := false\n\nf(o) if o.Enabled", "Enabled"},
		{"a function that ignores the object", "", "findings contains \"x\" if f(input, input.Enabled)\n\nf(_, on) if on", "Enabled"},
		{"a part as an argument", "", "findings contains \"x\" if f(input.certificate_name)\n\nf(n) if n.form == \"none\"", "certificate_name"},
		{"a function that reads input itself", "", "findings contains \"x\" if f(1)\n\nf(_) if input.Enabled", "Enabled"},
		{"a shared function", "", "findings contains \"x\" if data.exchlint.lib.on(input)", "Enabled Fqdn"},

		{"a local variable", "", "findings contains \"x\" if { o := input; o.Enabled }", "Enabled"},
		{"a local variable's local variable", "", "findings contains \"x\" if { o := input; p := o; q := p; q.Enabled; not o.RequireTLS }", "Enabled RequireTLS"},
		{"a local variable as an argument", "", "findings contains \"x\" if { o := input; f(o) }\n\nf(p) if { q := p; q.Enabled }", "Enabled"},
		{"a local variable for a property", "", "findings contains \"x\" if { n := input.certificate_name; n.form == \"none\" }", "certificate_name"},
		{"unification", "", "findings contains \"x\" if { o = input; o.Enabled }", "Enabled"},
		{"object.get by a key", "", `findings contains "x" if object.get(input, "Enabled", false)`, "Enabled"},
		{"object.get by a path", "", `findings contains "x" if object.get(input, ["certificate_name", "form"], "") == ""`, "certificate_name"},
		{"object.get with a property as default", "", `findings contains "x" if object.get(input, "Fqdn", input.Name) == ""`, "Fqdn Name"},
		{"object.get of a local variable", "", "findings contains \"x\" if { o := input; object.get(o, \"Enabled\", false) }", "Enabled"},

		{"a comparison", "", `findings contains "x" if input == json.unmarshal("{}")`, everything},
		{"a comparison with a local variable", "", `findings contains "x" if { o := json.unmarshal("{}"); o == input }`, everything},
		{"a comparison with a parameter", "", "findings contains \"x\" if f(json.unmarshal(\"{}\"))\n\nf(o) if o == input", everything},
		{"a comparison with one of many", "", `findings contains "x" if { some o in json.unmarshal("[]"); o = input }`, everything},
		{"the same in disguise", "", `findings contains "x" if { p := json.unmarshal("{}"); o := p; o == input }`, everything},
		{"a comparison with a result", "", "findings contains \"x\" if f(1) == input\n\nf(_) := json.unmarshal(\"{}\")", everything},
		{"its size", "", `findings contains "x" if count(input) > 3`, everything},
		{"a variable key", "", `findings contains "x" if { some k; input[k] == 1 }`, everything},
		{"a key worked out", "", `findings contains "x" if input[concat("", ["Ena", "bled"])]`, everything},
		{"a property's value as a key", "", `findings contains "x" if input[input.Fqdn]`, everything},
		{"some in", "", `findings contains k if some k, _ in input`, everything},
		{"every", "", `findings contains "x" if every v in input { v != 1 }`, everything},
		{"as text", "", `findings contains json.marshal(input)`, everything},
		{"in a list", "", `findings contains "x" if { l := [input]; l[0].Enabled }`, everything},
		{"as a result", "", "findings contains \"x\" if f(input).Enabled\n\nf(o) := o", everything},
		{"as a result's part", "", "findings contains \"x\" if f(input).o.Enabled\n\nf(p) := {\"o\": p}", everything},
		{"as a rule's value", "", "findings contains \"x\" if o.Enabled\n\no := input", everything},
		{"as the finding", "", `findings contains input`, everything},
		{"in a comprehension's head", "", `findings contains "x" if [o | o := input][0].Enabled`, everything},
		{"object.get by a variable", "", `findings contains "x" if { some k in ["Enabled"]; object.get(input, k, false) }`, everything},
		{"object.get by an empty path", "", `findings contains "x" if object.get(input, [], 0).Enabled`, everything},
		{"taken apart by a pattern", "", `findings contains "x" if { [o] = [input]; o.Enabled }`, everything},
		{"compared by a pattern", "", "findings contains \"x\" if f(input, input)\n\nf(o, o) if o.Enabled", everything},
		{"another object", "", "findings contains \"x\" if on with input as {\"Enabled\": true}\n\non if input.Enabled", everything},
		{"another function", "", "findings contains \"x\" if on with count as f\n\non if count(input.Bindings) == 0\n\nf(_) := 0", everything},
		{"walk", "", `findings contains "x" if walk(input, [["Enabled"], true])`, everything},

		{"a property of the other kind", "Connector", `findings contains "x" if { input.Bindings; input.SmartHosts; input.Name }`, "Bindings Name"},
	}
	lib := "package exchlint.lib\n\non(o) if { o.Enabled; not off(o) }\n\noff(o) if o.Fqdn == \"\"\n"
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if test.kind == "" {
				test.kind = "ReceiveConnector"
			}
			_, rule := load(t, bundle(test.kind, test.body, "lib/on.rego", lib))
			want := strings.Fields(test.want)
			if test.want == everything {
				want = all("ReceiveConnector")
			}
			if diff := cmp.Diff(want, append([]string{}, rule.Reads("ReceiveConnector")...)); diff != "" {
				t.Errorf("unexpected footprint (-want +got):\n%s", diff)
			}
		})
	}
}

func all(kind string) (names []string) {
	for _, property := range schema.Lookup(kind).Properties {
		names = append(names, property.Name)
	}
	return names
}
