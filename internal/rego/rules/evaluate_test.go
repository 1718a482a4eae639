package rules

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/schema"
	"github.com/google/go-cmp/cmp"
)

// said tells an outcome in a word: pass, gap, or the messages of its findings.
func said(o *Outcome) string {
	var all []string
	for _, finding := range o.Findings {
		all = append(all, finding.Message)
	}
	switch {
	case o.Lack != nil:
		all = append(all, "gap")
	case len(all) == 0:
		return "pass"
	}
	return strings.Join(all, " ")
}

// TestEvaluateWithoutAValue evaluates rules on an object of which Enabled (true),
// Fqdn (""), Bindings (one) and PermissionGroups (none) are known, and nothing else.
func TestEvaluateWithoutAValue(t *testing.T) {
	const x = `findings contains {"property": "", "message": "x"} if `
	const y = `findings contains {"property": "", "message": "y"} if `
	tests := []struct{ name, body, want string }{
		{"the value decides", x + `input.RequireTLS`, "gap"},
		{"its absence would decide", x + `not input.RequireTLS`, "gap"},
		{"it is compared with false", x + `input.RequireTLS == false`, "gap"},
		{"another value passes before", x + `{ not input.Enabled; input.RequireTLS }`, "pass"},
		{"another value passes after", x + `{ input.RequireTLS; not input.Enabled }`, "pass"},
		{"nothing is missing and it passes", x + `not input.Enabled`, "pass"},
		{"nothing is missing and it fires", x + `input.Enabled`, "x"},
		{"one finding is certain", x + "input.Enabled\n\n" + y + "input.RequireTLS", "x gap"},
		{"one finding is impossible, the other not", x + "not input.Enabled\n\n" + y + "input.RequireTLS", "gap"},
		{"two findings are certain", x + "input.Enabled\n\n" + y + "input.Fqdn == \"\"\n\n" + x + "input.RequireTLS", "x y gap"},
		{"its message holds the value", `findings contains {"property": "", "message": sprintf("%v", [input.Banner])} if input.Enabled`, "gap"},
		{"its message holds the value in a template", `findings contains {"property": "", "message": $"{input.Banner}"} if input.Enabled`, "gap"},
		{"its level hangs on the value", `findings contains {"property": "", "message": "x", "level": level} if input.Enabled` + "\n\ndefault level := \"note\"\n\nlevel := \"error\" if input.RequireTLS", "gap"},
		{"an element of it", x + `"Tls" in input.AuthMechanism`, "gap"},
		{"no element of it", x + `not "Tls" in input.AuthMechanism`, "gap"},
		{"some element of it", x + `{ some m in input.AuthMechanism; m == "Tls" }`, "gap"},
		{"every element of it", x + `every m in input.AuthMechanism { m == "Tls" }`, "gap"},
		{"every element of what is known", x + `every b in input.Bindings { b == input.Banner }`, "gap"},
		{"every element of nothing", x + `every g in input.PermissionGroups { g == input.Banner }`, "x"},
		{"some element of nothing", x + `{ some g in input.PermissionGroups; g == input.Banner }`, "pass"},
		{"the number of its elements", x + `count(input.AuthMechanism) == 0`, "gap"},
		{"the number of some of its elements", x + `count([m | some m in input.AuthMechanism; m != "Tls"]) == 0`, "gap"},
		{"the number of what is like it", x + `count({b | some b in input.Bindings; b == input.Banner}) == 0`, "gap"},
		{"object.get with a default", x + `object.get(input, "RequireTLS", true)`, "gap"},
		{"object.get by a path with a default", x + `object.get(input, ["certificate_name", "form"], "none") == "none"`, "gap"},
		{"a function of the object", x + "off(input)\n\noff(o) if not o.RequireTLS", "gap"},
		{"a function of the object that is decided", x + "off(input)\n\noff(o) if { not o.Enabled; not o.RequireTLS }", "pass"},
		{"a function of the value", x + "off(input.RequireTLS)\n\noff(on) if not on", "gap"},
		{"a function with a default", x + "f(input) == 1\n\ndefault f(_) := 1\n\nf(o) := 2 if o.RequireTLS", "gap"},
		{"a function with else", x + "f(input) == 2\n\nf(o) := 1 if { o.RequireTLS } else := 2", "gap"},
		{"a rule with a default", x + "v == 1\n\ndefault v := 1\n\nv := 2 if input.RequireTLS", "gap"},
		{"a rule with else", x + "v == 2\n\nv := 1 if { input.RequireTLS } else := 2", "gap"},
		{"a helper with one branch that is decided", x + "on\n\non if input.Enabled\n\non if input.RequireTLS", "x"},
		{"the absence of such a helper", x + "not on\n\non if input.Enabled\n\non if input.RequireTLS", "pass"},
		{"a helper whose branches are open", x + "not on\n\non if not input.Enabled\n\non if input.RequireTLS", "gap"},
		{"a set of helpers", x + "count(s) == 0\n\ns contains m if some m in input.AuthMechanism", "gap"},
		{"a set of helpers that has an element", x + "\"a\" in s\n\ns contains \"a\" if input.Enabled\n\ns contains m if some m in input.AuthMechanism", "gap"},
		{"an object of helpers", x + "not o.Tls\n\no[m] := true if some m in input.AuthMechanism", "gap"},
		{"the whole object", x + `count(input) == 4`, "gap"},
		{"the whole object's keys", x + `not "RequireTLS" in object.keys(input)`, "gap"},
		{"a key of the object", x + `{ some k; input[k] == 17 }`, "gap"},
		{"a key that is known", x + `{ some k; input[k] == true; k == "Enabled" }`, "x"},
		{"the object in a list", x + `{ l := [input]; not l[0].RequireTLS }`, "gap"},
		{"the object in a set", x + `{ s := {input}; some o in s; not o.RequireTLS }`, "gap"},
		{"the object in a comprehension", x + `{ l := [o | o := input]; not l[0].RequireTLS }`, "gap"},
		{"the object without a property", x + `not object.remove(input, ["Name"]).RequireTLS`, "gap"},
		{"the object as text", x + `not contains(json.marshal(input), "RequireTLS")`, "gap"},
		{"another object", x + "not on with input as {\"Enabled\": true}\n\non if input.RequireTLS", "x"},
		{"another value", x + "not on with input.Enabled as false\n\non if { input.Enabled; input.RequireTLS }", "x"},
		{"the clock and another value", x + `{ time.now_ns() < 0; input.RequireTLS }`, "pass"},
		{"the clock and a finding", x + "time.now_ns() > 0\n\n" + y + "input.RequireTLS", "x gap"},
		{"an error that the value may cause", x + `not to_number(input.Banner)`, "gap"},
		{"a policy that may contradict itself", x + "v == 1\n\nv := 1 if input.RequireTLS\n\nv := 2 if input.Enabled\n\nv := 3 if input.Fqdn == \"\"", "gap"},
	}
	o := connector(map[string]any{"Enabled": true, "Fqdn": "", "Bindings": []any{"0.0.0.0:25"}, "PermissionGroups": []any{}})
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			set, rule := load(t, bundle("ReceiveConnector", test.body))
			if got := said(evaluate(t, set, rule, o)); got != test.want {
				t.Errorf("the outcome is %s, want %s", got, test.want)
			}
		})
	}
}

func TestEvaluateNamesWhatIsMissing(t *testing.T) {
	set, rule := load(t, bundle("ReceiveConnector", `findings contains {"property": "", "message": "x"} if { input.RequireTLS; input.Banner; input.Enabled }`))
	lacking := connector(map[string]any{"Enabled": true})
	outcome := evaluate(t, set, rule, lacking)
	want := &model.Gap{Reason: "the export has no such property", Missing: []string{"Banner", "RequireTLS"}}
	if diff := cmp.Diff(want, outcome.Lack.Of(lacking)); diff != "" {
		t.Errorf("unexpected outcome (-want +got):\n%s", diff)
	}
}

func TestEvaluateReturnsFindingsInOrder(t *testing.T) {
	set, rule := load(t, bundle("ReceiveConnector", `findings contains {"property": "Fqdn", "message": "b", "level": "note", "values": {"port": "25"}}

findings contains {"property": "Fqdn", "message": "a", "related": [
	{"kind": "Server", "identity": "EX02", "message": "other"},
	{"kind": "Server", "identity": "EX01", "property": "edge", "message": "first"},
]}

findings contains {"property": "Bindings", "message": "c"}`))
	want := &Outcome{Findings: []Finding{
		{Property: "Bindings", Message: "c", Level: "warning"},
		{Property: "Fqdn", Message: "a", Level: "warning", Related: []Related{
			{Kind: "Server", Identity: "EX02", Message: "other"},
			{Kind: "Server", Identity: "EX01", Property: "edge", Message: "first"},
		}},
		{Property: "Fqdn", Message: "b", Level: "note", Values: map[string]string{"port": "25"}},
	}}
	if diff := cmp.Diff(want, evaluate(t, set, rule, connector(nil))); diff != "" {
		t.Errorf("unexpected outcome (-want +got):\n%s", diff)
	}
}

func TestEvaluateRefusesWhatIsNoFinding(t *testing.T) {
	tests := []struct{ name, finding, want string }{
		{"a text", `"x"`, `an object is needed, in the finding "x"`},
		{"no message", `{"property": ""}`, "there is no message"},
		{"an empty message", `{"property": "", "message": ""}`, "the message is empty"},
		{"no property", `{"message": "m"}`, "there is no property"},
		{"an unknown property", `{"property": "Nmae", "message": "m"}`, `a ReceiveConnector has no property "Nmae"`},
		{"a number for a message", `{"property": "", "message": 3}`, "message must be text, not 3"},
		{"an unknown level", `{"property": "", "message": "m", "level": "bad"}`, `the level is "bad", not one of error, warning, note`},
		{"an unknown field", `{"property": "", "message": "m", "severity": "bad"}`, `nothing is known of a field "severity"; there are property, message, level, related, values`},
		{"related that is no list", `{"property": "", "message": "m", "related": "x"}`, "related is not an array"},
		{"a record of another object", `{"property": "", "message": "m", "related": [{"record": 1, "kind": "Server", "identity": "EX01", "message": "m"}]}`, "related: a record is one of the object itself"},
		{"a record that is no number", `{"property": "", "message": "m", "related": [{"record": 1.5, "message": "m"}]}`, "related: record must be a whole number, not 1.5"},
		{"related of no kind", `{"property": "", "message": "m", "related": [{"kind": "Srv", "identity": "a", "message": "m"}]}`, `related: unknown kind "Srv" (available: ExchangeCertificate, `},
		{"values that are no texts", `{"property": "", "message": "m", "values": {"port": 25}}`, "values: port must be text, not 25"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			set, rule := load(t, bundle("ReceiveConnector", "findings contains "+test.finding))
			_, err := run(t, set, rule, connector(nil))
			if want := `rule test/rule on ReceiveConnector "EX01\\Relay": ` + test.want; err == nil || !strings.HasPrefix(err.Error(), want) {
				t.Errorf("the error is %v, want %s", err, want)
			}
		})
	}
}

func TestEvaluateReportsAContradiction(t *testing.T) {
	set, rule := load(t, bundle("ReceiveConnector", "findings contains {\"property\": \"\", \"message\": v}\n\nv := \"a\" if input.Enabled\n\nv := \"b\" if input.Enabled"))
	_, err := run(t, set, rule, connector(map[string]any{"Enabled": true}))
	want := `rule test/rule on ReceiveConnector "EX01\\Relay": test/rule/rule.rego:15: data.exchlint.test.rule.v has two values, "a" and "b"`
	if err == nil || err.Error() != want {
		t.Errorf("the error is %v, want %s", err, want)
	}
}

func TestEvaluateSeesTheInstantItJudgesAt(t *testing.T) {
	set, rule := load(t, bundle("ReceiveConnector", `findings contains {"property": "", "message": "as of the instant"} if time.now_ns() == time.parse_rfc3339_ns("2026-03-01T00:00:00Z")`))
	if got, want := said(evaluate(t, set, rule, connector(nil))), "as of the instant"; got != want {
		t.Errorf("it is %s, want %s", got, want)
	}
}

func TestEvaluateStopsWithItsContext(t *testing.T) {
	set, rule := load(t, bundle("ReceiveConnector", `findings contains {"property": "", "message": "x"} if count([1 | some _ in numbers.range(1, 3000); some _ in numbers.range(1, 3000)]) == 1`))
	session := set.NewSession(asOf)
	session.SetObject(connector(nil))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := session.Evaluate(ctx, rule); err == nil || !strings.HasSuffix(err.Error(), "context canceled") {
		t.Errorf("the error is %v", err)
	}
}

func TestEvaluateTakesOnlyTheObjectsOwnProperties(t *testing.T) {
	set, rule := load(t, bundle("Connector", `findings contains {"property": "", "message": "x"} if not input.SmartHosts`))
	if got := said(evaluate(t, set, rule, connector(nil))); got != "x" {
		t.Errorf("a receive connector has no smart hosts to wait for: %s", got)
	}
	if got := said(evaluate(t, set, rule, model.NewObject(schema.Lookup("SendConnector"), "Out", nil))); got != "gap" {
		t.Errorf("a send connector without its smart hosts: %s, want gap", got)
	}
}

func BenchmarkEvaluate(b *testing.B) {
	set, rule := load(b, bundle("ReceiveConnector", `findings contains {"property": "Fqdn", "message": "x"} if {
	input.Enabled
	"Tls" in input.AuthMechanism
	not named(input)
}

named(o) if startswith(o.Fqdn, "mail.")`))
	bench := func(name string, values map[string]any) {
		session := set.NewSession(asOf)
		session.SetObject(connector(values))
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := session.Evaluate(b.Context(), rule); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	bench("pass", map[string]any{"Enabled": false, "Fqdn": "", "AuthMechanism": []any{}})
	bench("finding", map[string]any{"Enabled": true, "Fqdn": "a", "AuthMechanism": []any{"Tls"}})
	bench("gap", map[string]any{"Enabled": true, "Fqdn": "a"})
}

func TestARuleThatDoesNotEndIsStopped(t *testing.T) {
	body := `findings contains {"property": "", "message": "x"} if {
	list := numbers.range(1, 20000)
	count({1 | some i in list; some j in list; i + j < 0}) > 0
}`
	set, rule := load(t, bundle("ReceiveConnector", body))
	start := time.Now()
	_, err := run(t, set, rule, connector(map[string]any{"Enabled": true}))
	if want := `rule test/rule on ReceiveConnector "EX01\\Relay": test/rule/rule.rego:13: took longer than 5s`; err == nil || err.Error() != want {
		t.Errorf("the error is %v, want %s", err, want)
	}
	if took := time.Since(start); took > 4*Timeout {
		t.Errorf("it was stopped after %s", took)
	}
}
