package report

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func readLog(t *testing.T, out string) sarifRun {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(out))
	decoder.DisallowUnknownFields()
	var log sarifLog
	if err := decoder.Decode(&log); err != nil {
		t.Fatal(err)
	}
	if len(log.Runs) != 1 || strings.Contains(out, ": null") {
		t.Fatalf("%d runs, or something is null:\n%s", len(log.Runs), out)
	}
	return log.Runs[0]
}

func TestSARIFHoldsToTheStandard(t *testing.T) {
	for _, format := range []string{"sarif", "github-sarif"} {
		for name, r := range results() {
			t.Run(format+" of "+name, func(t *testing.T) {
				run := readLog(t, write(t, format, r, Options{}))
				checkRules(t, run.Tool.Driver)
				prints := map[string]bool{}
				for _, result := range run.Results {
					checkResult(t, result, run.Tool.Driver.Rules)
					hash := result.PartialFingerprints.Primary
					if prints[hash] || !strings.HasPrefix(hash, result.PartialFingerprints.Own+":") || result.PartialFingerprints.Own == "" {
						t.Errorf("a second result, or none, of fingerprint %s", hash)
					}
					prints[hash] = true
				}
				for _, n := range run.Invocations[0].Notifications {
					if id := run.Tool.Driver.Notifications[n.Descriptor.Index].ID; id != n.Descriptor.ID {
						t.Errorf("notification %s points at %s", n.Descriptor.ID, id)
					}
				}
			})
		}
	}
}

func checkRules(t *testing.T, driver sarifDriver) {
	t.Helper()
	for _, rule := range driver.Rules {
		short, full := rule.ShortDescription.Text, rule.FullDescription.Text
		if rule.Name == rule.ID || !strings.HasSuffix(short, ".") || strings.HasSuffix(short, "..") ||
			full == "" || len(full) > descriptionLimit || rule.Help.Text == "" || rule.Help.Markdown == "" {
			t.Errorf("rule %+v", rule)
		}
		if len(rule.Properties.Tags) > tagLimit {
			t.Errorf("rule %s has %d tags", rule.ID, len(rule.Properties.Tags))
		}
	}
}

func checkResult(t *testing.T, result sarifResult, rules []sarifDescriptor) {
	t.Helper()
	if rules[result.RuleIndex].ID != result.RuleID {
		t.Errorf("result of %s points at %s", result.RuleID, rules[result.RuleIndex].ID)
	}
	if (result.Kind == "open") != (result.Level == "none") {
		t.Errorf("kind %q of level %q", result.Kind, result.Level)
	}
	if n := utf8.RuneCountInString(result.Message.Text); n == 0 || n > messageLimit {
		t.Errorf("message of %d characters", n)
	}
	if len(result.Locations) != 1 {
		t.Fatalf("%d locations", len(result.Locations))
	}
	for _, location := range append(result.Locations, result.RelatedLocations...) {
		if location.PhysicalLocation == nil {
			t.Fatalf("a result of %s is nowhere", result.RuleID)
		}
		checkRegion(t, *location.PhysicalLocation.Region)
	}
}

func checkRegion(t *testing.T, r sarifRegion) {
	t.Helper()
	if r.StartLine < 1 || r.StartColumn < 1 || r.EndLine < r.StartLine || r.EndColumn < 1 ||
		r.EndLine == r.StartLine && r.EndColumn < r.StartColumn {
		t.Errorf("region %+v", r)
	}
}

func TestRegionsOfAnyPlaceAreValid(t *testing.T) {
	for _, p := range [][4]int{{}, {-1, -1, -1, -1}, {5, 9, 4, 2}, {5, 9, 5, 2}, {5, 9, 6, 2}} {
		checkRegion(t, region(at("", p[0], p[1], p[2], p[3], "").Place))
	}
}

func TestGitHubSARIFHoldsLiveFailuresOnlyWorstFirst(t *testing.T) {
	run := readLog(t, write(t, "github-sarif", sample(), Options{}))
	var levels []string
	for _, result := range run.Results {
		levels = append(levels, result.Level)
		if result.Kind != "" || result.Suppressions != nil {
			t.Errorf("%s is no live failure", result.RuleID)
		}
	}
	if diff := cmp.Diff([]string{"error", "error", "warning", "note"}, levels); diff != "" {
		t.Error(diff)
	}
}

func TestGitHubSARIFKeepsTheWorstFiveThousandAndSaysSo(t *testing.T) {
	run := readLog(t, write(t, "github-sarif", crowd(2001), Options{}))
	if n := len(run.Results); n != resultLimit {
		t.Errorf("%d results", n)
	}
	if last := run.Results[resultLimit-1].Level; last != "note" {
		t.Errorf("the last is of level %s", last)
	}
	want := "Only the 5000 worst of 6003 findings are written."
	if notes := run.Invocations[0].Notifications; len(notes) != 1 || notes[0].Message.Text != want {
		t.Errorf("notifications are %+v", notes)
	}
}

func TestThatGitHubSARIFWasCutIsSaidBesideItToo(t *testing.T) {
	const want = "github-sarif: only the 5000 worst of 6003 findings are written\n"
	for format, said := range map[string]bool{"github-sarif": true, "sarif": false} {
		var notes strings.Builder
		WriteNotes(&notes, crowd(2001), true, true, "text", format)
		if strings.Contains(notes.String(), want) != said {
			t.Errorf("beside %s stands\n%s", format, notes.String())
		}
	}
}

func TestSARIFSaysHowTheRunEnded(t *testing.T) {
	strict := sample()
	strict.Strict = true
	tests := map[string]struct {
		run        sarifRun
		successful bool
		code       int
	}{
		"clean":       {readLog(t, write(t, "sarif", empty(), Options{})), true, 0},
		"findings":    {readLog(t, write(t, "sarif", sample(), Options{})), true, 1},
		"untrusted":   {readLog(t, write(t, "github-sarif", untrustworthy(), Options{})), false, 3},
		"strict, gap": {readLog(t, write(t, "github-sarif", strict, Options{})), false, 3},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := test.run.Invocations[0]
			if got.ExecutionSuccessful != test.successful || got.ExitCode != test.code {
				t.Errorf("successful %v with exit code %d", got.ExecutionSuccessful, got.ExitCode)
			}
		})
	}
}

func TestPathsBecomeRelativeURIs(t *testing.T) {
	tests := map[string]string{
		"exports/EX01 rc.json":     "exports/EX01%20rc.json",
		"a/%41#?[x]é.csv":          "a/%2541%23%3F%5Bx%5D%C3%A9.csv",
		"exports.zip!EX01/rc.json": "exports.zip!EX01/rc.json",
		"C:/x":                     "C%3A/x",
		"a\n\u202e":                "a%0A%E2%80%AE",
	}
	for file, want := range tests {
		if got := relativeURI(file); got != want {
			t.Errorf("relativeURI(%q) = %s, want %s", file, got, want)
		}
	}
}

func TestMessagesHaveNoLinks(t *testing.T) {
	tests := map[string]string{
		`EX01\Default`:   `EX01\Default`,
		`[go](http://x)`: `\[go\](http://x)`,
		`\[a\\b\`:        `\\\[a\\\b\`,
	}
	for in, want := range tests {
		if got := plain(in).Text; got != want {
			t.Errorf("plain(%s) = %s, want %s", in, got, want)
		}
	}
}

func TestJSONReadsBackAndHasNoNull(t *testing.T) {
	for name, r := range results() {
		out := write(t, "json", r, Options{})
		var back jsonReport
		if err := json.Unmarshal([]byte(out), &back); err != nil || strings.Contains(out, ": null") {
			t.Errorf("%s: %v in\n%s", name, err, out)
		}
		got := fmt.Sprint(len(back.Findings), len(back.NotEvaluated), len(back.Waived), len(back.Skipped), len(back.Errors))
		want := fmt.Sprint(len(r.Findings), len(r.NotEvaluated), len(r.Waived), len(r.Skipped), len(r.Errors))
		if got != want {
			t.Errorf("%s has %s of each, want %s", name, got, want)
		}
	}
}
