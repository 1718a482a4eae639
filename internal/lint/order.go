package lint

import (
	"cmp"
	"slices"
	"strings"
)

// sort puts everything in the result into the one order that its content gives it.
func (r *Result) sort() {
	slices.SortStableFunc(r.Findings, func(a, b Finding) int {
		return cmp.Or(byPlace(a.Location, b.Location), strings.Compare(a.Rule.ID, b.Rule.ID),
			strings.Compare(a.Identity, b.Identity), strings.Compare(a.Property, b.Property), strings.Compare(a.Message, b.Message))
	})
	slices.SortStableFunc(r.NotEvaluated, func(a, b Gap) int {
		return cmp.Or(strings.Compare(a.Rule.ID, b.Rule.ID), strings.Compare(a.Kind, b.Kind), strings.Compare(a.Identity, b.Identity))
	})
	r.NotEvaluated = slices.CompactFunc(r.NotEvaluated, func(a, b Gap) bool {
		return a.Rule == b.Rule && a.Kind == b.Kind && a.Identity == b.Identity
	})
	slices.SortStableFunc(r.Skipped, func(a, b Skipped) int { return strings.Compare(a.File, b.File) })
	slices.SortStableFunc(r.Errors, byProblem)
	slices.SortStableFunc(r.Notices, byProblem)
	slices.Sort(r.Files)
}

func byPlace(a, b Location) int {
	return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.StartLine, b.StartLine), cmp.Compare(a.StartColumn, b.StartColumn))
}

func byProblem(a, b Problem) int {
	return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), strings.Compare(a.Message, b.Message))
}
