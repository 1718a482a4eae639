package change

import (
	"fmt"
	"strings"

	"github.com/exchlint/exchlint/internal/lint"
)

// Acceptance is what a change file accepts of a statement: findings of some rules, for a reason.
type Acceptance struct {
	Rules     []string
	Reason    string
	Statement lint.Location
	Location  lint.Location // of the acceptance itself
	Used      bool
}

// ParseAcceptance reads the text of a comment: exchlint: accept RULE, RULE because TEXT. ok is
// false for any other comment.
func ParseAcceptance(comment string) (a Acceptance, ok bool, err error) {
	text, ok := strings.CutPrefix(strings.TrimSpace(strings.TrimLeft(comment, "# \t")), "exchlint:")
	if !ok {
		return a, false, nil
	}
	text, ok = strings.CutPrefix(strings.TrimSpace(text), "accept")
	if !ok {
		return a, true, fmt.Errorf("a comment of exchlint's is accept RULE because TEXT")
	}
	rules, reason, found := strings.Cut(text, " because ")
	if a.Reason = strings.TrimSpace(reason); !found || a.Reason == "" {
		return a, true, fmt.Errorf("accept without a reason: write accept RULE because TEXT")
	}
	for _, rule := range strings.Split(rules, ",") {
		if rule = strings.TrimSpace(rule); rule != "" {
			a.Rules = append(a.Rules, rule)
		}
	}
	if len(a.Rules) == 0 {
		return a, true, fmt.Errorf("accept without a rule: write accept RULE because TEXT")
	}
	return a, true, nil
}

// Within reports whether a place is in another one.
func Within(inner, outer lint.Location) bool {
	if inner.File != outer.File || inner.StartLine < outer.StartLine || inner.EndLine > outer.EndLine {
		return false
	}
	return (inner.StartLine > outer.StartLine || inner.StartColumn >= outer.StartColumn) && (inner.EndLine < outer.EndLine || inner.EndColumn <= outer.EndColumn)
}
