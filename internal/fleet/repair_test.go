package fleet_test

import (
	"context"
	"testing"

	"github.com/exchlint/exchlint/internal/change/impact"
	"github.com/exchlint/exchlint/internal/change/plan"
	"github.com/exchlint/exchlint/internal/fix"
	"github.com/exchlint/exchlint/internal/fleet"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/google/go-cmp/cmp"
)

// What a repair says that it clears is gone after its script, and nothing is new; the repair of what is
// repaired is empty; script and rollback together leave the connectors as they were.
func TestARepairDoesWhatItSaysAndItsRollbackTakesItBack(t *testing.T) {
	linter := newLinter(t)
	for _, flavour := range []string{"export-script", "ps51-json", "flat-csv", "list"} {
		t.Run(flavour, func(t *testing.T) {
			shape := fleet.Shape{Servers: 5, Edges: 1, Diversity: 0.2, Faults: 1}
			request := fix.Request{Inputs: inputs(fleet.Lookup(flavour), shape.All()), Set: linter.set}
			options := lint.Options{AsOf: fleet.AsOf, Rules: linter.rules, FailOn: lint.Warning}
			repair, err := fix.Run(t.Context(), options, request)
			if err != nil {
				t.Fatal(err)
			}
			script := plan.File{Name: "fix.ps1", Data: []byte(repair.Script)}
			after := changed(t.Context(), t, options, request, script)
			holds(t, repair, after)
			again := request
			again.Change = []plan.File{script}
			second, err := fix.Run(t.Context(), options, again)
			if err != nil {
				t.Fatal(err)
			}
			if len(second.Operations) > 0 {
				t.Errorf("the second repair has %d operations: %s", len(second.Operations), second.Operations[0].Command)
			}
			back := changed(t.Context(), t, options, request, script, plan.File{Name: "back.ps1", Data: []byte(repair.Rollback)})
			for _, f := range back.Findings {
				if f.State != lint.Unchanged && f.Kind != "ExchangeCertificate" && f.Kind != "Server" {
					t.Errorf("after the rollback %s is %s: %s", f.Rule.ID, f.State, f.Message())
				}
			}
		})
	}
}

func changed(ctx context.Context, t *testing.T, options lint.Options, request fix.Request, files ...plan.File) *lint.Result {
	t.Helper()
	result, err := impact.Judge(ctx, request.Inputs, request.Set, options, impact.Request{Plan: plan.Read(ctx, files, nil)})
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range result.Problems() {
		t.Errorf("%s:%d: %s", problem.File, problem.Line, problem.Message)
	}
	return result
}

// holds compares what a repair says with what its script does.
func holds(t *testing.T, repair *fix.Repair, after *lint.Result) {
	t.Helper()
	said, done := map[string]string{}, map[string]string{}
	for _, o := range repair.Operations {
		for _, f := range o.Clears {
			said[f.Fingerprint] = f.Rule.ID + " " + f.Identity
		}
	}
	for _, e := range after.Absent {
		done[e.Fingerprint] = e.Rule + " " + e.Identity
	}
	if diff := cmp.Diff(said, done); diff != "" {
		t.Errorf("what the script clears (-said +done):\n%s", diff)
	}
	for _, f := range after.Findings {
		if f.State == lint.New && f.Rule.ID != "change/default-certificate-replaced" {
			t.Errorf("new: %s: %s", f.Rule.ID, f.Message())
		}
	}
	if len(said) == 0 {
		t.Error("nothing is repaired, so nothing is proven")
	}
}
