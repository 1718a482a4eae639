package lint

import (
	"testing"
	"time"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/rego/rules"
	"github.com/exchlint/exchlint/schema"
	"github.com/google/go-cmp/cmp"
)

var (
	tls   = &rules.Rule{ID: "receive/tls-not-offered"}
	today = time.Date(2026, 11, 20, 15, 0, 0, 0, time.UTC)
)

// scanner is a finding that people have good reasons to accept.
func scanner() Finding {
	object := model.NewObject(schema.Lookup("ReceiveConnector"), `EX01\Scanner`, map[string]any{"AuthMechanism": []any{"Integrated"}})
	return Finding{Rule: tls, Level: Warning, Kind: "ReceiveConnector", Identity: object.Identity, Property: "AuthMechanism", Object: object, Fingerprint: "1"}
}

func day(text string) time.Time {
	t, _ := time.Parse(time.DateOnly, text)
	return t
}

func TestAWaiverCoversWhatItIsMeantForAndNothingElse(t *testing.T) {
	integrated, none := "Integrated", ""
	for _, test := range []struct {
		name    string
		waiver  Waiver
		waived  bool
		remarks string
	}{
		{"rule and object", Waiver{Rule: "receive/tls-not-offered", Object: `EX01\Scanner`, Expires: day("2027-01-31")}, true, ""},
		{"patterns of both, in any case", Waiver{Rule: "receive/*", Object: `ex0?\*`, Expires: day("2027-01-31")}, true, ""},
		{"on its last day", Waiver{Rule: "*", Object: "*", Expires: day("2026-11-20")}, true, ""},
		{"the value that it has", Waiver{Rule: "*", Object: "*", Property: "AuthMechanism", Value: &integrated, Expires: day("2027-01-31")}, true, ""},
		{"the day after", Waiver{Rule: "*", Object: "*", Expires: day("2026-11-19")}, false,
			"the waiver of * for * expired after 2026-11-19, so its findings count again: fix them, or renew the waiver"},
		{"another object", Waiver{Rule: "*", Object: `EX02\*`, Expires: day("2027-01-31")}, false,
			`the waiver of * for EX02\* covers no finding: remove it`},
		{"another value", Waiver{Rule: "*", Object: "*", Value: &none, Expires: day("2027-01-31")}, false,
			"the waiver of * for * covers no finding: remove it"},
		{"another property", Waiver{Rule: "*", Object: "*", Property: "Bindings", Expires: day("2027-01-31")}, false,
			"the waiver of * for * covers no finding: remove it"},
		{"a rule that did not run", Waiver{Rule: "send/*", Object: "*", Expires: day("2027-01-31")}, false, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := &Result{AsOf: today, Rules: []*rules.Rule{tls}, Findings: []Finding{scanner()}}
			r.waive([]Waiver{test.waiver})
			if waived := len(r.Waived) == 1 && len(r.Findings) == 0; waived != test.waived {
				t.Errorf("waived: %v", waived)
			}
			remarks := ""
			for _, notice := range r.Notices {
				remarks += notice.Message
			}
			if diff := cmp.Diff(test.remarks, remarks); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAWaiverIsNotCalledUselessWhereACheckWasLeftOpen(t *testing.T) {
	r := &Result{AsOf: today, Rules: []*rules.Rule{tls}, NotEvaluated: []Open{{Identity: `EX01\Scanner`, Lacks: []Lack{{Rule: tls}}}}}
	r.waive([]Waiver{{Rule: "receive/*", Object: `EX01\*`, Expires: day("2027-01-31")}})
	if len(r.Notices) > 0 {
		t.Errorf("it says %v", r.Notices)
	}
}

func TestAFindingTellsTheWaiverThatWouldCoverIt(t *testing.T) {
	f := scanner()
	f.Identity = "EX01\\O'Hara \u202e"
	want := `{rule: receive/tls-not-offered, object: 'EX01\O''Hara ?', reason: '', expires: 2027-02-18}`
	if diff := cmp.Diff(want, f.Waiver(today)); diff != "" {
		t.Error(diff)
	}
}

func TestFindingsAreComparedWithAnEarlierReport(t *testing.T) {
	again, worse, fresh, waived := scanner(), scanner(), scanner(), scanner()
	worse.Fingerprint, fresh.Fingerprint, waived.Fingerprint = "2", "3", "4"
	r := &Result{AsOf: today, FailOn: Warning, Rules: []*rules.Rule{tls}, Findings: []Finding{again, worse, fresh, waived}}
	r.compare([]Earlier{
		{Fingerprint: "1", Rule: tls.ID, Level: Warning},
		{Fingerprint: "1", Rule: tls.ID, Level: Warning, Identity: "one of two"},
		{Fingerprint: "2", Rule: tls.ID, Level: Note},
		{Fingerprint: "4", Rule: tls.ID, Level: Warning, Waived: true},
		{Fingerprint: "5", Rule: tls.ID, Level: Warning, Identity: "mended"},
		{Fingerprint: "6", Rule: "send/did-not-run", Level: Warning},
	})
	var states []State
	for _, f := range r.Findings {
		states = append(states, f.State)
	}
	if diff := cmp.Diff([]State{Unchanged, Updated, New, New}, states); diff != "" {
		t.Error(diff)
	}
	var gone []string
	for _, e := range r.Absent {
		gone = append(gone, e.Identity)
	}
	if diff := cmp.Diff([]string{"mended", "one of two"}, gone); diff != "" {
		t.Error(diff)
	}
	if !r.Failed() {
		t.Error("new findings don't count")
	}
	if r.Findings = r.Findings[:2]; !r.Failed() {
		t.Error("a level that rose doesn't count")
	}
	if r.Findings = r.Findings[:1]; r.Failed() {
		t.Error("old findings count")
	}
}

func TestNothingIsGoneThatWasNotLookedFor(t *testing.T) {
	r := &Result{Rules: []*rules.Rule{tls}, NotEvaluated: []Open{{Kind: "ReceiveConnector", Identity: `EX01\Scanner`, Lacks: []Lack{{Rule: tls}}}}}
	r.compare([]Earlier{{Fingerprint: fingerprint(tls.ID, "ReceiveConnector", `EX01\Scanner`, ""), Rule: tls.ID, Kind: "ReceiveConnector", Identity: `EX01\Scanner`}})
	if len(r.Absent) > 0 {
		t.Errorf("gone: %v", r.Absent)
	}
}
