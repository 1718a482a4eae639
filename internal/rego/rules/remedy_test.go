package rules

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// remedied returns a bundle of one rule with a remediation, and custom.fix.
func remedied(t *testing.T, custom string) (Remedy, error) {
	t.Helper()
	block := "#   " + strings.ReplaceAll(strings.TrimSpace(custom), "\n", "\n#   ") + "\n"
	text := strings.Replace(strings.Replace(metadata, "KIND", "ReceiveConnector", 1), "#   remediation: Set-It\n", block, 1) +
		"package exchlint.test.rule\n\nfindings contains {\"property\": \"\", \"message\": \"m\"} if input.Enabled\n"
	set, err := Load(fstest.MapFS{"test/rule/rule.rego": {Data: []byte(text)}})
	if err != nil {
		return Remedy{}, err
	}
	return set.Rules[0].Remedy, nil
}

func TestARemedyHasStepsWithConditionsCautionsAndAlternatives(t *testing.T) {
	got, err := remedied(t, `
fix: command
remediation:
  - do: Bind it.
    command: Set-It <identity>
    when: it is there
    caution: Answer No.
    with: thumbprint names
    for: ReceiveConnector
  - do: Ask the CA
    fix: outside
  - note: A stop-gap.
    or:
      - command: Set-It $null`)
	want := Remedy{
		Fix: Command,
		Steps: []Step{
			{Do: "Bind it", Command: "Set-It <identity>", When: "it is there", Caution: "Answer No", With: []string{"thumbprint", "names"}, For: "ReceiveConnector"},
			{Do: "Ask the CA", Fix: Outside},
		},
		Alternatives: []Alternative{{Note: "A stop-gap", Steps: []Step{{Command: "Set-It $null"}}}},
	}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Fatalf("%v %s", err, diff)
	}
	const text = `# If it is there: Bind it
# Answer No
Set-It <identity>
# Ask the CA
# Or: A stop-gap
# Set-It $null`
	if diff := cmp.Diff(text, got.PowerShell()); diff != "" {
		t.Error(diff)
	}
}

func TestARemedyThatIsTextIsChosenByAPerson(t *testing.T) {
	got, err := remedied(t, "remediation: Set-It <identity>")
	if diff := cmp.Diff(Remedy{Fix: Choice, Steps: []Step{{Command: "Set-It <identity>"}}}, got); err != nil || diff != "" {
		t.Errorf("%v %s", err, diff)
	}
}

func TestLoadRefusesARemedy(t *testing.T) {
	for _, test := range []struct{ name, custom, want string }{
		{"without fix", "remediation: [{command: Set-It}]", `custom.fix must be command, choice, outside, not ""`},
		{"of an unknown fix", "fix: out\nremediation: Set-It", `custom.fix must be command, choice, outside, not "out"`},
		{"with a step that is text", "fix: choice\nremediation: [Set-It]", "custom.remediation is a list of steps; each needs command or do, not Set-It"},
		{"with a misspelt key", "fix: choice\nremediation: [{comand: Set-It}]", "custom.remediation: unknown key comand of a step; did you mean command?"},
		{"with a list where text is due", "fix: choice\nremediation: [{command: [Set-It]}]", "custom.remediation: command must be text"},
		{"with an empty step", "fix: choice\nremediation: [{when: it rains}]", "custom.remediation: a step needs command, or do"},
		{"with a step of an unknown fix", "fix: choice\nremediation: [{do: Ask, fix: out}]", `custom.remediation: fix must be command, choice, outside, not "out"`},
		{"with a step for an unknown kind", "fix: choice\nremediation: [{do: Ask, for: ReceiveConector}]", `custom.remediation: for: unknown kind "ReceiveConector"; did you mean ReceiveConnector?`},
		{"with an alternative without its note", "fix: choice\nremediation: [{or: [{do: Ask}]}]", "custom.remediation: an alternative has or, its steps, and note"},
		{"with an alternative of an alternative", "fix: choice\nremediation: [{note: n, or: [{note: m, or: [{do: Ask}]}]}]", "custom.remediation: an alternative has no alternatives"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, err := remedied(t, test.custom); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("the error is %v, want %s", err, test.want)
			}
		})
	}
}
