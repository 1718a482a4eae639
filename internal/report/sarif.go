package report

import (
	"bufio"
	"cmp"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/lint"
)

// resultLimit is how many results of a run GitHub keeps.
const resultLimit = 5000

// writeSARIF writes all that is known: waived findings as suppressed results, what
// could not be evaluated as open ones, and what an earlier report had and is gone.
func writeSARIF(w *bufio.Writer, r *lint.Result, o Options) {
	index := ruleIndex(r)
	var all []sarifEntry
	for _, f := range r.Findings {
		all = append(all, sarifEntry{f.Location, f.Rule.ID, func() sarifResult { return failure(f, index) }})
	}
	for _, f := range r.Waived {
		all = append(all, sarifEntry{f.Location, f.Rule.ID, func() sarifResult { return suppressed(f, index) }})
	}
	for _, g := range r.NotEvaluated {
		all = append(all, sarifEntry{g.Location, g.Rule.ID, func() sarifResult { return open(g, index) }})
	}
	for _, e := range r.Absent {
		all = append(all, sarifEntry{lint.Location{}, e.Rule, func() sarifResult { return gone(e, index) }})
	}
	log := newLog(r, o, allNotifications(r, index))
	log.Runs[0].AutomationDetails = &sarifDetails{ID: "exchlint/"}
	classify(&log.Runs[0], r.Rules)
	anchor(all, r.Files)
	slices.SortStableFunc(all, byPlace)
	writeLog(w, log, all, len(r.Waived) > 0)
}

// writeGitHubSARIF writes what GitHub code scanning can use. It makes an alert of
// every result whatever its kind and suppressions say, so only live failures go in.
func writeGitHubSARIF(w *bufio.Writer, r *lint.Result, o Options) {
	index := ruleIndex(r)
	findings := worstFirst(r.Findings)
	findings = findings[:min(len(findings), resultLimit)]
	results := each(findings, func(f lint.Finding) sarifEntry {
		return sarifEntry{f.Location, f.Rule.ID, func() sarifResult { return failure(f, index) }}
	})
	anchor(results, r.Files)
	writeLog(w, newLog(r, o, gitHubNotifications(r, len(results))), results, false)
}

// sarifEntry is a result that is yet to be made: a large organization's are too many
// to lie in memory as SARIF has them.
type sarifEntry struct {
	at     lint.Location
	rule   string
	result func() sarifResult
}

// newLog makes a log without results.
func newLog(r *lint.Result, o Options, notifications []sarifNotification) sarifLog {
	return sarifLog{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs: []sarifRun{{
			Tool: sarifTool{Driver: newDriver(r, o)},
			Invocations: []sarifInvocation{{
				ExecutionSuccessful: r.Trusted(), ExitCode: exitCode(r), ExitCodeDescription: summary(r) + ".",
				Notifications: notifications,
			}},
			OriginalURIBaseIDs: map[string]sarifArtifact{
				"%SRCROOT%": {Description: &sarifText{Text: "The folder that exchlint ran in, in CI the root of the repository."}},
			},
			ColumnKind: "utf16CodeUnits",
			Results:    []sarifResult{},
		}},
	}
}

// exitCode is the one that exchlint check ends with.
func exitCode(r *lint.Result) int {
	switch {
	case !r.Trusted():
		return 3
	case r.Failed():
		return 1
	}
	return 0
}

func ruleIndex(r *lint.Result) map[string]int {
	index := make(map[string]int, len(r.Rules))
	for i, rule := range r.Rules {
		index[rule.ID] = i
	}
	return index
}

func failure(f lint.Finding, index map[string]int) sarifResult {
	return sarifResult{
		RuleID: f.Rule.ID, RuleIndex: index[f.Rule.ID], Level: string(f.Level), BaselineState: string(f.State),
		Message:             plain(f.Message),
		Locations:           []sarifLocation{located(f.Location, f.Kind, f.Identity, f.Property)},
		RelatedLocations:    related(f.Related),
		PartialFingerprints: map[string]string{"exchlint/v1": f.Fingerprint},
	}
}

func suppressed(w lint.Waived, index map[string]int) sarifResult {
	result := failure(w.Finding, index)
	result.Suppressions = []sarifSuppression{{Kind: "external", Status: "accepted", Justification: waiver(w)}}
	return result
}

// gone is a finding of an earlier report that is found no more.
func gone(e lint.Earlier, index map[string]int) sarifResult {
	return sarifResult{
		RuleID: e.Rule, RuleIndex: index[e.Rule], Level: string(e.Level), BaselineState: string(lint.Absent),
		Message:             sarifText{Text: message(e.Message)},
		Locations:           []sarifLocation{located(lint.Location{}, e.Kind, e.Identity, e.Property)},
		PartialFingerprints: map[string]string{"exchlint/v1": e.Fingerprint},
	}
}

func open(g lint.Gap, index map[string]int) sarifResult {
	return sarifResult{
		RuleID: g.Rule.ID, RuleIndex: index[g.Rule.ID], Kind: "open", Level: "none",
		Message:   gapText(g),
		Locations: []sarifLocation{located(g.Location, g.Kind, g.Identity, "")},
	}
}

// anchor places what lies in no file, as an organization may, at the top of the first
// one read: GitHub refuses a report with a result that is nowhere.
func anchor(results []sarifEntry, files []string) {
	for i := range results {
		if results[i].at.File == "" && len(files) > 0 {
			results[i].at = lint.Location{File: files[0]}
		}
	}
}

func byPlace(a, b sarifEntry) int {
	return cmp.Or(strings.Compare(a.at.File, b.at.File), cmp.Compare(a.at.StartLine, b.at.StartLine),
		cmp.Compare(a.at.StartColumn, b.at.StartColumn), strings.Compare(a.rule, b.rule))
}
