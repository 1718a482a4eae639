package lint

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/exchange/values"
)

// covers reports whether the waiver is meant for a finding, expired or not.
func (w Waiver) covers(f Finding) bool {
	return MatchesID(w.Rule, f.Rule.ID) && values.Matches(w.Object, f.Identity) &&
		(w.Property == "" || strings.EqualFold(w.Property, f.Property)) &&
		(w.Value == nil || *w.Value == f.Value())
}

func (w Waiver) expired(asOf time.Time) bool { return !asOf.Before(w.Expires.AddDate(0, 0, 1)) }

// waive moves the findings that waivers cover out of the way, and says which waivers
// have expired or cover nothing: both would otherwise stay for years.
func (r *Result) waive(waivers []Waiver) {
	used := make([]bool, len(waivers))
	var live []Finding
	for _, f := range r.Findings {
		by := slices.IndexFunc(waivers, func(w Waiver) bool { return w.covers(f) && !w.expired(r.AsOf) })
		for i, w := range waivers {
			used[i] = used[i] || w.covers(f)
		}
		if by < 0 {
			live = append(live, f)
			continue
		}
		w := waivers[by]
		r.Waived = append(r.Waived, Waived{Finding: f, Reason: w.Reason, Ticket: w.Ticket, Expires: w.Expires})
	}
	r.Findings = live
	for i, w := range waivers {
		r.remark(w, used[i])
	}
}

// remark says what is worth a word about a waiver.
func (r *Result) remark(w Waiver, used bool) {
	expired := w.expired(r.AsOf)
	say := func(format string, args ...any) {
		text := fmt.Sprintf("the waiver of %s for %s ", w.Rule, w.Object) + fmt.Sprintf(format, args...)
		r.Notices = append(r.Notices, diag.Diagnostic{File: w.File, Line: w.Line, Message: text})
	}
	day := w.Expires.Format(time.DateOnly)
	switch {
	case used && expired:
		say("expired after %s, so its findings count again: fix them, or renew the waiver", day)
	case !used && r.couldUse(w):
		say("covers no finding: remove it")
	}
}

// couldUse reports whether this run would have found what a waiver is for: its rule
// ran, all was read, and no check was left open.
func (r *Result) couldUse(w Waiver) bool {
	for _, open := range r.NotEvaluated {
		if values.Matches(w.Object, open.Identity) && slices.ContainsFunc(open.Lacks, func(l Lack) bool { return MatchesID(w.Rule, l.Rule.ID) }) {
			return false
		}
	}
	for _, rule := range r.Rules {
		if MatchesID(w.Rule, rule.ID) {
			return len(r.Errors) == 0
		}
	}
	return false
}

// graceful is how long the waiver that a finding proposes holds: long enough to plan a
// change, too short to be forgotten.
const graceful = 90 * 24 * time.Hour

// Waiver returns the waiver that would cover the finding from an instant on, as a line of the
// configuration. What a terminal might act on is left to the pattern's ?, which stands for
// any character.
func (f Finding) Waiver(asOf time.Time) string {
	object := strings.Map(func(c rune) rune {
		if !unicode.IsGraphic(c) {
			return '?'
		}
		return c
	}, f.Identity)
	return fmt.Sprintf("{rule: %s, object: '%s', reason: '', expires: %s}", f.Rule.ID, strings.ReplaceAll(object, "'", "''"), asOf.Add(graceful).Format(time.DateOnly))
}
