package report

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/exchlint/exchlint/internal/lint"
)

// many has findings on so many servers, a hundred on each.
func many(servers int) *lint.Result {
	r := empty()
	for s := range servers {
		for n := range 100 {
			f := [](func() lint.Finding){sampleNote, sampleWarning, sampleError}[n%3]()
			f.Identity = fmt.Sprintf(`EX%03d\Relay %d`, s, n)
			f.Location = at(fmt.Sprintf("exports/EX%03d.json", s), n+1, 2, n+1, 9, "")
			r.Findings = append(r.Findings, f)
		}
	}
	return r
}

func TestTheFirstScreenHasTheVerdictAndWhatToDo(t *testing.T) {
	screen := strings.Split(write(t, "text", many(5), Options{}), "\n")[:40]
	text := strings.Join(screen, "\n")
	for _, want := range []string{"FAILED", "165 errors", "DO FIRST", "> Set-ReceiveConnector 'EX000"} {
		if !strings.Contains(text, want) {
			t.Errorf("the first screen has no %q:\n%s", want, text)
		}
	}
}

func TestTenThousandFindingsAreLessThanTwoThousandLines(t *testing.T) {
	r := many(100)
	for _, by := range Groupings() {
		if n := strings.Count(write(t, "text", r, Options{GroupBy: by}), "\n"); n >= 2000 {
			t.Errorf("grouped by %s they are %d lines", by, n)
		}
	}
	if n := strings.Count(write(t, "text", r, Options{Verbose: true}), "EX099"); n < 100 {
		t.Errorf("-v shows %d of the last server's 100 findings", n)
	}
}

func TestLinesFitTheTerminalUnlessAWordOrACommandDoesNot(t *testing.T) {
	for _, width := range []int{40, 80, 120} {
		for line := range strings.Lines(write(t, "text", many(1), Options{Width: width})) {
			if utf8.RuneCountInString(strings.TrimSuffix(line, "\n")) > width && !strings.HasPrefix(line, "    > ") {
				t.Errorf("longer than %d: %s", width, line)
			}
		}
	}
}

var lineFormat = regexp.MustCompile(`^[^:]+:[0-9]+:[0-9]+: (error|warning|note): .+ \[[a-z/-]+\]\n$`)

func TestLinesHaveOneForm(t *testing.T) {
	r := many(1)
	r.Errors = untrustworthy().Errors[2:]
	n := 0
	for line := range strings.Lines(write(t, "lines", r, Options{})) {
		n++
		if !lineFormat.MatchString(line) {
			t.Errorf("no editor can read %q", line)
		}
	}
	if n != 102 {
		t.Errorf("%d lines", n)
	}
}

func TestFiltersDecideWhatIsShownAndNothingElse(t *testing.T) {
	r := many(3)
	for _, format := range []string{"text", "lines"} {
		out := write(t, format, r, Options{Server: "ex001", Severity: lint.Warning})
		if strings.Contains(out, `EX000\`) {
			t.Errorf("%s shows a server that was not asked for", format)
		}
		out = write(t, format, r, Options{Server: "ex00?", Severity: lint.Error})
		if strings.Contains(out, "logs nothing") || !strings.Contains(out, `EX002\`) {
			t.Errorf("%s shows a note, or no server", format)
		}
	}
	if out := write(t, "text", r, Options{Severity: lint.Error}); !strings.Contains(out, "99 errors, 99 warnings, 102 notes") {
		t.Errorf("the verdict does not count all:\n%.300s", out)
	}
	if all, some := write(t, "json", r, Options{}), write(t, "json", r, Options{Severity: lint.Error}); all != some {
		t.Error("a report for programs is filtered")
	}
}

func TestUnchangedFindingsAreCountedAndListedOnRequest(t *testing.T) {
	r := many(1)
	r.Compared = true
	for i := range r.Findings {
		r.Findings[i].State = lint.Unchanged
	}
	r.Findings[0].State = lint.New
	brief := write(t, "text", r, Options{})
	if !strings.Contains(brief, "1 new, 99 unchanged, 0 resolved") || strings.Contains(brief, `Relay 7`) {
		t.Errorf("the report is\n%s", brief)
	}
	if full := write(t, "text", r, Options{Verbose: true}); !strings.Contains(full, `Relay 7`) {
		t.Error("-v leaves an unchanged finding out")
	}
}

func TestBriefTextsAreShorterAndSaySo(t *testing.T) {
	f := sampleError()
	f.Identity, f.Property = `EX01\In`, "MaxMessageSize"
	f.Said = `MaxMessageSize is "37748736" here; by "<I>CN=A, O=B, C=US<S>CN=c.example, O=D" of 0123456789ABCDEF0123456789ABCDEF01234567`
	if got, want := claim(&f), "MaxMessageSize is 36 MB here"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := short(f.Said), `MaxMessageSize is "37748736" here; by "<I>CN=A<S>CN=c.example" of 01234567…`; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := brief("one two three four", 9, 1); len(got) != 1 || got[0] != "one two …" {
		t.Errorf("got %q", got)
	}
}
