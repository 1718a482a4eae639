// Package report writes a verdict for its reader: a person at a terminal, a CI
// job, GitHub code scanning, another program.
//
// What comes in is a [lint.Result] and a writer, what goes out are bytes that
// depend on nothing else. An export is written by whoever could name a connector,
// so every text of a result is data: what a terminal, a browser or a CI runner
// would act on, or what would make a name look like another one, is shown as its
// code (`\u202e`) in every format, and what a medium has of its own besides, a
// SARIF message's links or the percent signs of a workflow command, is escaped
// where that medium is written.
package report

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/lint"
)

// Options is what a report's reader may choose.
type Options struct {
	Version    string     // exchlint's own
	Profile    string     // the rules that ran: default, hardening, ...
	Color      bool       // the medium is a terminal that shows colors
	Width      int        // the terminal's, in characters; 0 where there is none
	Quiet      bool       // of text: one line for each finding and error, nothing else
	Verbose    bool       // of text: every finding in full, also unchanged ones, notices and skipped files
	Excerpts   bool       // of text: also the source lines
	ShowWaived bool       // also what the configuration accepts
	ShowPassed bool       // also what passed
	Short      bool       // of markdown: no more than a comment may have
	GroupBy    string     // of text: one of [Groupings]; "" for causes
	Server     string     // show only findings about servers that fit this pattern; "" for all
	Severity   lint.Level // show only findings of this level and worse; "" for all
}

// formats are the writers by name. None looks at an error: a bufio.Writer keeps its
// first one until it is flushed.
var formats = map[string]func(*bufio.Writer, *lint.Result, Options){
	"azure":        writeAzure,
	"csv":          writeCSV,
	"github":       writeGitHub,
	"github-sarif": writeGitHubSARIF,
	"gitlab":       writeGitLab,
	"json":         writeJSON,
	"junit":        writeJUnit,
	"lines":        writeLines,
	"markdown":     writeMarkdown,
	"sarif":        writeSARIF,
	"text":         writeText,
}

// Formats lists the names that Write knows, sorted.
func Formats() []string {
	return slices.Sorted(maps.Keys(formats))
}

// ShowsLines reports whether a form shows the lines that findings stand in.
func ShowsLines(format string) bool { return format == "text" }

// ShowsPassing reports whether a form shows which objects pass each rule, if its reader asks for
// what passed, or anyway.
func ShowsPassing(format string, asked bool) bool {
	return asked && (format == "json" || format == "junit")
}

// Write writes a result in one form. It errs where the form is unknown or w is not
// to be written.
func Write(w io.Writer, format string, r *lint.Result, o Options) error {
	write, ok := formats[format]
	if !ok {
		return fmt.Errorf("unknown format %q: one of %s", format, strings.Join(Formats(), ", "))
	}
	buffered := bufio.NewWriter(w)
	write(buffered, r, o)
	return buffered.Flush()
}

// annotated returns the findings that a change request or a pull request is to be told of, the worst
// first: where a planned change is judged, those that it causes.
func annotated(r *lint.Result) []lint.Finding {
	findings := worstFirst(r.Findings)
	if r.Change == nil && r.Diff == nil && r.Rotation == nil {
		return findings
	}
	return slices.DeleteFunc(findings, func(f lint.Finding) bool { return f.State == lint.Unchanged })
}

// worstFirst returns the findings by level, those of one level in their own order.
func worstFirst(findings []lint.Finding) []lint.Finding {
	sorted := slices.Clone(findings)
	slices.SortStableFunc(sorted, func(a, b lint.Finding) int {
		return slices.Index(lint.Levels, a.Level) - slices.Index(lint.Levels, b.Level)
	})
	return sorted
}
