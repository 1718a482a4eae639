package lint_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/rego/rules"
)

var choice = []*rules.Rule{
	{ID: "hardening/banner", Profiles: []string{"hardening", "stig"}},
	{ID: "hardening/hops", Profiles: []string{"stig"}},
	{ID: "receive/unresolved"},
	{ID: "send/unresolved"},
}

func TestRulesAreSelectedByProfileAndPattern(t *testing.T) {
	for _, test := range []struct {
		name      string
		selection lint.Selection
		want      []string
	}{
		{"by default what is in every profile", lint.Selection{}, []string{"receive/unresolved", "send/unresolved"}},
		{"a profile adds its own", lint.Selection{Profile: "hardening"}, []string{"hardening/banner", "receive/unresolved", "send/unresolved"}},
		{"enable adds to a profile", lint.Selection{Enable: []string{"*/hops"}}, []string{"hardening/hops", "receive/unresolved", "send/unresolved"}},
		{"only names all, whatever the profile", lint.Selection{Only: []string{"hardening/*"}}, []string{"hardening/banner", "hardening/hops"}},
		{"disable has the last word", lint.Selection{Only: []string{"*"}, Disable: []string{"hardening/*", "send/*"}}, []string{"receive/unresolved"}},
	} {
		selected, err := lint.Select(choice, test.selection)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, rule := range selected {
			ids = append(ids, rule.ID)
		}
		if diff := cmp.Diff(test.want, ids); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
	}
}

func TestAPatternThatFitsNoRuleIsAnError(t *testing.T) {
	_, err := lint.Select(choice, lint.Selection{Disable: []string{"send/unresolvd"}})
	if want := `unknown rule "send/unresolvd"; did you mean "send/unresolved"?`; err == nil || err.Error() != want {
		t.Errorf("the error is %v", err)
	}
}
