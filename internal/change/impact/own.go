package impact

import (
	"fmt"

	"github.com/exchlint/exchlint/internal/change"
	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/rego/rules"
)

// addOwn adds the findings about the change itself.
func (r *run) addOwn() {
	for _, refusal := range r.state.Refused {
		r.add(r.finding(refusal), refusal.Statement)
	}
	for _, p := range r.pairs() {
		r.downgraded(p)
		r.relay(p)
		r.cameOrWent(p)
		r.forgotten(p)
	}
	r.withoutEffect()
	r.defaultReplaced()
}

// rule returns a rule that runs, or nil.
func (r *run) rule(id string) *rules.Rule {
	for _, rule := range r.options.Rules {
		if rule.ID == id {
			return rule
		}
	}
	return nil
}

// finding returns the finding of a refusal. Where its rule does not run, it is change/refused.
func (r *run) finding(refusal change.Refusal) lint.Finding {
	rule := r.rule(refusal.Rule)
	if rule == nil {
		rule = r.rule(change.Refused)
	}
	f := lint.Finding{
		Rule: rule, Level: refusal.Level, Said: refusal.Message, Kind: refusal.Kind, Identity: refusal.Identity, Property: refusal.Property,
		Location: refusal.Location, State: lint.New, Object: r.before.Find(refusal.Kind, refusal.Identity),
	}
	return f
}

// add adds a finding about the change. Those of one fingerprint are one finding, the others
// related.
func (r *run) add(f lint.Finding, statement lint.Location) {
	if f.Rule == nil {
		return
	}
	if level, set := r.options.Levels[f.Rule.ID]; set {
		f.Level = level
	}
	f.Print()
	for i := range r.result.Findings {
		other := &r.result.Findings[i]
		if other.Fingerprint == f.Fingerprint && other.State == lint.New {
			if other.Location != f.Location {
				other.Related = append(other.Related, lint.Related{Message: f.Said, Location: f.Location})
			}
			return
		}
	}
	if !change.Within(statement, f.Location) && statement.StartLine > 0 {
		f.Related = append(f.Related, lint.Related{Message: "the statement", Location: statement})
	}
	r.result.Findings = append(r.result.Findings, f)
}

// remarkUnused notes acceptances that accept nothing.
func (r *run) remarkUnused() {
	for _, a := range r.Plan.Acceptances {
		if a.Used {
			continue
		}
		message := "this accepts no finding: remove it"
		if a.Statement.StartLine == 0 {
			message = "this accepts no finding: write it at the end of a statement's first line, or alone on the line above"
		}
		r.result.Notices = append(r.result.Notices, diag.Diagnostic{File: a.Location.File, Line: a.Location.StartLine, Message: message})
	}
}

func writtenAt(l lint.Location) string { return fmt.Sprintf("%s:%d", l.File, l.StartLine) }
