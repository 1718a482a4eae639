package report

import (
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/exchlint/exchlint/internal/lint"
)

// everyText is findings whose names and messages are of every kind of text that means something
// somewhere.
func everyText() *lint.Result {
	r := empty()
	for _, text := range []string{
		"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =cmd|' /C calc'!A1", "a;=1+1;b", "＝1",
		"*a* _b_ ~~c~~", "`code` ``more``", "# heading", "1. list", "- item", "> quote", "| a | b |", "[a](http://contoso.example)", "![a](b)",
		"https://contoso.example", "www.contoso.example", "admin@contoso.com", "@team", "#12", "GH-12", "contoso/repo#1", "a1b2c3d4e5f6a7b8", ":tada:",
		"<script>alert(1)</script>", "<!-- -->", "&amp;", "&#64;team", "$a$", "a\\", "a\\|b", "```", "quoted \"x@y\"z@w\"", "]]>", "%0A::error::x", "x;]y", "--",
	} {
		f := sampleError()
		f.Identity, f.Said, f.Location.File = `EX01\`+text, text+` is "`+text+`" here: `+text, "exports/"+text+".json"
		g := f
		g.Identity = text
		r.Findings = append(r.Findings, f, g)
	}
	return r
}

func TestEveryFindingIsInExactlyOneRowOfThePlan(t *testing.T) {
	for name, r := range map[string]*lint.Result{"many": many(3), "sample": sample(), "every text": everyText()} {
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(write(t, "csv", r, Options{}), "\ufeff"))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		sum := 0
		for i, row := range rows[1:] {
			n, err := strconv.Atoi(row[5])
			if err != nil || row[0] != strconv.Itoa(i+1) {
				t.Errorf("%s: row %d is %q", name, i+1, row)
			}
			sum += n
		}
		if sum != len(r.Findings) {
			t.Errorf("%s: the rows count %d findings of %d", name, sum, len(r.Findings))
		}
	}
}

func TestASpreadsheetMakesNoFormulaOfAnyCell(t *testing.T) {
	text := strings.TrimPrefix(write(t, "csv", everyText(), Options{}), "\ufeff")
	for _, comma := range ",;\t" {
		reader := csv.NewReader(strings.NewReader(text))
		reader.Comma, reader.LazyQuotes, reader.FieldsPerRecord = comma, true, -1
		rows, err := reader.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			for _, cell := range row {
				if strings.ContainsAny(strings.TrimLeft(cell, " \"")+" ", "=+-@＝＋－＠") && strings.IndexAny(strings.TrimLeft(cell, " \""), "=+-@＝＋－＠") == 0 {
					t.Errorf("split at %q there is the cell %q", comma, cell)
				}
			}
		}
	}
}

func TestAzureGetsOneCommandAFindingWorstFirst(t *testing.T) {
	r := many(1)
	r.Errors = untrustworthy().Errors
	command := regexp.MustCompile(`^##vso\[task\.logissue type=(error|warning);(?:(?:sourcepath|linenumber|columnnumber|code)=[^;\]]*;)+\]([^\r\n]+)$`)
	lines := strings.Split(strings.TrimSpace(write(t, "azure", r, Options{})), "\n")
	levels := ""
	for _, line := range lines[:len(lines)-1] {
		match := command.FindStringSubmatch(line)
		if match == nil {
			t.Fatalf("no command: %s", line)
		}
		levels += match[1][:1]
	}
	if want := strings.Repeat("e", 4+33) + strings.Repeat("w", 67); levels != want {
		t.Errorf("the levels are %s", levels)
	}
	for _, line := range strings.Split(strings.TrimSpace(write(t, "azure", everyText(), Options{})), "\n") {
		if !command.MatchString(line) && !strings.HasPrefix(line, "exchlint: failed") {
			t.Errorf("no command: %s", line)
		}
	}
}

func TestCodeQualityFingerprintsAreUniqueAndStable(t *testing.T) {
	r := many(2)
	r.Errors = untrustworthy().Errors
	var issues []gitLabIssue
	if err := json.Unmarshal([]byte(write(t, "gitlab", r, Options{})), &issues); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, issue := range issues {
		if seen[issue.Fingerprint] || issue.Fingerprint == "" || strings.HasPrefix(issue.Location.Path, "./") || issue.Location.Lines.Begin < 1 {
			t.Errorf("the issue %+v", issue)
		}
		seen[issue.Fingerprint] = true
	}
	if len(issues) != len(r.Findings)+len(r.Errors) {
		t.Errorf("%d issues", len(issues))
	}
	if got := write(t, "gitlab", empty(), Options{}); got != "[]\n" {
		t.Errorf("none are %q", got)
	}
}

type junitReport struct {
	Tests    int `xml:"tests,attr"`
	Failures int `xml:"failures,attr"`
	Suites   []struct {
		Name     string `xml:"name,attr"`
		Tests    int    `xml:"tests,attr"`
		Failures int    `xml:"failures,attr"`
		Errors   int    `xml:"errors,attr"`
		Skipped  int    `xml:"skipped,attr"`
		Cases    []struct {
			Name    string    `xml:"name,attr"`
			Failure *struct{} `xml:"failure"`
			Error   *struct{} `xml:"error"`
			Skipped *struct{} `xml:"skipped"`
		} `xml:"testcase"`
	} `xml:"testsuite"`
}

func TestJUnitCountsWhatItListsAndListsPassesOnRequest(t *testing.T) {
	for name, r := range map[string]*lint.Result{"sample": sample(), "empty": empty(), "untrusted": untrustworthy(), "many": many(2), "every text": everyText()} {
		var got junitReport
		if err := xml.Unmarshal([]byte(write(t, "junit", r, Options{ShowPassed: true})), &got); err != nil {
			t.Fatal(name, err)
		}
		tests := 0
		for _, s := range got.Suites {
			failures, errors, skipped, names := 0, 0, 0, map[string]bool{}
			for _, c := range s.Cases {
				switch {
				case c.Failure != nil:
					failures++
				case c.Error != nil:
					errors++
				case c.Skipped != nil:
					skipped++
				}
				if names[c.Name] {
					t.Errorf("%s: %s has two cases named %s", name, s.Name, c.Name)
				}
				names[c.Name] = true
			}
			passed := 0
			if r.Passing == nil && s.Name != "exchlint" {
				passed = s.Tests - len(s.Cases)
			}
			if failures != s.Failures || errors != s.Errors || skipped != s.Skipped || passed+len(s.Cases) != s.Tests {
				t.Errorf("%s: the suite %s counts otherwise than it lists", name, s.Name)
			}
			tests += s.Tests
		}
		if got.Tests != tests {
			t.Errorf("%s: %d tests, the suites have %d", name, got.Tests, tests)
		}
	}
}

func TestMarkdownKeepsWithinTheLimitsOfSummariesAndComments(t *testing.T) {
	r := many(100)
	whole, short := write(t, "markdown", r, Options{}), write(t, "markdown", r, Options{Short: true})
	if len(whole) > 1<<20 || !strings.Contains(whole, "left out here for want of room") {
		t.Errorf("the whole report has %d bytes, or does not say what it leaves out", len(whole))
	}
	if n := utf8.RuneCountInString(short); n > 1<<16 || n < 1000 {
		t.Errorf("the short report has %d characters", n)
	}
	if r = many(1); strings.Count(write(t, "markdown", r, Options{}), "- **") != 100 {
		t.Error("not every finding is listed")
	}
}

func TestNoTextIsMarkupInMarkdown(t *testing.T) {
	cmark, err := exec.LookPath("cmark-gfm")
	if err != nil {
		t.Skip("cmark-gfm is missing")
	}
	own := regexp.MustCompile(`^</?(document|heading|paragraph|list|item|strong|text|code|code_block|softbreak)\b`)
	for name, r := range map[string]*lint.Result{"sample": sample(), "every text": everyText(), "untrusted": untrustworthy()} {
		out := write(t, "markdown", r, Options{ShowWaived: true, ShowPassed: true})
		command := exec.Command(cmark, "--to", "xml", "-e", "table", "-e", "autolink", "-e", "strikethrough", "-e", "tagfilter")
		command.Stdin = strings.NewReader(out)
		tree, err := command.Output()
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(string(tree), "\n")[2:] {
			if line = strings.TrimSpace(line); line != "" && !own.MatchString(line) {
				t.Errorf("%s has %s", name, line)
			}
		}
		if n := strings.Count(string(tree), "<strong>"); n < len(r.Findings) || n > 2*len(r.Findings)+1 {
			t.Errorf("%s has %d strong texts", name, n)
		}
	}
}

func TestProseIsWhatNoReaderTakesForMarkup(t *testing.T) {
	for text, want := range map[string]string{
		`expires on 2026-12-01, in 11 days`:    `expires on 2026-12-01, in 11 days`,
		`MaxMessageSize is "36 MB" at 12:30.`:  `MaxMessageSize is "36 MB" at 12:30.`,
		`see www.contoso.example (GH-1)`:       "see `www.contoso.example` `(GH-1)`",
		`at https://contoso.example, @all #1`:  "at `https://contoso.example,` `@all` `#1`",
		`is "<I>CN=A B<S>CN=C" here`:           "is `\"<I>CN=A B<S>CN=C\"` here",
		"a `b` c":                              "a `` `b` `` c",
		`certificate FC82AEAFCD568FDFE9C3FD8D`: "certificate `FC82AEAFCD568FDFE9C3FD8D`",
	} {
		if got := prose(text); got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}
