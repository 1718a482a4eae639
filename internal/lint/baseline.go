package lint

import (
	"cmp"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/exchange/model"
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
	c := newComparison(earlier)
	c.meet(pointers(r.Findings, func(f *Finding) *Finding { return f }), false)
	c.meet(pointers(r.Waived, func(w *Waived) *Finding { return &w.Finding }), true)
	if c.unvalued {
		r.Notices = append(r.Notices, diag.Diagnostic{Message: "baseline: it has no values, as exchlint wrote it earlier: only levels are compared; write it again to compare values too"})
	}
	r.Absent = r.gone(c.rest())
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

// comparison finds for each finding the one of an earlier report that it was.
type comparison struct {
	earlier  []Earlier
	unmet    map[likeness][]int // those that were not met yet, by their place in earlier
	met      []bool
	valued   bool // some earlier finding has a value
	unvalued bool // none has, and a finding that was met could be compared by its value
	worse    map[valueOf]bool
}

// likeness is what earlier findings share that one finding may have been: of objects that nobody can
// tell apart, or of several values of one property.
type likeness struct {
	fingerprint string
	level       Level
	waived      bool
}

// valueOf is what one or more findings are about.
type valueOf struct {
	object   *model.Object
	property string
}

func newComparison(earlier []Earlier) *comparison {
	c := &comparison{earlier: earlier, unmet: map[likeness][]int{}, met: make([]bool, len(earlier)), worse: map[valueOf]bool{}}
	for i, e := range earlier {
		like := likeness{e.Fingerprint, e.Level, e.Waived}
		c.unmet[like] = append(c.unmet[like], i)
		c.valued = c.valued || e.Value != nil
	}
	return c
}

// take returns an earlier finding of a fingerprint and one of some levels, and takes it out. One that
// was waived is only met by one that is.
func (c *comparison) take(fingerprint string, waived bool, levels ...Level) (Earlier, bool) {
	for _, level := range levels {
		for _, like := range []likeness{{fingerprint, level, false}, {fingerprint, level, true}} {
			if list := c.unmet[like]; len(list) > 0 && (waived || !like.waived) {
				c.unmet[like], c.met[list[0]] = list[1:], true
				return c.earlier[list[0]], true
			}
		}
	}
	return Earlier{}, false
}

// meet gives findings of now their state.
func (c *comparison) meet(findings []*Finding, waived bool) {
	for _, f := range findings {
		if e, ok := c.take(f.Fingerprint, waived, f.Level); ok {
			c.update(f, e)
		}
	}
	for _, f := range findings {
		if f.State != "" {
			continue
		}
		f.State = New
		if e, ok := c.take(f.Fingerprint, waived, Levels...); ok {
			c.update(f, e)
		}
	}
}

// update gives a finding the state that it has as the successor of an earlier one.
func (c *comparison) update(f *Finding, e Earlier) {
	f.Worse = !e.Level.AtLeast(f.Level) || c.gotWorse(f, e)
	f.State = Unchanged
	if f.Worse || f.Level != e.Level {
		f.State = Updated
	}
}

// gotWorse reports whether the value that a finding is about got worse.
func (c *comparison) gotWorse(f *Finding, e Earlier) bool {
	if f.Object == nil || worsened[f.Property] == nil {
		return false
	}
	now, known := f.Object.Value(f.Property)
	if !known {
		return false
	}
	c.unvalued = c.unvalued || !c.valued
	about := valueOf{f.Object, f.Property}
	if _, compared := c.worse[about]; !compared {
		c.worse[about] = worse(f.Property, e.Value, now)
	}
	return c.worse[about]
}

// rest returns those that were not met, in the order of the report.
func (c *comparison) rest() (rest []Earlier) {
	for i, e := range c.earlier {
		if !c.met[i] {
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
