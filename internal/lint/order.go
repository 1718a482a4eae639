package lint

import (
	"cmp"
	"slices"
	"strings"
)

// sorted returns findings in the one order that their content gives them.
func sorted(findings []*Finding) []Finding {
	slices.SortStableFunc(findings, func(a, b *Finding) int {
		return cmp.Or(byPlace(&a.Location, &b.Location), strings.Compare(a.Rule.ID, b.Rule.ID),
			strings.Compare(a.Identity, b.Identity), strings.Compare(a.Property, b.Property), strings.Compare(a.Said, b.Said))
	})
	sorted := make([]Finding, len(findings))
	for i, f := range findings {
		sorted[i] = *f
	}
	return sorted
}

// sort does the same for all else.
func (r *Result) sort() {
	slices.SortStableFunc(r.Skipped, func(a, b Skipped) int { return strings.Compare(a.File, b.File) })
	r.Errors.Sort()
	r.Notices.Sort()
	slices.Sort(r.Files)
}

func byPlace(a, b *Location) int {
	return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.StartLine, b.StartLine), cmp.Compare(a.StartColumn, b.StartColumn))
}
