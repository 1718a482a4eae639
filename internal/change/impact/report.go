package impact

import (
	"slices"

	"github.com/exchlint/exchlint/internal/change"
	"github.com/exchlint/exchlint/internal/lint"
)

// report returns what the change did, for reports.
func (r *run) report() *lint.Change {
	c := &lint.Change{Files: r.Plan.Files, Server: r.Options.Server}
	for i := range r.state.Steps {
		if step := &r.state.Steps[i]; !step.Operation.Maybe {
			c.Applied = append(c.Applied, applied(step))
		}
	}
	for _, refusal := range r.state.Refused {
		if !refusal.Unsure && refusal.Rule != "change/placeholder" {
			c.Refused = append(c.Refused, lint.Refused{
				Command: refusal.Command, Kind: refusal.Kind, Identity: refusal.Identity, Rule: refusal.Rule, Message: refusal.Message, Location: refusal.Statement,
			})
		}
	}
	c.NotFollowed, c.Assumed = remarks(r.state.NotFollowed), remarks(r.state.Assumed)
	return c
}

func applied(step *change.Step) lint.Applied {
	a := lint.Applied{
		Command: step.Operation.Command, Kind: step.Operation.Kind, Identity: step.Identity(), Location: step.Operation.Place,
		Came: step.Old == nil, Gone: step.New == nil,
	}
	for _, e := range step.Effects {
		a.Settings = append(a.Settings, lint.Setting{Property: e.Property, Before: e.Before, After: e.After})
	}
	return a
}

func remarks(notes []change.Note) (list []lint.Remark) {
	for _, n := range notes {
		remark := lint.Remark(n)
		if !slices.Contains(list, remark) {
			list = append(list, remark)
		}
	}
	return list
}

// accept waives new findings that the change files accept in their statement.
func (r *run) accept() {
	if r.NoAccept {
		return
	}
	r.result.WaiveBy(func(f *lint.Finding) (reason, at string, ok bool) {
		if f.State == lint.Unchanged {
			return "", "", false
		}
		for i := range r.Plan.Acceptances {
			a := &r.Plan.Acceptances[i]
			if slices.Contains(a.Rules, f.Rule.ID) && change.Within(f.Location, a.Statement) {
				a.Used = true
				return a.Reason, writtenAt(a.Location), true
			}
		}
		return "", "", false
	})
	r.remarkUnused()
}
