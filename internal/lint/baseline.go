package lint

import (
	"cmp"
	"slices"
	"strings"
)

// Earlier is a finding of an earlier report.
type Earlier struct {
	Fingerprint string
	Rule        string
	Level       Level
	Kind        string
	Identity    string
	Property    string
	Message     string // as the report shows it
	Waived      bool
}

// State is what became of a finding since an earlier report. SARIF calls it the
// baseline state.
type State string

// The states. A finding is updated when its level has changed; its words may change with
// every day that passes.
const (
	New       State = "new"
	Unchanged State = "unchanged"
	Updated   State = "updated"
	Absent    State = "absent"
)

// compare gives every finding its state against an earlier report, and lists what that
// had and this run found no more. A finding that was waived then counts as new now.
func (r *Result) compare(earlier []Earlier) {
	r.Compared = true
	left := map[string][]Earlier{}
	for _, e := range earlier {
		left[e.Fingerprint] = append(left[e.Fingerprint], e)
	}
	take := func(f *Finding, fits func(Earlier) bool) bool {
		i := slices.IndexFunc(left[f.Fingerprint], fits)
		if i >= 0 {
			left[f.Fingerprint] = slices.Delete(left[f.Fingerprint], i, i+1)
		}
		return i >= 0
	}
	judge := func(findings []*Finding, waived bool) {
		for _, f := range findings {
			if take(f, func(e Earlier) bool { return (waived || !e.Waived) && e.Level == f.Level }) {
				f.State = Unchanged
			}
		}
		for _, f := range findings {
			if f.State == "" && take(f, func(e Earlier) bool { return waived || !e.Waived }) {
				f.State = Updated
			}
			f.State = cmp.Or(f.State, New)
		}
	}
	judge(pointers(r.Findings, func(f *Finding) *Finding { return f }), false)
	judge(pointers(r.Waived, func(w *Waived) *Finding { return &w.Finding }), true)
	gone := r.goneness()
	for _, e := range earlier {
		if slices.Contains(left[e.Fingerprint], e) && gone(e) {
			r.Absent = append(r.Absent, e)
		}
	}
	slices.SortStableFunc(r.Absent, func(a, b Earlier) int {
		return cmp.Or(strings.Compare(a.Rule, b.Rule), strings.Compare(a.Identity, b.Identity), strings.Compare(a.Property, b.Property), strings.Compare(a.Message, b.Message))
	})
}

func pointers[T any](list []T, finding func(*T) *Finding) []*Finding {
	all := make([]*Finding, len(list))
	for i := range list {
		all[i] = finding(&list[i])
	}
	return all
}

// goneness returns what tells whether an earlier finding that was not met is gone: its
// rule must have run and all it needs must have been there, and a finding that was
// waived must not have come back.
func (r *Result) goneness() func(Earlier) bool {
	ran, open, live := map[string]bool{}, map[[3]string]bool{}, map[string]bool{}
	for _, rule := range r.Rules {
		ran[rule.ID] = true
	}
	for _, o := range r.NotEvaluated {
		for _, lack := range o.Lacks {
			open[[3]string{lack.Rule.ID, o.Kind, o.Identity}] = true
		}
	}
	for _, f := range r.Findings {
		live[f.Fingerprint] = true
	}
	return func(e Earlier) bool {
		return len(r.Errors) == 0 && ran[e.Rule] && !open[[3]string{e.Rule, e.Kind, e.Identity}] && !(e.Waived && live[e.Fingerprint])
	}
}
