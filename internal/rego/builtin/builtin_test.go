package builtin_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/exchlint/exchlint/internal/rego/builtin"
	"github.com/exchlint/exchlint/internal/rego/rules"
	"github.com/exchlint/exchlint/policies"
)

func TestWhatIsGeneratedIsWhatThePoliciesSay(t *testing.T) {
	want, err := rules.Load(policies.Files)
	if err != nil {
		t.Fatal(err)
	}
	got := builtin.Set()
	options := cmp.Options{cmpopts.IgnoreUnexported(rules.Rule{}), cmpopts.IgnoreFields(rules.Rule{}, "Files"), cmpopts.EquateEmpty()}
	if diff := cmp.Diff(want.Rules, got.Rules, options); diff != "" {
		t.Errorf("run go generate ./internal/rego/builtin (-policies +generated):\n%s", diff)
	}
	for i, rule := range got.Rules {
		if rule.Bad() != want.Rules[i].Bad() || rule.Good() != want.Rules[i].Good() || rule.Bad().Text == "" {
			t.Errorf("%s has lost its examples", rule.ID)
		}
	}
	wanted, err := want.Program.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	program, err := got.Program.MarshalBinary()
	if err != nil || !bytes.Equal(wanted, program) {
		t.Errorf("run go generate ./internal/rego/builtin: the program is not that of the policies (%v)", err)
	}
}
