package policy

import (
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestEvaluationsAtOnceDoNotDisturbEachOther mixes objects that lack something, which
// take another way through OPA, with objects that don't. The race detector watches.
func TestEvaluationsAtOnceDoNotDisturbEachOther(t *testing.T) {
	set, err := Load(bundle("ReceiveConnector", "findings contains {\"property\": \"Fqdn\", \"message\": input.Fqdn} if {\n\tinput.Enabled\n\tnot input.RequireTLS\n}\n"))
	if err != nil {
		t.Fatal(err)
	}
	rule := set.Rules[0]
	full := connector(map[string]any{"Enabled": true, "RequireTLS": false, "Fqdn": "a"})
	lacking := connector(map[string]any{"Enabled": true, "Fqdn": "a"})
	wantFull, wantLacking := evaluate(t, set, rule, full), evaluate(t, set, rule, lacking)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 20 {
				if diff := cmp.Diff(wantFull, evaluate(t, set, rule, full)) + cmp.Diff(wantLacking, evaluate(t, set, rule, lacking)); diff != "" {
					t.Error(diff)
				}
			}
		})
	}
	wait.Wait()
	if len(wantFull.Findings) != 1 || wantLacking.Gap == nil {
		t.Errorf("%+v, %+v", wantFull, wantLacking)
	}
}
