package report

import (
	"bufio"
	"cmp"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/exchlint/exchlint/internal/lint"
)

// resultLimit is how many results of a run GitHub keeps.
const resultLimit = 5000

// writeSARIF writes all that is known: waived findings as suppressed results, what
// could not be evaluated as open ones, and what an earlier report had and is gone.
func writeSARIF(w *bufio.Writer, r *lint.Result, o Options) {
	index, again := ruleIndex(r), repeatsAmong(allFindings(r))
	closed := make([]sarifEntry, 0, len(r.Findings)+len(r.Waived)+len(r.Absent))
	for i := range r.Findings {
		f := &r.Findings[i]
		closed = append(closed, sarifEntry{&f.Location, f.Rule.ID, f.Fingerprint, func(*lint.Reasons) sarifResult { return failure(f, index, again) }})
	}
	for i := range r.Waived {
		f := &r.Waived[i]
		closed = append(closed, sarifEntry{&f.Location, f.Rule.ID, f.Fingerprint, func(*lint.Reasons) sarifResult { return suppressed(f, index, again) }})
	}
	for _, e := range r.Absent {
		closed = append(closed, sarifEntry{&lint.Location{}, e.Rule, e.Fingerprint, func(*lint.Reasons) sarifResult { return gone(e, index) }})
	}
	anchor(closed, r.Files)
	slices.SortStableFunc(closed, byPlace)
	log := newLog(r, o)
	log.Runs[0].AutomationDetails = &sarifDetails{ID: "exchlint/"}
	classify(&log.Runs[0], r.Rules)
	writeLog(w, log, allNotifications(r, index), numbered(merged(closed, openEntries(r, index)), len(r.Waived) > 0))
}

// writeGitHubSARIF writes what GitHub code scanning can use. It makes an alert of
// every result whatever its kind and suppressions say, so only live failures go in.
func writeGitHubSARIF(w *bufio.Writer, r *lint.Result, o Options) {
	index := ruleIndex(r)
	findings := annotated(r)
	findings = findings[:min(len(findings), resultLimit)]
	list := make([]*lint.Finding, len(findings))
	for i := range findings {
		list[i] = &findings[i]
	}
	again := repeatsAmong(list)
	results := each(list, func(f *lint.Finding) sarifEntry {
		return sarifEntry{&f.Location, f.Rule.ID, f.Fingerprint, func(*lint.Reasons) sarifResult { return failure(f, index, again) }}
	})
	anchor(results, r.Files)
	writeLog(w, newLog(r, o), ready(gitHubNotifications(r)), numbered(slices.Values(results), false))
}

// sarifEntry is a result that is yet to be made.
type sarifEntry struct {
	at     *lint.Location
	rule   string
	print  string                          // its fingerprint; "" for what is no finding, and can't be like another one
	result func(*lint.Reasons) sarifResult // but for where it is at
}

// numbered makes elements of results. Of a finding it adds the one fingerprint that GitHub reads,
// in the form that it reads: with a number for each that would be equal. If a result may be
// suppressed, all have suppressions: absent would mean that nobody looked.
func numbered(entries iter.Seq[sarifEntry], suppressible bool) iter.Seq[element] {
	seen := map[string]int{}
	number := func(entry sarifEntry) element {
		seen[entry.print]++
		nth := seen[entry.print]
		return func(reasons *lint.Reasons) any {
			result := entry.result(reasons)
			result.Locations[0].PhysicalLocation = physical(*entry.at)
			if entry.print != "" {
				result.PartialFingerprints.Primary = entry.print + ":" + strconv.Itoa(nth)
			}
			if suppressible && result.Suppressions == nil {
				result.Suppressions = []sarifSuppression{}
			}
			return result
		}
	}
	return func(yield func(element) bool) {
		for entry := range entries {
			if !yield(number(entry)) {
				return
			}
		}
	}
}

// openEntries returns a result for every check that could not be evaluated, in the order of
// results. Those of one place are few, and put into their order when it is their turn.
func openEntries(r *lint.Result, index map[string]int) iter.Seq[sarifEntry] {
	objects := make([]*lint.Open, len(r.NotEvaluated))
	for i := range r.NotEvaluated {
		objects[i] = &r.NotEvaluated[i]
	}
	slices.SortStableFunc(objects, func(a, b *lint.Open) int {
		return placeOrder(anchored(&a.Location, r.Files), anchored(&b.Location, r.Files))
	})
	return func(yield func(sarifEntry) bool) {
		for len(objects) > 0 {
			at := anchored(&objects[0].Location, r.Files)
			var here []sarifEntry
			for len(objects) > 0 && placeOrder(anchored(&objects[0].Location, r.Files), at) == 0 {
				o := objects[0]
				for i, lack := range o.Lacks {
					here = append(here, sarifEntry{at, lack.Rule.ID, "", func(reasons *lint.Reasons) sarifResult {
						return open(o, reasons.Gap(o, i), index)
					}})
				}
				objects = objects[1:]
			}
			slices.SortStableFunc(here, byPlace)
			for _, entry := range here {
				if !yield(entry) {
					return
				}
			}
		}
	}
}

// merged yields the entries of two ordered lists in order.
func merged(entries []sarifEntry, others iter.Seq[sarifEntry]) iter.Seq[sarifEntry] {
	return func(yield func(sarifEntry) bool) {
		for other := range others {
			for len(entries) > 0 && byPlace(entries[0], other) <= 0 {
				if !yield(entries[0]) {
					return
				}
				entries = entries[1:]
			}
			if !yield(other) {
				return
			}
		}
		for _, entry := range entries {
			if !yield(entry) {
				return
			}
		}
	}
}

// newLog makes a log without results and notifications.
func newLog(r *lint.Result, o Options) sarifLog {
	return sarifLog{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs: []sarifRun{{
			Tool: sarifTool{Driver: newDriver(r, o)},
			Invocations: []sarifInvocation{{
				ExecutionSuccessful: r.Trusted(), ExitCode: r.ExitCode(), ExitCodeDescription: summary(r) + ".",
				Notifications: []sarifNotification{}, Overrides: overrides(r.Configuration, ruleIndex(r)),
			}},
			OriginalURIBaseIDs: map[string]sarifArtifact{
				"%SRCROOT%": {Description: &sarifText{Text: "The folder that exchlint ran in, in CI the root of the repository."}},
			},
			ColumnKind: "utf16CodeUnits",
			Results:    []sarifResult{},
		}},
	}
}

func ruleIndex(r *lint.Result) map[string]int {
	index := make(map[string]int, len(r.Rules))
	for i, rule := range r.Rules {
		index[rule.ID] = i
	}
	return index
}

func failure(f *lint.Finding, index map[string]int, again repeats) sarifResult {
	long := longValuesOf(f)
	result := sarifResult{
		RuleID: f.Rule.ID, RuleIndex: index[f.Rule.ID], Level: string(f.Level), BaselineState: string(f.State),
		Message:             plain(long.cut(f.Message())),
		Locations:           []sarifLocation{located(f.Kind, f.Identity, f.Property)},
		RelatedLocations:    related(f.Related, long),
		PartialFingerprints: sarifFingerprints{Own: f.Fingerprint},
	}
	if text := again.value(f); text != nil {
		result.Properties = &sarifResultDetail{text}
	}
	return result
}

func suppressed(w *lint.Waived, index map[string]int, again repeats) sarifResult {
	result := failure(&w.Finding, index, again)
	result.Suppressions = []sarifSuppression{{Kind: "external", Status: "accepted", Justification: waiver(*w)}}
	return result
}

// gone is a finding of an earlier report that is found no more.
func gone(e lint.Earlier, index map[string]int) sarifResult {
	result := sarifResult{
		RuleID: e.Rule, RuleIndex: index[e.Rule], Level: string(e.Level), BaselineState: string(lint.Absent),
		Message:             sarifText{Text: message(e.Message)},
		Locations:           []sarifLocation{located(e.Kind, e.Identity, e.Property)},
		PartialFingerprints: sarifFingerprints{Own: e.Fingerprint},
	}
	if text := lastValue(e); text != nil {
		result.Properties = &sarifResultDetail{text}
	}
	return result
}

func open(o *lint.Open, g lint.Gap, index map[string]int) sarifResult {
	print := o.Fingerprint(g.Rule)
	return sarifResult{
		RuleID: g.Rule.ID, RuleIndex: index[g.Rule.ID], Kind: "open", Level: "none",
		Message:             gapText(o, g),
		Locations:           []sarifLocation{located(o.Kind, o.Identity, "")},
		PartialFingerprints: sarifFingerprints{Own: print, Primary: print + ":1"}, // each check is left open once
	}
}

// anchored places what lies in no file, as an organization may, at the top of the first
// one read: GitHub refuses a report with a result that is nowhere.
func anchored(at *lint.Location, files []string) *lint.Location {
	if at.File == "" && len(files) > 0 {
		return &lint.Location{File: files[0]}
	}
	return at
}

func anchor(results []sarifEntry, files []string) {
	for i := range results {
		results[i].at = anchored(results[i].at, files)
	}
}

func byPlace(a, b sarifEntry) int {
	return cmp.Or(placeOrder(a.at, b.at), strings.Compare(a.rule, b.rule))
}

func placeOrder(a, b *lint.Location) int {
	return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.StartLine, b.StartLine), cmp.Compare(a.StartColumn, b.StartColumn))
}
