package rules

import (
	"strings"
	"testing"
	"testing/fstest"
)

// tuned returns a rule with the parameter days, by default 7.
func tuned(body string) fstest.MapFS {
	said := strings.Replace(metadata, "KIND", "ReceiveConnector", 1) + "#   parameters:\n#     days: {type: integer, minimum: 0, default: 7, description: Days of grace}\n"
	return fstest.MapFS{"test/rule/rule.rego": {Data: []byte(said + "package exchlint.test.rule\n\n" + body + "\n")}}
}

const late = `findings contains {"property": "", "message": sprintf("%d", [parameters.days])} if input.MaxHopCount > parameters.days`

func messages(t *testing.T, set *Set) (found []string) {
	t.Helper()
	for _, finding := range evaluate(t, set, set.Rules[0], connector(map[string]any{"MaxHopCount": int64(5)})).Findings {
		found = append(found, finding.Message)
	}
	return found
}

func TestAParameterHasItsDefaultUntilConfigurationSetsIt(t *testing.T) {
	set, _ := load(t, tuned(late))
	if found := messages(t, set); len(found) != 0 {
		t.Errorf("by default it finds %v", found)
	}
	set = set.With(Settings{"test/rule": {"days": 3.0}})
	if found := messages(t, set); len(found) != 1 || found[0] != "3" {
		t.Errorf("with 3 days it finds %v", found)
	}
}

func TestAMisspeltParameterIsRefused(t *testing.T) {
	isRefused(t, tuned(strings.ReplaceAll(late, "parameters.days", "parameters.day")), "test/rule/rule.rego:")
}

func TestAValueOfTheWrongShapeIsRefused(t *testing.T) {
	_, rule := load(t, tuned(late))
	if err := rule.Parameter("days").Check("soon"); err == nil || err.Error() != "expected integer, but got string" {
		t.Errorf("the error is %v", err)
	}
	if err := rule.Parameter("days").Check(3.0); err != nil {
		t.Error(err)
	}
	if rule.Parameter("day") != nil {
		t.Error("there is a parameter day")
	}
}
