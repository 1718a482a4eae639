package impact

import (
	"context"

	"github.com/exchlint/exchlint/internal/change"
	"github.com/exchlint/exchlint/internal/exchange/facts"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/lint"
)

// locate gives each new or updated finding its place in the change file: the argument that set its
// property, else the statement after which it is there.
func (r *run) locate(ctx context.Context) {
	var rest []*lint.Finding
	for i := range r.result.Findings {
		f := &r.result.Findings[i]
		if f.State == lint.Unchanged {
			continue
		}
		step, effect, set := r.state.LastSet(f.Kind, f.Identity, f.Property)
		if set && f.Property != "" {
			r.move(f, effect.Argument, step)
			continue
		}
		rest = append(rest, f)
	}
	if steps := len(r.state.Steps); steps > 0 && len(rest) > 0 {
		r.bisect(ctx, rest, 0, steps)
	}
}

// move places a finding in the change file. Its place in the export, and its statement where that
// is elsewhere, become related.
func (r *run) move(f *lint.Finding, to lint.Location, step int) {
	today := f.Location
	statement := r.state.Steps[step].Operation.Place
	f.Location = to
	if !change.Within(statement, to) {
		f.Related = append(f.Related, lint.Related{Message: "the statement", Location: statement})
	}
	if today.StartLine > 0 {
		f.Related = append(f.Related, lint.Related{Message: "today, in the export", Location: today})
	}
}

// bisect places findings that are absent after the first low steps and there after the first high
// ones at the step that brings them.
func (r *run) bisect(ctx context.Context, findings []*lint.Finding, low, high int) {
	if len(findings) == 0 {
		return
	}
	if high-low == 1 || ctx.Err() != nil {
		for _, f := range findings {
			r.move(f, r.state.Steps[high-1].Operation.Place, high-1)
		}
		return
	}
	middle := (low + high) / 2
	there := r.present(ctx, findings, middle)
	var early, late []*lint.Finding
	for _, f := range findings {
		if there[f.Fingerprint] == f.Level {
			early = append(early, f)
		} else {
			late = append(late, f)
		}
	}
	r.bisect(ctx, early, low, middle)
	r.bisect(ctx, late, middle, high)
}

// present returns the levels of the findings, by fingerprint, that are there after the first n
// steps. Only the objects of the findings are judged.
func (r *run) present(ctx context.Context, findings []*lint.Finding, n int) map[string]lint.Level {
	wanted := map[[2]string]bool{}
	rules := map[string]bool{}
	for _, f := range findings {
		wanted[[2]string{f.Kind, f.Identity}], rules[f.Rule.ID] = true, true
	}
	organization := *facts.Derive(ctx, r.state.Organization(n), r.options.Known)
	all := organization.ByKind
	organization.ByKind = map[string][]*model.Object{}
	for kind, objects := range all {
		for _, o := range objects {
			if wanted[[2]string{kind, o.Identity}] {
				organization.ByKind[kind] = append(organization.ByKind[kind], o)
			}
		}
	}
	options := r.options
	options.Rules, options.Waivers, options.Lines, options.Progress = nil, nil, false, nil
	for _, rule := range r.options.Rules {
		if rules[rule.ID] {
			options.Rules = append(options.Rules, rule)
		}
	}
	levels := map[string]lint.Level{}
	for _, f := range lint.Judge(ctx, r.set, options, &organization).Findings {
		levels[f.Fingerprint] = f.Level
	}
	return levels
}
