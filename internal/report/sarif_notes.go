package report

import (
	"fmt"
	"iter"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/source"
)

// The kinds of notification, by their place in notificationDescriptors.
const (
	untrusted = iota
	noticed
	skipped
	notEvaluated
	cut
)

var descriptors = notificationDescriptors()

func notificationDescriptors() []sarifDescriptor {
	describe := func(id, level, short, full, help string) sarifDescriptor {
		return sarifDescriptor{
			ID: id, Name: pascalCase(id),
			ShortDescription: sarifText{Text: short}, FullDescription: sarifText{Text: full},
			DefaultConfiguration: sarifConfiguration{level}, HelpURI: home, Help: sarifText{Text: help},
		}
	}
	return []sarifDescriptor{
		untrusted: describe("verdict-untrusted", "error", "The report is incomplete.",
			"An input could not be read or a policy failed while it ran, so findings may be missing.",
			"Fix what the notification names, for example by exporting again, and run exchlint again."),
		noticed: describe("input-noticed", "note", "Something was noticed or assumed while an input was read.",
			"An input left something open, and exchlint settled it in the way that the notification says.",
			"Say in the configuration what the export can't show, if the assumption is wrong."),
		skipped: describe("input-skipped", "note", "A file is not an export of Exchange's configuration.",
			"A file in a folder was read and holds nothing that exchlint knows, so it was passed over.",
			"Name such files under ignore in the configuration to keep them out of reports."),
		notEvaluated: describe("check-not-evaluated", "warning", "A rule could not be evaluated on an object.",
			"The exports lack what the rule reads, so it has neither passed nor failed.",
			"Add the missing exports, or make them again with all properties, and run exchlint again."),
		cut: describe("results-cut", "warning", "There are more findings than this report holds.",
			"GitHub keeps a limited number of results of a run, so only the worst were written.",
			"Write the format sarif or json to see them all."),
	}
}

// allNotifications has everything that is no finding, a check not evaluated each for itself.
func allNotifications(r *lint.Result, index map[string]int) iter.Seq[element] {
	all := errorNotifications(r)
	for _, p := range r.Notices {
		all = append(all, problemNotification(noticed, p))
	}
	for _, s := range r.Skipped {
		all = append(all, problemNotification(skipped, diag.Diagnostic{File: s.File, Message: "skipped: " + s.Reason}))
	}
	return func(yield func(element) bool) {
		for e := range ready(all) {
			if !yield(e) {
				return
			}
		}
		for o, i := range r.LeftOpen() {
			if !yield(func(reasons *lint.Reasons) any { return openNotification(o, reasons.Gap(o, i), index) }) {
				return
			}
		}
	}
}

func openNotification(o *lint.Open, g lint.Gap, index map[string]int) sarifNotification {
	n := newNotification(notEvaluated, gapText(o, g))
	n.AssociatedRule = &sarifReference{g.Rule.ID, index[g.Rule.ID]}
	n.Locations = []sarifLocation{located(o.Kind, o.Identity, "")}
	n.Locations[0].PhysicalLocation = physical(o.Location)
	return n
}

// worstOf names the findings that github-sarif holds; "" where it has room for all.
func worstOf(r *lint.Result) string {
	if len(r.Findings) <= resultLimit {
		return ""
	}
	return fmt.Sprintf("the %d worst of %d findings", resultLimit, len(r.Findings))
}

// gitHubNotifications has what says that the results are not the whole truth.
func gitHubNotifications(r *lint.Result) []sarifNotification {
	all := errorNotifications(r)
	if kept := worstOf(r); kept != "" {
		all = append(all, newNotification(cut, plain("Only "+kept+" are written.")))
	}
	if n := r.Unevaluated(); n > 0 {
		all = append(all, newNotification(notEvaluated, plain(count(n, "check")+" could not be evaluated.")))
	}
	return all
}

// errorNotifications is never nil.
func errorNotifications(r *lint.Result) []sarifNotification {
	return each(r.Problems(), func(p diag.Diagnostic) sarifNotification { return problemNotification(untrusted, p) })
}

func problemNotification(kind int, p diag.Diagnostic) sarifNotification {
	n := newNotification(kind, plain(p.Message))
	if p.File == "" {
		return n
	}
	where := lint.Location{File: p.File, Place: source.Place{StartLine: p.Line, StartColumn: p.Column}}
	at := physical(where)
	if p.Line == 0 {
		at.Region = nil
	}
	n.Locations = []sarifLocation{{PhysicalLocation: at}}
	return n
}

func newNotification(kind int, text sarifText) sarifNotification {
	descriptor := descriptors[kind]
	return sarifNotification{
		Descriptor: sarifReference{descriptor.ID, kind},
		Level:      descriptor.DefaultConfiguration.Level,
		Message:    text,
	}
}

// gapText says which object a rule could not be evaluated on, and why.
func gapText(o *lint.Open, g lint.Gap) sarifText {
	return plain(value(o.Identity) + ": not evaluated: " + gapReason(g))
}
