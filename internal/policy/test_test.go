package policy

import (
	"testing"

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
	results, err := Test(t.Context(), bundle("ReceiveConnector", body, "test/rule/rule_test.rego", tests))
	if err != nil {
		t.Fatal(err)
	}
	want := &TestResult{Passed: 1, Skipped: 1, Failed: []*Error{
		{"test/rule/rule_test.rego", 7, "test_it_is_silent does not hold"},
		{"test/rule/rule_test.rego", 11, `test_it_contradicts_itself: test/rule/rule_test.rego:15: rule data.exchlint.test.rule_test.v produced conflicting values: 1 at test/rule/rule_test.rego:13 2 at test/rule/rule_test.rego:15`},
	}}
	if diff := cmp.Diff(want, results); diff != "" {
		t.Errorf("unexpected results (-want +got):\n%s", diff)
	}
}

func TestTestRefusesWhatLoadRefuses(t *testing.T) {
	body := `findings contains {"property": "", "message": "x"} if input.Enable`
	_, err := Test(t.Context(), bundle("ReceiveConnector", body))
	if want := `test/rule/rule.rego:11: input has no "Enable"; did you mean Enabled?`; err == nil || err.Error() != want {
		t.Errorf("the error is %v, want %s", err, want)
	}
}

func TestTestRefusesATestThatDoesNotCompile(t *testing.T) {
	body := `findings contains {"property": "", "message": "x"} if input.Enabled`
	_, err := Test(t.Context(), bundle("ReceiveConnector", body, "test/rule/rule_test.rego", "package exchlint.test.rule_test\n\ntest_x if y == 1\n"))
	if want := "test/rule/rule_test.rego:3: var y is unsafe"; err == nil || err.Error() != want {
		t.Errorf("the error is %v, want %s", err, want)
	}
}
