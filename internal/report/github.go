package report

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/exchlint/exchlint/internal/lint"
)

// annotationLimit is how many annotations of one level GitHub takes from a step; it
// drops the rest without a word.
const annotationLimit = 10

// annotation is a workflow command: what GitHub shows at a line of a file.
type annotation struct {
	command, title, text string
	location             lint.Location
}

// writeGitHub writes workflow commands, worst first, and closes with a notice that
// has the counts and says what GitHub would not have shown.
func writeGitHub(w *bufio.Writer, r *lint.Result, _ Options) {
	// The closing notice needs a place among the notices.
	room := map[string]int{"error": annotationLimit, "warning": annotationLimit, "notice": annotationLimit - 1}
	hidden := 0
	for _, a := range annotations(r) {
		if room[a.command] == 0 {
			hidden++
			continue
		}
		room[a.command]--
		fmt.Fprintf(w, "::%s %s::%s\n", a.command, properties(a), commandData(a.text))
	}
	closing := summary(r)
	if hidden > 0 {
		closing += fmt.Sprintf("; %d more than GitHub shows here: see exchlint's other reports, as --format text or sarif", hidden)
	}
	fmt.Fprintf(w, "::notice title=exchlint::%s\n", commandData(closing))
}

// annotations puts what makes the verdict untrustworthy before the findings.
func annotations(r *lint.Result) []annotation {
	var all []annotation
	for _, p := range r.Problems() {
		l := lint.Location{File: p.File}
		l.StartLine, l.StartColumn = p.Line, p.Column
		all = append(all, annotation{"error", "exchlint", "incomplete: " + message(p.Message), l})
	}
	for _, f := range annotated(r) {
		command := string(f.Level)
		if f.Level == lint.Note {
			command = "notice"
		}
		all = append(all, annotation{command, f.Rule.ID, message(longValuesOf(&f).cut(f.Message())), f.Location})
	}
	return all
}

// properties leaves the columns out where a value has several lines: GitHub refuses
// the two together.
func properties(a annotation) string {
	var all []string
	add := func(name string, n int) {
		if n > 0 {
			all = append(all, fmt.Sprintf("%s=%d", name, n))
		}
	}
	if l := a.location; l.File != "" {
		all = append(all, "file="+commandProperty(visible(l.File)))
		add("line", l.StartLine)
		add("endLine", l.EndLine)
		if l.EndLine <= l.StartLine {
			add("col", l.StartColumn)
			add("endColumn", l.EndColumn)
		}
	}
	return strings.Join(append(all, "title="+commandProperty(a.title)), ",")
}

// commandData escapes the text of a workflow command. Line breaks have become
// visible before, but a command must not hang on that.
func commandData(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

func commandProperty(s string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(commandData(s))
}
