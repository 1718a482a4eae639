package rules

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestLoadReadsWhatIsSaidOfARule(t *testing.T) {
	text := `# METADATA
# title: Relay is open
# description: |
#   First paragraph.
#
#   Second paragraph.
# related_resources:
#   - https://example.com/relay
#   - ref: https://example.com/more
# schemas:
#   - input: schema.Connector
# custom:
#   level: error
#   remediation: |
#     Set-ReceiveConnector <identity>
#   tags: [tls, cwe-319]
package exchlint.receive.open_relay

findings contains {"property": "", "message": "m"} if input.Enabled
`
	set, err := Load(fstest.MapFS{
		"receive/open_relay/rule.rego":      {Data: []byte(text)},
		"receive/open_relay/rule_test.rego": {Data: []byte("package anything at all")},
		"receive/open_relay/bad.json":       {Data: []byte("[1]")},
		"receive/open_relay/good.json":      {Data: []byte("[2]")},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []*Rule{{
		ID:          "receive/open-relay",
		Title:       "Relay is open",
		Description: "First paragraph.\n\nSecond paragraph.",
		Level:       "error",
		Remedy:      Remedy{Fix: Choice, Steps: []Step{{Command: "Set-ReceiveConnector <identity>"}}},
		References:  []string{"https://example.com/relay", "https://example.com/more"},
		Tags:        []string{"tls", "cwe-319"},
		Kinds:       []string{"ReceiveConnector", "SendConnector"},
		Properties:  []string{"Enabled"},
	}}
	if diff := cmp.Diff(want, set.Rules, cmpopts.IgnoreUnexported(Rule{}), cmpopts.IgnoreFields(Rule{}, "Files")); diff != "" {
		t.Errorf("unexpected rule (-want +got):\n%s", diff)
	}
	for _, example := range []struct{ got, want Example }{
		{set.Rules[0].Bad(), Example{"bad.json", "[1]"}}, {set.Rules[0].Good(), Example{"good.json", "[2]"}}, {set.Rules[0].Configuration(), Example{}},
	} {
		if example.got != example.want {
			t.Errorf("an example is %+v, want %+v", example.got, example.want)
		}
	}
}

func TestLoadRefusesAPolicy(t *testing.T) {
	const fires = `findings contains {"property": "", "message": "m"} if `
	tests := []struct{ name, kind, body, want string }{
		{"with a misspelt property", "ReceiveConnector", fires + "input.AuthMechanisms == []", `test/rule/rule.rego:11: input has no "AuthMechanisms"; did you mean AuthMechanism?`},
		{"with a property that nothing resembles", "Server", fires + "input.Bindings == []", `test/rule/rule.rego:11: input has no "Bindings"; it has Fqdn, Name, `},
		{"with a misspelt part of a property", "ReceiveConnector", fires + `input.certificate_name.from == "none"`, `test/rule/rule.rego:11: input.certificate_name has no "from"; did you mean form?`},
		{"with a misspelt part of an element", "ReceiveConnector", fires + `input.setting_drift[_].valeu == "x"`, `test/rule/rule.rego:11: input.setting_drift[_] has no "valeu"; did you mean value?`},
		{"with a property that no member of a union has", "Connector", fires + "input.Thumbprint", `test/rule/rule.rego:11: input has no "Thumbprint"; `},
		{"with a misspelt property in a comprehension", "ReceiveConnector", fires + "count([1 | input.Enable]) > 0", `test/rule/rule.rego:11: input has no "Enable"; did you mean Enabled?`},
		{"with a misspelt property in a helper rule", "ReceiveConnector", fires + "on\n\non if not input.Enable", `test/rule/rule.rego:13: input has no "Enable"; did you mean Enabled?`},
		{"with a misspelt property in a helper function", "ReceiveConnector", fires + "on(1)\n\non(_) if not input.Enable", `test/rule/rule.rego:13: input has no "Enable"; did you mean Enabled?`},
		{"with a misspelt property of a parameter", "ReceiveConnector", fires + "on(input)\n\non(o) if not o.Enable", `test/rule/rule.rego:13: no object of test/rule has a property "Enable"; did you mean Enabled?`},
		{"with a misspelt property in object.get", "ReceiveConnector", fires + `object.get(input, "Enable", 1) == 1`, `test/rule/rule.rego:11: no object of test/rule has a property "Enable"; did you mean Enabled?`},
		{"that looks into a plain value", "ReceiveConnector", fires + "input.Fqdn.name", "test/rule/rule.rego:11: input.Fqdn.name: input.Fqdn has nothing inside it"},
		{"that compares what can't be equal", "ReceiveConnector", fires + `input.Enabled == "yes"`, "test/rule/rule.rego:11: these can never be equal: boolean and string"},
		{"that orders a number and a text", "ReceiveConnector", fires + `input.MaxMessageSize > "36 MB"`, `test/rule/rule.rego:11: input.MaxMessageSize is never of one type with "36 MB", so this comparison always comes out the same`},
		{"that orders them in a function", "ReceiveConnector", fires + "large(input)\n\nlarge(o) if \"36 MB\" < o.MaxMessageSize", `test/rule/rule.rego:13: "36 MB" is never of one type with input.MaxMessageSize`},
		{"that tells a boolean from a text", "ReceiveConnector", fires + `input.Enabled != "True"`, `test/rule/rule.rego:11: input.Enabled is never of one type with "True"`},
		{"with a value that an enum doesn't have", "ReceiveConnector", fires + `input.TransportRole == "FrontEndTransport"`, `test/rule/rule.rego:11: input.TransportRole is never "FrontEndTransport"; did you mean FrontendTransport?`},
		{"that denies such a value", "ReceiveConnector", fires + `not input.TransportRole == "HubTransprot"`, `test/rule/rule.rego:11: input.TransportRole is never "HubTransprot"; did you mean HubTransport?`},
		{"with such a value in a list of flags", "ReceiveConnector", fires + `not "TLS" in input.AuthMechanism`, `test/rule/rule.rego:11: input.AuthMechanism is never "TLS"; did you mean Tls?`},
		{"with such a value in a set", "ReceiveConnector", fires + `input.TransportRole in {"HubTransport", "Edgy"}`, `test/rule/rule.rego:11: input.TransportRole is never "Edgy"; did you mean Edge?`},
		{"with such a value of a local variable", "ReceiveConnector", fires + "{ some flag in input.AuthMechanism; flag == \"Basic\" }", `test/rule/rule.rego:11: `},
		{"with such a value inside a fact", "ReceiveConnector", fires + `input.certificate_name.form == "ful"`, `test/rule/rule.rego:11: input.certificate_name.form is never "ful"; did you mean full?`},
		{"that reaches the network", "ReceiveConnector", fires + `http.send({"url": "x"})`, "test/rule/rule.rego:11: http.send is not for policies: they see one object and the instant it is judged at, nothing else"},
		{"that throws dice", "ReceiveConnector", fires + `rand.intn("x", 6) == 1`, "test/rule/rule.rego:11: rand.intn is not for policies: "},
		{"that reads the environment", "ReceiveConnector", fires + `opa.runtime().env.HOME`, "test/rule/rule.rego:11: opa.runtime is not for policies: "},
		{"that reads the machine's time zone", "ReceiveConnector", fires + `time.clock([0, "Local"])[0] == 1`, "test/rule/rule.rego:11: time.clock is not for policies: "},
		{"that reads other documents", "ReceiveConnector", fires + "data.accepted.hosts", "test/rule/rule.rego:11: data.accepted.hosts is not a rule or function of these policies, and policies have no other data"},
		{"that calls what isn't there", "ReceiveConnector", fires + "data.exchlint.lib.f(1)", "test/rule/rule.rego:11: undefined function data.exchlint.lib.f"},
		{"that finds nothing", "ReceiveConnector", "found if input.Enabled", "test/rule/rule.rego:9: a rule says what it finds by: findings contains {...} if {...}"},
		{"whose findings are a value", "ReceiveConnector", "findings := {1}", "test/rule/rule.rego:11: findings must be a set: findings contains {...} if {...}"},
		{"about an unknown schema", "RecieveConnector", fires + "true", `test/rule/rule.rego:1: unknown schema.RecieveConnector; did you mean ReceiveConnector?`},
		{"with a local variable for nothing", "ReceiveConnector", fires + "{ x := 1; input.Enabled }", "test/rule/rule.rego:11: assigned var x unused"},
		{"that is no Rego", "ReceiveConnector", "findings contains", "test/rule/rule.rego:"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { isRefused(t, bundle(test.kind, test.body), test.want) })
	}
}

// isRefused checks that the first line of a bundle's errors begins as wanted.
func isRefused(t *testing.T, bundle fs.FS, want string) {
	t.Helper()
	_, err := Load(bundle)
	if err == nil {
		t.Fatalf("it loads; want the error %s", want)
	}
	if first, _, _ := strings.Cut(err.Error(), "\n"); !strings.HasPrefix(first, want) {
		t.Errorf("the error is\n%s\nwant\n%s", err, want)
	}
}

func TestLoadRefusesMetadata(t *testing.T) {
	whole := strings.Replace(metadata, "KIND", "ReceiveConnector", 1) + "package exchlint.test.rule\n\nfindings contains {} if input.Enabled\n"
	tests := []struct{ name, old, new, want string }{
		{"that is absent", strings.Replace(metadata, "KIND", "ReceiveConnector", 1), "", "test/rule/rule.rego:1: a rule needs a # METADATA block above its package"},
		{"without a title", "# title: A rule\n", "", "test/rule/rule.rego:1: the METADATA needs a title of one line"},
		{"without a description", "# description: What breaks.\n", "", "test/rule/rule.rego:1: the METADATA needs a description"},
		{"without a level", "#   level: warning\n", "", `test/rule/rule.rego:1: custom.level must be error, warning, note, not ""`},
		{"with an unknown level", "level: warning", "level: bad", `test/rule/rule.rego:1: custom.level must be error, warning, note, not "bad"`},
		{"without a remediation", "#   remediation: Set-It\n", "", "test/rule/rule.rego:1: the METADATA needs custom.remediation"},
		{"without a schema", "# schemas:\n#   - input: schema.ReceiveConnector\n", "", "test/rule/rule.rego:1: the METADATA needs one schema"},
		{"with a schema of its own", "schema.ReceiveConnector", `{type: string}`, "test/rule/rule.rego:1: the METADATA needs one schema"},
		{"with a tag that is a number", "#   level", "#   tags: [1]\n#   level", "test/rule/rule.rego:1: custom.tags: 1 must be text: put it in quotes"},
		{"with tags in a line", "#   level", "#   tags: tls, x\n#   level", "test/rule/rule.rego:1: custom.tags must be a list"},
		{"with a misspelt key", "#   level", "#   symptom: [x]\n#   level", "test/rule/rule.rego:1: unknown key custom.symptom; did you mean symptoms?"},
		{"with an unknown profile", "#   level", "#   profiles: [hardenin]\n#   level", "test/rule/rule.rego:1: unknown profile hardenin; did you mean hardening?"},
		{"with a parameter that says nothing", "#   level", "#   parameters: {days: {default: 7}}\n#   level", "test/rule/rule.rego:1: parameter days: it needs a schema with a description and a default"},
		{"with a parameter whose default is refused", "#   level", "#   parameters: {days: {type: integer, default: x, description: d}}\n#   level", "test/rule/rule.rego:1: parameter days: its default is refused by its own schema: expected integer, but got string"},
		{"with a parameter whose schema looks elsewhere", "#   level", "#   parameters: {days: {$ref: 'file:///etc/passwd', default: 7, description: d}}\n#   level", "test/rule/rule.rego:1: parameter days: it is not a JSON Schema: "},
		{"of another package", "package exchlint.test.rule", "package exchlint.test.rules", "test/rule/rule.rego:9: package exchlint.test.rules must be exchlint.test.rule, as its folder is"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text := strings.Replace(whole, test.old, test.new, 1)
			isRefused(t, fstest.MapFS{"test/rule/rule.rego": {Data: []byte(text)}}, test.want)
		})
	}
}

func TestLoadRefusesFolders(t *testing.T) {
	good := bundle("Server", `findings contains {} if input.edge`)
	text, err := fs.ReadFile(good, "test/rule/rule.rego")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, path, text, want string }{
		{"too high", "rule.rego", string(text), "rule.rego: a policy stands in a folder area/rule_name"},
		{"too deep", "a/b/c/rule.rego", string(text), "a/b/c/rule.rego: a policy stands in a folder area/rule_name"},
		{"with a dash", "test/rule-two/rule.rego", string(text), "test/rule-two/rule.rego: a policy stands in a folder area/rule_name"},
		{"with an empty file", "test/rule/rule.rego", "", "test/rule/rule.rego: empty module"},
		{"of shared functions in another package", "lib/f.rego", "package exchlint.test.rule\n\nf(x) := x", "lib/f.rego:1: package exchlint.test.rule must be exchlint.lib or below it"},
		{"of shared functions that read input", "lib/f.rego", "package exchlint.lib\n\nf if input.edge", "lib/f.rego:3: a shared function must be given what it needs; only a rule reads input"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { isRefused(t, fstest.MapFS{test.path: {Data: []byte(test.text)}}, test.want) })
	}
	t.Run("of the same rule twice", func(t *testing.T) {
		_, err := Load(good, good)
		if want := "test/rule: there is a rule test/rule already; rename the folder or the alias"; err == nil || err.Error() != want {
			t.Errorf("the error is %v, want %s", err, want)
		}
	})
}

func TestLoadTellsAllErrorsInOrder(t *testing.T) {
	body := "findings contains {} if input.Enable\n\nfindings contains {} if input.Namme\n" + strings.Repeat("\nfindings contains {} if input.Fqdm\n", 12)
	_, err := Load(bundle("ReceiveConnector", body))
	errs, ok := err.(diag.List)
	if !ok || len(errs) != 14 {
		t.Fatalf("want 14 errors of type Errors, got %v", err)
	}
	if !slices.IsSortedFunc(errs, func(a, b diag.Diagnostic) int { return a.Line - b.Line }) {
		t.Errorf("the errors are not in the order of their lines:\n%v", err)
	}
}

func TestTwentySetsLoadAtOnce(t *testing.T) {
	errs := make(chan error)
	for i := range 20 {
		go func() {
			_, err := Load(bundle("ReceiveConnector", fmt.Sprintf(`findings contains {"property": "", "message": "%d"} if input.Enabled`, i)))
			errs <- err
		}()
	}
	for range 20 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
}

func TestAnExtendedSetHasTheRulesOfBoth(t *testing.T) {
	first := bundleOf(t, "first")
	set, err := Load(first)
	if err != nil {
		t.Fatal(err)
	}
	extended, err := set.Extend(first, bundleOf(t, "second"))
	if err != nil {
		t.Fatal(err)
	}
	if len(extended.Rules) != 2 || extended.Rules[0] != set.Rules[0] || !extended.Rules[1].Own() {
		t.Errorf("the rules are %+v", extended.Rules)
	}
	for _, rule := range extended.Rules {
		if extended.programs[rule] == nil {
			t.Errorf("%s has no program", rule.ID)
		}
	}
}

func TestAnotherRuleDoesNotChangeTheProgram(t *testing.T) {
	alone, err := Load(bundleOf(t, "second"))
	if err != nil {
		t.Fatal(err)
	}
	both, err := Load(bundleOf(t, "first"), bundleOf(t, "second"))
	if err != nil {
		t.Fatal(err)
	}
	_, want, err := alone.Encode(alone.Rules[0])
	if err != nil {
		t.Fatal(err)
	}
	if _, got, err := both.Encode(both.Rules[1]); err != nil || !bytes.Equal(got, want) {
		t.Errorf("beside another rule it is %s, alone %s (%v)", got, want, err)
	}
}

func TestLoadAcceptsAPropertyOfOneMemberOfAUnion(t *testing.T) {
	load(t, bundle("Connector", `findings contains {} if { input.Bindings; input.SmartHosts }`))
}
