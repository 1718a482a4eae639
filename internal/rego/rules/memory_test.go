package rules_test

import (
	"reflect"
	"testing"

	"github.com/exchlint/exchlint/internal/fleet"
	"github.com/exchlint/exchlint/internal/rego/rules"
	"github.com/exchlint/exchlint/policies"
)

// TestRememberedAnswersAreWhatRulesSayAnew has every rule, the awkward ones too, judge
// organizations in which much repeats two ways: as a run does, and without a memory.
func TestRememberedAnswersAreWhatRulesSayAnew(t *testing.T) {
	set, err := rules.Load(policies.Files, awkwardPolicies())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"ps7-json-script", "flat-csv", "ps51-json-depth2"} { // of which two lose much
		shape := fleet.Shape{Servers: 70, Edges: 2, Diversity: 0.2, Faults: 0.2, Seed: 1}
		objects := organizationOf(t, fleet.Lookup(name), shape).All()
		grouping := set.Group(set.Rules, objects)
		if n := grouping.Remembered("ReceiveConnector"); n < 20 {
			t.Errorf("%s: the answers of only %d rules are remembered", name, n)
		}
		remembering, anew := set.NewSession(fleet.AsOf, grouping), set.NewSession(fleet.AsOf, nil)
		for _, object := range objects {
			remembering.Take(object)
			anew.Take(object)
			for _, rule := range set.Rules {
				if !rule.About(object.Kind.Name) {
					continue
				}
				said, err := remembering.Evaluate(t.Context(), rule)
				if err != nil {
					t.Fatal(err)
				}
				says, err := anew.Evaluate(t.Context(), rule)
				if err != nil {
					t.Fatal(err)
				}
				if !reflect.DeepEqual(said, says) {
					t.Fatalf("%s: %s on %s said %+v, and says %+v", name, rule.ID, object.Identity, said, says)
				}
			}
		}
	}
}
