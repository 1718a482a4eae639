package report

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/rego/rules"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func write(t *testing.T, format string, r *lint.Result, o Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, format, r, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func results() map[string]*lint.Result {
	return map[string]*lint.Result{"sample": sample(), "empty": empty(), "untrusted": untrustworthy()}
}

func TestEveryFormatWritesEveryResultAsItDidBefore(t *testing.T) {
	for _, format := range Formats() {
		for name, r := range results() {
			golden(t, name+"."+format, write(t, format, r, Options{Version: "1.0.0"}))
		}
	}
	golden(t, "sample.json-passed", write(t, "json", sample(), Options{ShowPassed: true}))
	golden(t, "sample.text-quiet", write(t, "text", sample(), Options{Quiet: true}))
	golden(t, "sample.text-verbose", write(t, "text", sample(), Options{Verbose: true, ShowWaived: true}))
	golden(t, "sample.text-object", write(t, "text", sample(), Options{GroupBy: "object"}))
	golden(t, "sample.text-color", write(t, "text", sample(), Options{Color: true}))
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func TestNoFormatWritesWhatATerminalOrARunnerWouldObey(t *testing.T) {
	for _, format := range Formats() {
		for name, r := range results() {
			out := write(t, format, r, Options{Verbose: true, ShowWaived: true})
			obeyed(t, format+" of "+name, out, format)
		}
	}
}

func obeyed(t *testing.T, name, out, format string) {
	t.Helper()
	if !utf8.ValidString(out) {
		t.Errorf("%s is not UTF-8", name)
	}
	for _, r := range strings.TrimPrefix(out, "\ufeff") {
		if !unicode.IsGraphic(r) && r != '\n' && r != '\t' {
			t.Errorf("%s has %U", name, r)
		}
	}
	for line := range strings.Lines(out) {
		if strings.HasPrefix(strings.TrimSpace(line), "::") != (format == "github") {
			t.Errorf("%s has the line %s", name, line)
		}
		if format == "azure" {
			line = strings.TrimPrefix(line, "##vso[task.logissue ")
		}
		for _, opener := range []string{"##[", "##vso["} {
			if strings.Contains(line, opener) {
				t.Errorf("%s has %s", name, opener)
			}
		}
	}
}

func TestSameResultGivesSameBytes(t *testing.T) {
	for _, format := range Formats() {
		first, again := write(t, format, sample(), Options{}), write(t, format, sample(), Options{})
		if first != again {
			t.Errorf("%s differs", format)
		}
	}
}

func TestFormatsAreSortedAndOthersAreRefused(t *testing.T) {
	if want := []string{"azure", "csv", "github", "github-sarif", "gitlab", "json", "junit", "lines", "markdown", "sarif", "text"}; !slices.Equal(Formats(), want) {
		t.Errorf("formats are %q, want %q", Formats(), want)
	}
	err := Write(&bytes.Buffer{}, "yaml", empty(), Options{})
	if want := `unknown format "yaml": one of azure, csv, github, github-sarif, gitlab, json, junit, lines, markdown, sarif, text`; err == nil || err.Error() != want {
		t.Errorf("error is %v, want %s", err, want)
	}
}

func TestWriterThatFailsIsAnError(t *testing.T) {
	closed, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer closed.Close()
	for _, format := range Formats() {
		if Write(closed, format, sample(), Options{}) == nil {
			t.Errorf("%s to a file opened for reading is no error", format)
		}
	}
}

// crowd has so many findings of each level.
func crowd(n int) *lint.Result {
	r := empty()
	r.Rules = sample().Rules
	for range n {
		r.Findings = append(r.Findings, sampleNote(), sampleWarning(), sampleError())
	}
	return r
}

func TestGitHubGetsNoMoreAnnotationsThanItShows(t *testing.T) {
	out := write(t, "github", crowd(11), Options{})
	for _, command := range []string{"error", "warning", "notice"} {
		if n := strings.Count("\n"+out, "\n::"+command+" "); n != annotationLimit {
			t.Errorf("%d commands of %s, want %d", n, command, annotationLimit)
		}
	}
	if !strings.Contains(out, "; 4 more than GitHub shows here") {
		t.Errorf("no word on the other four:\n%s", out)
	}
}

func TestWhatIsMeantToBePastedIsNeverCut(t *testing.T) {
	f := sampleError()
	f.Identity = `EX01\` + strings.Repeat("In ", 1000)
	r := empty()
	r.Findings = []lint.Finding{f}
	out := write(t, "text", r, Options{Width: 60})
	if want := "> Set-ReceiveConnector '" + f.Identity + "' -AuthMechanism Tls\n"; !strings.Contains(out, want) {
		t.Errorf("there is no %s in\n%s", want, out)
	}
	out = write(t, "text", r, Options{Verbose: true})
	for _, whole := range []string{
		"fix: Set-ReceiveConnector '" + f.Identity + "' -AuthMechanism Tls\n",
		"or waive it: {rule: receive/tls-not-offered, object: '" + f.Identity + "', reason: '', expires: 2027-02-18}\n",
	} {
		if !strings.Contains(out, whole) {
			t.Errorf("there is no %s in\n%s", whole, out)
		}
	}
}

func TestTextSumsUpWhatIsMissing(t *testing.T) {
	r := empty()
	connector := read(`[{"Server": "EX01", "Name": "In"}]`).Objects("ReceiveConnector")[0]
	for i := range 12 {
		lack := &rules.Lack{Properties: []int{i}}
		r.NotEvaluated = append(r.NotEvaluated, lint.Open{Object: connector, Location: lint.Location{File: fmt.Sprint(i)}, Lacks: []lint.Lack{{Rule: logging, Lack: lack}}})
	}
	section := func(o Options) []string {
		_, after, _ := strings.Cut(write(t, "text", r, o), "NOT EVALUATED\n")
		return strings.Split(strings.TrimSuffix(after, "\n"), "\n")
	}
	if lines := section(Options{Width: 120}); len(lines) != causeLimit+1 || lines[causeLimit] != "and 2 more causes; -v lists all" {
		t.Errorf("the section is %q", lines)
	}
	if lines := section(Options{Width: 120, Verbose: true}); len(lines) != 12 {
		t.Errorf("the section of a verbose report is %q", lines)
	}
}
