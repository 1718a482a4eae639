package lint

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/rego/rules"
)

// CheckExamples has a rule of a set judge its own examples, as raw exports through the
// whole pipeline, as of an instant and of the organization that the rule's configuration
// describes. It returns what is wrong with them, each as one sentence: the rule must
// fire on the bad one and pass on the good one.
func CheckExamples(ctx context.Context, set *rules.Set, rule *rules.Rule, asOf time.Time, known model.OrganizationHints) (wrong []string) {
	options := Options{AsOf: asOf, Known: known}
	bad, good := example(ctx, set, rule, rule.Bad(), options), example(ctx, set, rule, rule.Good(), options)
	switch {
	case bad == nil:
		wrong = append(wrong, "the failing example is missing: add bad.json")
	case len(bad.Findings) == 0:
		wrong = append(wrong, fmt.Sprintf("%s does not make it fire%s", rule.Bad().File, hindrance(bad)))
	}
	switch {
	case good == nil:
		wrong = append(wrong, "the passing example is missing: add good.json")
	case len(good.Findings) > 0:
		wrong = append(wrong, fmt.Sprintf("%s makes it fire: %s", rule.Good().File, good.Findings[0].Message()))
	case len(good.NotEvaluated) > 0 || !good.Trusted() || good.Passed == 0:
		wrong = append(wrong, fmt.Sprintf("%s proves nothing%s", rule.Good().File, hindrance(good)))
	}
	return wrong
}

// example lints one example with one rule; nil where there is none.
func example(ctx context.Context, set *rules.Set, rule *rules.Rule, example rules.Example, options Options) *Result {
	if example.Text == "" {
		return nil
	}
	input := Input{Name: example.File, Data: []byte(example.Text), Named: true}
	options.Rules = []*rules.Rule{rule}
	result := Run(ctx, []Input{input}, set, options)
	// Which values count as lost hangs on the other rules, so they find beside it.
	options.Rules = set.Rules
	all := Run(ctx, []Input{input}, set, options)
	result.Findings = slices.DeleteFunc(all.Findings, func(f Finding) bool { return f.Rule != rule })
	return result
}

// hindrance says what kept a rule from judging an example.
func hindrance(r *Result) string {
	var reasons []string
	for _, problem := range r.Errors {
		reasons = append(reasons, problem.Message)
	}
	for open, gap := range r.Gaps() {
		reasons = append(reasons, fmt.Sprintf("%s: %s (%s)", open.Identity, gap.Reason, strings.Join(gap.Missing, ", ")))
	}
	if len(reasons) == 0 && r.Passed == 0 {
		return ": nothing in it is of a kind that the rule is about"
	}
	if len(reasons) == 0 {
		return ""
	}
	return ": " + strings.Join(slices.Compact(reasons), "; ")
}
