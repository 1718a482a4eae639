package lint

import (
	"cmp"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/rego/rules"
)

// Current returns earlier findings under the current IDs of rules that have been renamed since, and
// a notice for each of these rules.
func Current(earlier []Earlier, list []*rules.Rule) ([]Earlier, diag.List) {
	noted, notices := map[string]bool{}, diag.List{}
	earlier = slices.Clone(earlier)
	for i, e := range earlier {
		id := rules.CurrentID(list, e.Rule)
		if id == e.Rule {
			continue
		}
		if !noted[e.Rule] {
			noted[e.Rule], notices = true, append(notices, diag.Diagnostic{Message: "baseline: " + Renamed(e.Rule, id)})
		}
		earlier[i].Rule, earlier[i].Fingerprint = id, fingerprint(id, e.Kind, e.Identity, e.Property)
	}
	return earlier, notices
}

// compare gives every finding its state against an earlier report, and lists what that
// had and this run found no more. A finding that was waived then counts as new now.
func (r *Result) compare(earlier []Earlier) {
	r.Compared = true
	u := unmet{}
	for _, e := range earlier {
		u[e.Fingerprint] = append(u[e.Fingerprint], e)
	}
	u.meet(pointers(r.Findings, func(f *Finding) *Finding { return f }), false)
	u.meet(pointers(r.Waived, func(w *Waived) *Finding { return &w.Finding }), true)
	r.Absent = r.gone(u.rest(earlier))
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

// unmet are the earlier findings that were not met yet, by fingerprint. Several may share
// one: of objects that nobody can tell apart.
type unmet map[string][]Earlier

// take takes one of a fingerprint that fits, and reports whether there was one.
func (u unmet) take(fingerprint string, fits func(Earlier) bool) bool {
	i := slices.IndexFunc(u[fingerprint], fits)
	if i >= 0 {
		u[fingerprint] = slices.Delete(u[fingerprint], i, i+1)
	}
	return i >= 0
}

// meet gives findings of now their state. One that is not waived meets none that was.
func (u unmet) meet(findings []*Finding, waived bool) {
	for _, f := range findings {
		if u.take(f.Fingerprint, func(e Earlier) bool { return (waived || !e.Waived) && e.Level == f.Level }) {
			f.State = Unchanged
		}
	}
	for _, f := range findings {
		if f.State == "" && u.take(f.Fingerprint, func(e Earlier) bool { return waived || !e.Waived }) {
			f.State = Updated
		}
		f.State = cmp.Or(f.State, New)
	}
}

// rest takes out those that were not met, in the order of the report.
func (u unmet) rest(earlier []Earlier) (rest []Earlier) {
	for _, e := range earlier {
		if u.take(e.Fingerprint, func(other Earlier) bool { return other == e }) {
			rest = append(rest, e)
		}
	}
	return rest
}

// gone returns those of the earlier findings that were not met that are gone: their rule
// must have run and all it needs must have been there, and a finding that was waived must
// not have come back.
func (r *Result) gone(rest []Earlier) (gone []Earlier) {
	ran, live := map[string]bool{}, map[string]bool{}
	for _, rule := range r.Rules {
		ran[rule.ID] = len(r.Errors) == 0
	}
	for _, f := range r.Findings {
		live[f.Fingerprint] = true
	}
	open := r.open(rest)
	for _, e := range rest {
		if ran[e.Rule] && !open[e.Fingerprint] && !(e.Waived && live[e.Fingerprint]) {
			gone = append(gone, e)
		}
	}
	return gone
}

// open returns the fingerprints of what earlier findings may be about and could not be
// evaluated. A report shows a name in its own way; a fingerprint is of the name as it is.
func (r *Result) open(rest []Earlier) map[string]bool {
	properties := map[string]map[string]bool{} // by rule
	for _, e := range rest {
		if properties[e.Rule] == nil {
			properties[e.Rule] = map[string]bool{}
		}
		properties[e.Rule][e.Property] = true
	}
	open := map[string]bool{}
	for _, o := range r.NotEvaluated {
		for _, lack := range o.Lacks {
			for property := range properties[lack.Rule.ID] {
				open[fingerprint(lack.Rule.ID, o.Kind, o.Identity, property)] = true
			}
		}
	}
	return open
}
