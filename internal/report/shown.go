package report

import (
	"cmp"
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/internal/lint"
)

// shown returns the findings that a person wants to see: of the servers and the level asked for.
// What decides, and every count of the whole, is the result.
func shown(findings []lint.Finding, o Options) []*lint.Finding {
	var kept []*lint.Finding
	for i := range findings {
		if f := &findings[i]; f.Level.AtLeast(cmp.Or(o.Severity, lint.Note)) && onServer(f, o.Server) {
			kept = append(kept, f)
		}
	}
	return kept
}

// onServer reports whether a finding is about a server that fits a pattern.
func onServer(f *lint.Finding, pattern string) bool {
	return pattern == "" || slices.ContainsFunc(f.Servers(), func(server string) bool { return values.Matches(pattern, server) })
}

// filtered reports whether the reader asked for some of the findings only.
func (o Options) filtered() bool { return o.Server != "" || o.Severity != "" }

// Filters reports whether a format shows only the findings that --server and --severity ask for.
// The others are read by programs, which need the whole result.
func Filters(format string) bool {
	return slices.Contains([]string{"text", "lines", "markdown", "html", "csv"}, format)
}

// byLevel returns findings with the worst first, those of one level in their own order.
func byLevel(findings []*lint.Finding) []*lint.Finding {
	sorted := slices.Clone(findings)
	slices.SortStableFunc(sorted, func(a, b *lint.Finding) int { return severity(a.Level) - severity(b.Level) })
	return sorted
}

// severity returns the place of a level among all, the worst first.
func severity(level lint.Level) int { return slices.Index(lint.Levels, level) }
