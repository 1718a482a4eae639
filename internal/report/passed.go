package report

import (
	"iter"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/rego/rules"
)

// passing returns each rule with an object that passes it, by rule, kind and identity, if the run
// kept them.
func passing(r *lint.Result) iter.Seq2[*rules.Rule, *model.Object] {
	return func(yield func(*rules.Rule, *model.Object) bool) {
		for i, objects := range r.Passing {
			for _, o := range objects {
				if !yield(r.Rules[i], o) {
					return
				}
			}
		}
	}
}
