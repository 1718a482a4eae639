package lint

import (
	"iter"
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/rego/rules"
)

// Gap is a check that could not be evaluated, with the reason in words.
type Gap struct {
	Rule *rules.Rule
	*model.Gap
}

// Gaps returns every check that could not be evaluated, by rule, kind and identity.
func (r *Result) Gaps() iter.Seq2[*Open, Gap] {
	return func(yield func(*Open, Gap) bool) {
		var reasons Reasons
		for open, n := range r.LeftOpen() {
			if !yield(open, reasons.Gap(open, n)) {
				return
			}
		}
	}
}

// LeftOpen returns the same without words: the object, and the place of the check among its
// Lacks.
func (r *Result) LeftOpen() iter.Seq2[*Open, int] {
	return func(yield func(*Open, int) bool) {
		next := make([]int32, len(r.NotEvaluated)) // by object: the first that has not been told
		for _, rule := range r.Rules {
			for i := range r.NotEvaluated {
				open := &r.NotEvaluated[i]
				n := int(next[i])
				if n == len(open.Lacks) || open.Lacks[n].Rule != rule {
					continue
				}
				next[i]++
				if !yield(open, n) {
					return
				}
			}
		}
	}
}

// Reasons puts into words why checks could not be evaluated: anew only where the one before,
// for want of the same properties, had other reasons.
type Reasons struct {
	last map[*rules.Lack]reasoned
}

// reasoned is a lack, why each of its properties is lacking, and the whole in words.
type reasoned struct {
	why []*model.Gap
	gap *model.Gap
}

// Gap tells why the check of an object, by its place in Lacks, could not be evaluated.
func (r *Reasons) Gap(o *Open, n int) Gap {
	lack := o.Lacks[n]
	last, known := r.last[lack.Lack]
	if !known || !slices.EqualFunc(lack.Properties, last.why, func(property int, why *model.Gap) bool { return o.Object.Why(property) == why }) {
		last = reasoned{gap: lack.Of(o.Object)}
		for _, property := range lack.Properties {
			last.why = append(last.why, o.Object.Why(property))
		}
		if r.last == nil {
			r.last = map[*rules.Lack]reasoned{}
		}
		r.last[lack.Lack] = last
	}
	return Gap{lack.Rule, last.gap}
}
