package report

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/exchlint/exchlint/internal/lint"
)

// writeAzure writes logging commands of Azure Pipelines, worst first, and the counts. Azure knows
// errors and warnings only: a note is a warning that says so.
func writeAzure(w *bufio.Writer, r *lint.Result, _ Options) {
	for _, p := range r.Problems() {
		logIssue(w, "error", incomplete, p.File, p.Line, p.Column, "incomplete: "+message(p.Message))
	}
	for _, f := range annotated(r) {
		level, text := string(f.Level), message(longValuesOf(&f).cut(f.Message()))
		if f.Level == lint.Note {
			level, text = string(lint.Warning), "note: "+text
		}
		logIssue(w, level, f.Rule.ID, f.Location.File, f.Location.StartLine, f.Location.StartColumn, text)
	}
	fmt.Fprintf(w, "exchlint: %s; %s\n", strings.ToLower(verdictWord(r)), summary(r))
}

// logIssue writes a command with the properties that are known.
func logIssue(w *bufio.Writer, level, code, name string, line, column int, text string) {
	fmt.Fprintf(w, "##vso[task.logissue type=%s;", level)
	if name != "" {
		fmt.Fprintf(w, "sourcepath=%s;", azureProperty(visible(name)))
	}
	if line > 0 {
		fmt.Fprintf(w, "linenumber=%d;", line)
	}
	if column > 0 {
		fmt.Fprintf(w, "columnnumber=%d;", column)
	}
	fmt.Fprintf(w, "code=%s;]%s\n", azureProperty(code), azureData(text))
}

// azureData escapes the text of a command. Line breaks have become visible before, but a command
// must not hang on that.
func azureData(s string) string {
	return strings.NewReplacer("%", "%AZP25", "\r", "%0D", "\n", "%0A").Replace(s)
}

func azureProperty(s string) string {
	return strings.NewReplacer(";", "%3B", "]", "%5D").Replace(azureData(s))
}
