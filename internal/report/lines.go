package report

import (
	"bufio"
	"fmt"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/lint"
)

// incomplete stands for a rule's ID in the line of an input that could not be read.
const incomplete = "exchlint/incomplete"

// writeLines writes one line for each finding, for editors and problem matchers:
// path:line:col: level: message [rule].
func writeLines(w *bufio.Writer, r *lint.Result, o Options) {
	for _, f := range shown(r.Findings, o) {
		writeLine(w, f, "", o)
	}
	if o.ShowWaived {
		for i := range r.Waived {
			writeLine(w, &r.Waived[i].Finding, "waived, "+waiver(r.Waived[i])+": ", o)
		}
	}
	for _, p := range r.Problems() {
		fmt.Fprintf(w, "%s: %s: %s [%s]\n", lineOf(p), paint(levelColor(lint.Error), "error", o), message(p.Message), incomplete)
	}
}

func writeLine(w *bufio.Writer, f *lint.Finding, status string, o Options) {
	fmt.Fprintf(w, "%s: %s: %s%s [%s]\n", exactPlace(f.Location.File, f.Location.StartLine, f.Location.StartColumn),
		paint(levelColor(f.Level), string(f.Level), o), status, message(longValuesOf(f).cut(f.Message())), f.Rule.ID)
}

func lineOf(p diag.Diagnostic) string { return exactPlace(p.File, p.Line, p.Column) }

// exactPlace is a place that always has a line and a column, as a problem matcher wants it.
func exactPlace(name string, line, column int) string {
	if name == "" {
		name = "exchlint"
	}
	return fmt.Sprintf("%s:%d:%d", file(name), max(line, 1), max(column, 1))
}
