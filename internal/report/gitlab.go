package report

import (
	"bufio"
	"encoding/json"
	"fmt"
	"path"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/lint"
)

// gitLabIssue is an entry of a Code Quality report.
type gitLabIssue struct {
	Description string         `json:"description"`
	CheckName   string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"`
	Location    gitLabLocation `json:"location"`
}

type gitLabLocation struct {
	Path  string      `json:"path"`
	Lines gitLabLines `json:"lines"`
}

type gitLabLines struct {
	Begin int `json:"begin"`
}

// gitLabSeverity is what GitLab calls the levels.
var gitLabSeverity = map[lint.Level]string{lint.Error: "critical", lint.Warning: "major", lint.Note: "info"}

// writeGitLab writes a Code Quality report. What could not be read is an issue too: a merge request
// that has none would look clean.
func writeGitLab(w *bufio.Writer, r *lint.Result, _ Options) {
	prints := fingerprints{}
	separator := "[\n"
	for issue := range issues(r) {
		issue.Fingerprint = prints.unique(issue.Fingerprint)
		text, _ := json.Marshal(issue) // it has no value that JSON lacks
		w.WriteString(separator)
		w.Write(text)
		separator = ",\n"
	}
	if separator == "[\n" {
		w.WriteByte('[')
	}
	w.WriteString("]\n")
}

// issues yields what was found and what was not read.
func issues(r *lint.Result) func(yield func(gitLabIssue) bool) {
	return func(yield func(gitLabIssue) bool) {
		for _, p := range r.Problems() {
			if !yield(problemIssue(p)) {
				return
			}
		}
		for i := range r.Findings {
			f := &r.Findings[i]
			issue := gitLabIssue{message(longValuesOf(f).cut(f.Message())), f.Rule.ID, f.Fingerprint, gitLabSeverity[f.Level], locatedAt(f.Location.File, f.Location.StartLine)}
			if !yield(issue) {
				return
			}
		}
	}
}

func problemIssue(p diag.Diagnostic) gitLabIssue {
	return gitLabIssue{message(p.Message), incomplete, lint.Fingerprint(incomplete, "", p.File, p.Message), "blocker", locatedAt(p.File, p.Line)}
}

// locatedAt returns a place as GitLab wants it: relative to the repository, in no file at its root.
func locatedAt(name string, line int) gitLabLocation {
	return gitLabLocation{path.Clean(visible(name)), gitLabLines{max(line, 1)}}
}

// fingerprints counts how often each was given out.
type fingerprints map[string]int

// unique returns a fingerprint that no other finding of the report has: findings that share one get
// a number, in their order.
func (given fingerprints) unique(print string) string {
	given[print]++
	if n := given[print]; n > 1 {
		return fmt.Sprintf("%s-%d", print, n)
	}
	return print
}
