package rules

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/google/go-cmp/cmp"
)

func TestTestRunsTheTestsOfPolicies(t *testing.T) {
	const tests = `package exchlint.test.rule_test

import data.exchlint.test.rule

test_it_fires if count(rule.findings) == 1 with input as {"Enabled": true}

test_it_is_silent if {
	count(rule.findings) == 1 with input as {"Enabled": false}
}

test_it_contradicts_itself if v == 1

v := 1 if rule.findings == set()

v := 2 if 1 < 2

todo_test_later if false
`
	body := `findings contains {"property": "", "message": "x"} if input.Enabled`
	results, err := Test(t.Context(), nil, bundle("ReceiveConnector", body, "test/rule/rule_test.rego", tests))
	if err != nil {
		t.Fatal(err)
	}
	want := &TestResult{Passed: 1, Skipped: 1, Coverage: 100, Failed: diag.List{
		{File: "test/rule/rule_test.rego", Line: 7, Message: "test_it_is_silent failed"},
		{File: "test/rule/rule_test.rego", Line: 11, Message: `test_it_contradicts_itself: test/rule/rule_test.rego:15: rule data.exchlint.test.rule_test.v produced conflicting values: 1 at test/rule/rule_test.rego:13 2 at test/rule/rule_test.rego:15`},
	}}
	if diff := cmp.Diff(want, results); diff != "" {
		t.Errorf("unexpected results (-want +got):\n%s", diff)
	}
}

func TestTestRefusesWhatLoadRefuses(t *testing.T) {
	body := `findings contains {"property": "", "message": "x"} if input.Enable`
	_, err := Test(t.Context(), nil, bundle("ReceiveConnector", body))
	if want := `test/rule/rule.rego:11: input has no "Enable"; did you mean Enabled?`; err == nil || err.Error() != want {
		t.Errorf("the error is %v, want %s", err, want)
	}
}

func TestTestRefusesATestThatDoesNotCompile(t *testing.T) {
	body := `findings contains {"property": "", "message": "x"} if input.Enabled`
	_, err := Test(t.Context(), nil, bundle("ReceiveConnector", body, "test/rule/rule_test.rego", "package exchlint.test.rule_test\n\ntest_x if y == 1\n"))
	if want := "test/rule/rule_test.rego:3: var y is unsafe"; err == nil || err.Error() != want {
		t.Errorf("the error is %v, want %s", err, want)
	}
}

func TestTestTellsTheLinesThatNoTestRuns(t *testing.T) {
	body := "findings contains {\"property\": \"\", \"message\": _message} if input.Enabled\n\n_message := \"loud\" if {\n\tinput.RequireTLS\n\tinput.SizeEnabled == \"Enabled\"\n}\n"
	const tests = "package exchlint.test.rule_test\n\nimport data.exchlint.test.rule\n\ntest_it_is_silent if rule.findings == set() with input as {\"Enabled\": false}\n"
	own := Named("own", bundle("ReceiveConnector", body, "test/rule/rule_test.rego", tests))
	results, err := Test(t.Context(), bundleOf(t, "other"), own)
	if err != nil {
		t.Fatal(err)
	}
	if results.Passed != 1 || results.Coverage <= 0 || results.Coverage >= 100 {
		t.Errorf("%d passed, %v %% covered", results.Passed, results.Coverage)
	}
	for _, line := range results.Uncovered {
		if line.File != "own/test/rule/rule.rego" || line.Line < 11 {
			t.Errorf("uncovered: %v", line)
		}
	}
	if len(results.Uncovered) == 0 {
		t.Error("nothing is uncovered")
	}
}

// bundleOf returns a bundle with one rule and a test that fails.
func bundleOf(t *testing.T, name string) fs.FS {
	t.Helper()
	text := strings.Replace(metadata, "KIND", "Server", 1) + "package exchlint.test." + name + "\n\nfindings contains {\"property\": \"\", \"message\": \"x\"} if input.edge\n"
	test := "package exchlint.test." + name + "_test\n\ntest_never if false\n"
	return fstest.MapFS{"test/" + name + "/rule.rego": {Data: []byte(text)}, "test/" + name + "/rule_test.rego": {Data: []byte(test)}}
}
