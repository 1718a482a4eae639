package report

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/rego/rules"
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

func TestACommandIsOneLineThatDoesTheSame(t *testing.T) {
	for script, want := range map[string]string{
		"":                                   "",
		"# only said":                        "",
		"Get-X\nSet-X":                       "Get-X; Set-X",
		"Set-X `\n\t-Name A `\n\t-Port 25\n": "Set-X -Name A -Port 25",
		"Get-X |\n  Set-X\nGet-Y\n| Set-Y":   "Get-X | Set-X; Get-Y | Set-Y",
		"foreach ($x in $y) {\n  Set-X $x\n  # twice\n  Set-X $x\n}\nGet-X": "foreach ($x in $y) { Set-X $x; Set-X $x }; Get-X",
		"Set-X -Range 1,\n  2": "Set-X -Range 1, 2",
	} {
		if got := oneLine(script); got != want {
			t.Errorf("%q gives %q, want %q", script, got, want)
		}
	}
}

func TestTextSaysConditionsCautionsAndWithVerboseAlternatives(t *testing.T) {
	f := sampleError()
	rule := *noTLS
	rule.Remedy = rules.Remedy{Fix: rules.Choice, Steps: []rules.Step{
		{Do: "Ask the owner\x1b"},
		{Do: "Offer STARTTLS", When: "the device speaks TLS", Command: "Set-ReceiveConnector <identity> -AuthMechanism Tls", Caution: "It restarts\u202e nothing"},
	}, Alternatives: []rules.Alternative{{Note: "Or retire it", Steps: []rules.Step{{Command: "Remove-ReceiveConnector <identity>"}}}}}
	f.Rule, f.Identity = &rule, `EX01\In`
	r := empty()
	r.Findings = []lint.Finding{f}
	out := write(t, "text", r, Options{})
	for _, want := range []string{"    Ask the owner\\u001b\n", "    If the device speaks TLS: Offer STARTTLS\n    > Set-ReceiveConnector 'EX01\\In' -AuthMechanism Tls\n      It restarts\\u202e nothing\n"} {
		if !strings.Contains(out, want) {
			t.Errorf("there is no %q in\n%s", want, out)
		}
	}
	full := write(t, "text", r, Options{Verbose: true})
	if strings.Contains(out, "Remove-") || !strings.Contains(full, "    or: Or retire it\n        Remove-ReceiveConnector 'EX01\\In'\n") {
		t.Errorf("alternatives are shown without -v, or not with it:\n%s", full)
	}
}

func TestTheFirstScreenOfFiveHundredFindingsHasTheFirstCauses(t *testing.T) {
	screen := strings.Join(strings.Split(write(t, "text", many(5), Options{}), "\n")[:40], "\n")
	if n := strings.Count(screen, "    > "); n < 3 {
		t.Errorf("it has %d commands:\n%s", n, screen)
	}
}
