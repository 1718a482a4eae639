package lint

import (
	"cmp"
	"slices"
	"strings"
)

// sortFindings puts the findings into the one order that their content gives them.
func (r *Result) sortFindings() {
	order := make([]*Finding, len(r.Findings)) // a finding is large, and would be moved about
	for i := range r.Findings {
		order[i] = &r.Findings[i]
	}
	slices.SortStableFunc(order, func(a, b *Finding) int {
		return cmp.Or(byPlace(&a.Location, &b.Location), strings.Compare(a.Rule.ID, b.Rule.ID),
			strings.Compare(a.Identity, b.Identity), strings.Compare(a.Property, b.Property), strings.Compare(a.Message, b.Message))
	})
	sorted := make([]Finding, len(order))
	for i, f := range order {
		sorted[i] = *f
	}
	r.Findings = sorted
}

// sort does the same for all else.
func (r *Result) sort() {
	slices.SortStableFunc(r.Skipped, func(a, b Skipped) int { return strings.Compare(a.File, b.File) })
	slices.SortStableFunc(r.Errors, byProblem)
	slices.SortStableFunc(r.Notices, byProblem)
	slices.Sort(r.Files)
}

func byPlace(a, b *Location) int {
	return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.StartLine, b.StartLine), cmp.Compare(a.StartColumn, b.StartColumn))
}

func byProblem(a, b Problem) int {
	return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), strings.Compare(a.Message, b.Message))
}
