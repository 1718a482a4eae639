package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/lint"
)

// reasonLimit is how many reasons for checks not evaluated a report sums up.
const reasonLimit = 10

// missingLimit is how many things a reason names that a check would have needed.
const missingLimit = 4

// writeText writes for people: each finding with its source line, then what could
// not be judged, then the counts.
func writeText(w *bufio.Writer, r *lint.Result, o Options) {
	for _, f := range r.Findings {
		writeFinding(w, f, "", r, o)
	}
	if o.ShowWaived {
		for _, waived := range r.Waived {
			writeFinding(w, waived.Finding, "waived, "+waiver(waived)+": ", r, o)
		}
	}
	for _, p := range r.Errors {
		fmt.Fprintf(w, "%s: cannot be trusted: %s\n", problemPlace(p), message(p.Message))
	}
	if o.Quiet {
		return
	}
	if o.Verbose {
		writeAsides(w, r)
		writeConfiguration(w, r.Configuration)
	}
	if o.ShowPassed {
		writePasses(w, r)
	}
	writeReasons(w, r, o)
	fmt.Fprintln(w, summary(r))
}

func writeFinding(w *bufio.Writer, f lint.Finding, status string, r *lint.Result, o Options) {
	long := longValuesOf(&f)
	fmt.Fprintf(w, "%s: %s: %s%s [%s]\n", place(f.Location), paint(levelColor(f.Level), string(f.Level), o),
		status, message(long.cut(f.Message())), f.Rule.ID+standing(f.State))
	if o.Quiet {
		return
	}
	if source, carets := excerpt(f.Location); source != "" {
		gutter := fmt.Sprintf("%5d | ", f.Location.StartLine)
		fmt.Fprintf(w, "%s%s\n%*s%s\n", gutter, source, len(gutter), "| ", paint("1", carets, o))
	}
	if fix := oneLine(f.Remediation()); fix != "" { // whole, however long: half a command does something else
		fmt.Fprintf(w, "    fix: %s\n", visible(fix))
	}
	for _, related := range f.Related {
		fmt.Fprintf(w, "    see %s: %s\n", place(related.Location), message(long.cut(related.Message)))
	}
	if status == "" {
		fmt.Fprintf(w, "    or waive it: %s\n", visible(f.Waiver(r.AsOf)))
	}
}

// standing says that a finding is no news.
func standing(state lint.State) string {
	if state == lint.Unchanged || state == lint.Updated {
		return ", " + string(state)
	}
	return ""
}

// waiver says why a finding is accepted, and until when.
func waiver(w lint.Waived) string {
	s := value(w.Reason)
	if w.Ticket != "" {
		s += " (" + value(w.Ticket) + ")"
	}
	if !w.Expires.IsZero() {
		s += ", until " + w.Expires.UTC().Format("2006-01-02")
	}
	return s
}

// oneLine returns a remediation as one line to paste: its statements without the
// comments.
func oneLine(remediation string) string {
	var statements []string
	for line := range strings.Lines(remediation) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			statements = append(statements, line)
		}
	}
	return strings.Join(statements, "; ")
}

// writeAsides writes what was noticed and passed over while reading.
func writeAsides(w *bufio.Writer, r *lint.Result) {
	for _, p := range r.Notices {
		fmt.Fprintf(w, "%s: noticed: %s\n", problemPlace(p), message(p.Message))
	}
	for _, s := range r.Skipped {
		fmt.Fprintf(w, "%s: skipped: %s\n", file(s.File), message(s.Reason))
	}
}

// writePasses tells the rules that passed, and on how many objects.
func writePasses(w *bufio.Writer, r *lint.Result) {
	for i, n := range r.Passes {
		if n > 0 {
			fmt.Fprintf(w, "%s passed on %s\n", r.Rules[i].ID, count(n, "object"))
		}
	}
}

// writeReasons sums the checks that could not be evaluated up by what they lack.
func writeReasons(w *bufio.Writer, r *lint.Result, o Options) {
	alike := map[lint.Gap]int{} // objects that lack the same share their gaps
	for _, g := range r.Gaps() {
		alike[g]++
	}
	counts := map[string]int{}
	for g, n := range alike {
		counts[gapReason(g)] += n
	}
	reasons := slices.Collect(maps.Keys(counts))
	slices.SortFunc(reasons, func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	shown := len(reasons)
	if !o.Verbose {
		shown = min(shown, reasonLimit)
	}
	for _, reason := range reasons[:shown] {
		fmt.Fprintf(w, "%s not evaluated: %s\n", count(counts[reason], "check"), reason)
	}
	if more := len(reasons) - shown; more > 0 {
		fmt.Fprintf(w, "and %s more why checks were not evaluated\n", count(more, "reason"))
	}
}

// gapReason says why a check could not be evaluated and what it would need.
func gapReason(g lint.Gap) string {
	reason := strings.TrimSuffix(g.Reason, ".")
	if len(g.Missing) > 0 {
		reason += " (" + strings.Join(g.Missing[:min(len(g.Missing), missingLimit)], ", ")
		if more := len(g.Missing) - missingLimit; more > 0 {
			reason += fmt.Sprintf(" and %d more", more)
		}
		reason += ")"
	}
	return message(reason)
}

func place(l lint.Location) string {
	return placeAt(l.File, l.StartLine, l.StartColumn)
}

func problemPlace(p diag.Diagnostic) string {
	return placeAt(p.File, p.Line, p.Column)
}

// placeAt leaves out what is not known: a fault of a whole file has no line.
func placeAt(name string, line, column int) string {
	switch {
	case name == "":
		return "exchlint"
	case line == 0:
		return file(name)
	case column == 0:
		return fmt.Sprintf("%s:%d", file(name), line)
	}
	return fmt.Sprintf("%s:%d:%d", file(name), line, column)
}

// file shows a file's name. A line of a CI job's log that begins with two colons is
// a command, so a name never does.
func file(name string) string {
	if strings.HasPrefix(strings.TrimSpace(name), "::") {
		name = "./" + name
	}
	return visible(name)
}

func levelColor(level lint.Level) string {
	switch level {
	case lint.Error:
		return "1;31"
	case lint.Warning:
		return "1;33"
	}
	return "1;36"
}

// paint wraps a text in an ANSI sequence where the reader's terminal shows colours.
func paint(color, text string, o Options) string {
	if !o.Color {
		return text
	}
	return "\x1b[" + color + "m" + text + "\x1b[0m"
}

// Visible returns a text from an export, or from a path, as one line that a terminal
// does nothing but show.
func Visible(text string) string { return visible(text) }

// VisibleLines does the same for a text of several lines: they stay lines, tabs stay tabs.
func VisibleLines(text string) string { return lines(text) }

// WriteNotes writes what belongs beside a report, to standard error: what was left
// out or assumed, the reasons for distrust where no text report names them, what reports
// in these forms don't hold, and the verdict in one line.
func WriteNotes(w io.Writer, r *lint.Result, errors bool, formats ...string) {
	for _, s := range r.Skipped {
		if !s.Expected {
			fmt.Fprintf(w, "%s: skipped: %s\n", file(s.File), message(s.Reason))
		}
	}
	for _, p := range r.Notices {
		fmt.Fprintf(w, "%s: %s\n", problemPlace(p), message(p.Message))
	}
	for _, p := range r.Errors {
		if errors {
			fmt.Fprintf(w, "%s: cannot be trusted: %s\n", problemPlace(p), message(p.Message))
		}
	}
	if kept := worstOf(r); kept != "" && slices.Contains(formats, "github-sarif") {
		fmt.Fprintf(w, "github-sarif: only %s are written\n", kept)
	}
	if len(r.Rules) > 0 {
		fmt.Fprintf(w, "exchlint: %s\n", verdict(r))
	}
}

func verdict(r *lint.Result) string {
	switch {
	case !r.Trusted():
		return summary(r) // which says so itself
	case r.Failed():
		return "failed; " + summary(r)
	}
	return "passed; " + summary(r)
}

// writeConfiguration lists what the configuration takes away, but for files, which are listed as
// skipped.
func writeConfiguration(w *bufio.Writer, c *lint.Configuration) {
	if c == nil {
		return
	}
	for _, id := range c.Disabled {
		fmt.Fprintf(w, "%s: %s is disabled\n", file(c.File), id)
	}
	for _, l := range c.Lowered {
		fmt.Fprintf(w, "%s: %s is lowered to %s\n", file(c.File), l.Rule, l.Level)
	}
}
