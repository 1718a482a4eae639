package policy

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestASessionSaysWhatEveryEvaluationWould checks random policies: what a session
// remembers of other objects is what an evaluation of this one finds.
func TestASessionSaysWhatEveryEvaluationWould(t *testing.T) {
	r := random{rand.New(rand.NewPCG(3, 4))}
	remembered := 0
	for range 150 {
		text := r.policy()
		set, err := Load(bundle("ReceiveConnector", text, "lib/lib.rego", shared))
		if err != nil {
			continue
		}
		rule, session := set.Rules[0], set.NewSession(asOf)
		const objects = 30
		first := connector(nil)
		evaluated := 0
		for range objects {
			object := first.Another(first.Identity, r.values(0.8))
			want := evaluate(t, set, rule, object)
			subject := session.Subject(object)
			if session.recall(session.first(rule, object.Kind), subject) == nil {
				evaluated++
			}
			got, err := session.Evaluate(t.Context(), rule, subject)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("%v (-evaluated +session):\n%s\nby\n%s", object.Input(), diff, text)
			}
		}
		if !rule.footprint.whole {
			remembered += objects - evaluated
		}
	}
	if remembered < 500 {
		t.Errorf("only %d answers came from memory, so little is proven", remembered)
	}
}
