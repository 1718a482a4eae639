package lint

import (
	"testing"

	"github.com/exchlint/exchlint/internal/rego/rules"
)

// earlierScanner is the finding as an earlier report shows it, with its object's name in
// that report's own way.
func earlierScanner(f Finding, shown string) Earlier {
	return Earlier{Fingerprint: f.Fingerprint, Rule: f.Rule.ID, Level: f.Level, Kind: f.Kind, Identity: shown, Property: f.Property}
}

func TestOneOfTwoEqualFindingsIsGone(t *testing.T) {
	f := scanner()
	then := earlierScanner(f, "?")
	for now, want := range []int{2, 1, 0, 0} {
		r := &Result{Rules: []*rules.Rule{tls}}
		for range now {
			r.Findings = append(r.Findings, f)
		}
		r.compare([]Earlier{then, then})
		if len(r.Absent) != want {
			t.Errorf("with %d of two left, %d are gone", now, len(r.Absent))
		}
	}
}

func TestWhatCanNoLongerBeEvaluatedIsNotGoneHoweverItsNameWasShown(t *testing.T) {
	f := scanner()
	f.Identity = "EX01\\\u202eScanner"
	f.Fingerprint = fingerprint(f.Rule.ID, f.Kind, f.Identity, f.Property)
	for _, name := range []string{f.Identity, "EX01\\Other"} {
		r := &Result{Rules: []*rules.Rule{tls}, NotEvaluated: []Open{{Kind: f.Kind, Identity: name, Lacks: []Lack{{Rule: tls}}}}}
		r.compare([]Earlier{earlierScanner(f, `EX01\\u202eScanner`)})
		if gone := len(r.Absent) > 0; gone != (name != f.Identity) {
			t.Errorf("while %q could not be evaluated, the finding is gone: %v", name, gone)
		}
	}
}
