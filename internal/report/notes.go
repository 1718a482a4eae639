package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/lint"
)

// WriteNotes writes what belongs beside a report, to standard error: what was skipped or assumed,
// the problems where no report on standard output names them, what reports in these formats leave
// out, and the verdict in one line, unless a text report has it.
func WriteNotes(w io.Writer, r *lint.Result, problems, verdict bool, formats ...string) {
	for _, s := range r.Skipped {
		if !s.Expected {
			fmt.Fprintf(w, "%s: skipped: %s\n", file(s.File), message(s.Reason))
		}
	}
	for _, p := range r.Notices {
		fmt.Fprintf(w, "%s: %s\n", problemPlace(p), message(p.Message))
	}
	for _, p := range r.Problems() {
		if problems {
			fmt.Fprintf(w, "%s: error: %s\n", problemPlace(p), message(p.Message))
		}
	}
	if kept := worstOf(r); kept != "" && slices.Contains(formats, "github-sarif") {
		fmt.Fprintf(w, "github-sarif: only %s are written\n", kept)
	}
	if verdict && len(r.Rules) > 0 {
		fmt.Fprintf(w, "exchlint: %s; %s\n", strings.ToLower(verdictWord(r)), summary(r))
	}
}

// Visible returns a text from an export, or from a path, as one line that a terminal does nothing
// but show.
func Visible(text string) string { return visible(text) }

// VisibleLines does the same for a text of several lines: they stay lines, tabs stay tabs.
func VisibleLines(text string) string { return lines(text) }

// file shows a file's name. A line of a CI job's log that begins with two colons is a command, so a
// name never does.
func file(name string) string {
	if strings.HasPrefix(strings.TrimSpace(name), "::") {
		name = "./" + name
	}
	return visible(name)
}
