package report

import (
	"fmt"
	"strings"

	"github.com/exchlint/exchlint/internal/lint"
)

// summary is the whole result in one line.
func summary(r *lint.Result) string {
	s := fmt.Sprintf("%s, %s, %s; %s passed, %d could not be evaluated",
		count(r.Count(lint.Error), "error"), count(r.Count(lint.Warning), "warning"),
		count(r.Count(lint.Note), "note"), count(r.Passed, "check"), r.Unevaluated())
	if len(r.Waived) > 0 {
		s += fmt.Sprintf(", %d waived", len(r.Waived))
	}
	if r.Compared {
		s += fmt.Sprintf("; %d new, %d gone since the baseline", news(r), len(r.Absent))
	}
	if configured := configurationSummary(r.Configuration); configured != "" {
		s += "; " + configured
	}
	if !r.Trusted() {
		s += "; incomplete: findings may be missing"
	}
	return s
}

// news counts the findings that an earlier report didn't have.
func news(r *lint.Result) (n int) {
	for _, f := range r.Findings {
		if f.State == lint.New {
			n++
		}
	}
	return n
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// configurationSummary counts what the configuration takes away; "" for nothing.
func configurationSummary(c *lint.Configuration) string {
	if c == nil {
		return ""
	}
	var parts []string
	for _, part := range []struct {
		n    int
		noun string
		does string
	}{{len(c.Disabled), "rule", " disabled"}, {len(c.Lowered), "rule", " lowered"}, {len(c.Ignored), "file", " ignored"}} {
		if part.n > 0 {
			parts = append(parts, count(part.n, part.noun)+part.does)
		}
	}
	if c.FailOn != "" {
		parts = append(parts, "fails on "+c.FailOn)
	}
	if len(parts) == 0 {
		return ""
	}
	return visible(c.File) + ": " + strings.Join(parts, ", ")
}
