package report

import (
	"bufio"
	"cmp"
	"fmt"
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
	all := each(r.Findings, func(f lint.Finding) sarifResult { return failure(f, index) })
	all = append(all, each(r.Waived, func(f lint.Waived) sarifResult { return suppressed(f, index) })...)
	all = append(all, each(r.NotEvaluated, func(g lint.Gap) sarifResult { return open(g, index) })...)
	all = append(all, each(r.Absent, func(e lint.Earlier) sarifResult { return gone(e, index) })...)
	anchor(all, r.Files)
	slices.SortStableFunc(all, byPlace)
	if len(r.Waived) > 0 {
		sayUnsuppressed(all)
	}
	log := newLog(r, o, all, allNotifications(r, index))
	log.Runs[0].AutomationDetails = &sarifDetails{ID: "exchlint/"}
	encode(w, log)
}

// writeGitHubSARIF writes what GitHub code scanning can use. It makes an alert of
// every result whatever its kind and suppressions say, so only live failures go in.
func writeGitHubSARIF(w *bufio.Writer, r *lint.Result, o Options) {
	index := ruleIndex(r)
	findings := worstFirst(r.Findings)
	findings = findings[:min(len(findings), resultLimit)]
	results := each(findings, func(f lint.Finding) sarifResult { return failure(f, index) })
	anchor(results, r.Files)
	encode(w, newLog(r, o, results, gitHubNotifications(r, len(results))))
}

func newLog(r *lint.Result, o Options, results []sarifResult, notifications []sarifNotification) sarifLog {
	fingerprint(results)
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
			Results:    results,
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

// sayUnsuppressed gives every result its suppressions where one has some: absent
// would mean that nobody looked.
func sayUnsuppressed(results []sarifResult) {
	for i := range results {
		if results[i].Suppressions == nil {
			results[i].Suppressions = []sarifSuppression{}
		}
	}
}

// anchor places what lies in no file, as an organization may, at the top of the first
// one read: GitHub refuses a report with a result that is nowhere.
func anchor(results []sarifResult, files []string) {
	for i := range results {
		if at := &results[i].Locations[0].PhysicalLocation; *at == nil && len(files) > 0 {
			*at = physical(lint.Location{File: files[0]})
		}
	}
}

// fingerprint gives each finding the one fingerprint that GitHub reads, in the form
// that it reads: with a number for each that would be equal.
func fingerprint(results []sarifResult) {
	seen := map[string]int{}
	for _, result := range results {
		if hash := result.PartialFingerprints["exchlint/v1"]; hash != "" {
			seen[hash]++
			result.PartialFingerprints["primaryLocationLineHash"] = fmt.Sprintf("%s:%d", hash, seen[hash])
		}
	}
}

func byPlace(a, b sarifResult) int {
	file, region := a.place()
	otherFile, other := b.place()
	return cmp.Or(strings.Compare(file, otherFile), cmp.Compare(region.StartLine, other.StartLine),
		cmp.Compare(region.StartColumn, other.StartColumn), strings.Compare(a.RuleID, b.RuleID))
}

// place returns where a result stands; the zero region where that is nowhere.
func (r sarifResult) place() (uri string, region sarifRegion) {
	if p := r.Locations[0].PhysicalLocation; p != nil {
		uri = p.ArtifactLocation.URI
		if p.Region != nil {
			region = *p.Region
		}
	}
	return uri, region
}
