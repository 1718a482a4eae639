package lint

import (
	"context"
	"slices"
	"sync/atomic"

	"github.com/exchlint/exchlint/internal/exchange"
	"github.com/exchlint/exchlint/internal/exchange/ingest"
	"github.com/exchlint/exchlint/internal/export"
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/internal/rego/rules"
)

// Configuration is the configuration of a run, and what it takes away from the verdict.
type Configuration struct {
	File     string    // its name, for reports
	FailOn   string    // the level from which on it lets a run fail, or never, where that is laxer than without it; else ""
	Disabled []string  // the IDs of rules that would run without it
	Lowered  []Lowered // by ID
	Ignored  []string  // the names of inputs that it excludes
}

// Lowered is a rule whose findings a configuration lowers.
type Lowered struct {
	Rule  string
	Level Level
}

// configure notes what the configuration takes away: what it disables is known before the run, what
// it lowers and ignores is worked out here.
func (r *Result) configure(options Options) {
	if options.Configuration == nil {
		return
	}
	configuration := *options.Configuration
	configuration.Ignored = r.Ignored
	lowers := map[string]bool{}
	for _, f := range r.Findings {
		lowers[f.Rule.ID] = lowers[f.Rule.ID] || f.lowered()
	}
	for _, w := range r.Waived {
		lowers[w.Rule.ID] = lowers[w.Rule.ID] || w.lowered()
	}
	for _, rule := range options.Rules {
		if level := options.Levels[rule.ID]; level != "" && (lowers[rule.ID] || !level.AtLeast(Level(rule.Level))) {
			configuration.Lowered = append(configuration.Lowered, Lowered{rule.ID, level})
		}
	}
	r.Configuration = &configuration
}

func (f *Finding) lowered() bool { return !f.Level.AtLeast(f.Stated) }

// DisabledBy returns the IDs of the rules that a selection without a configuration's disabled rules
// has and one with them has not.
func DisabledBy(without, with []*rules.Rule) (ids []string) {
	for _, rule := range without {
		if !slices.Contains(with, rule) {
			ids = append(ids, rule.ID)
		}
	}
	return ids
}

// passOverIgnored takes the inputs that the configuration excludes out, and notes each. One that is an
// export is told from others: something may be missing without it.
func (r *Result) passOverIgnored(ctx context.Context, inputs []Input, options ingest.Options) (rest []Input) {
	for _, input := range inputs {
		if input.IgnoredBy == "" {
			rest = append(rest, input)
			continue
		}
		r.Ignored = append(r.Ignored, input.Name)
		skipped := Skipped{File: input.Name, Reason: "ignored by " + input.IgnoredBy, Expected: true}
		if input.Problem == "" && input.Skip == "" && isExport(ctx, input, options) {
			skipped.Reason, skipped.Expected = "an export, ignored by "+input.IgnoredBy, false
		}
		r.Skipped = append(r.Skipped, skipped)
	}
	return rest
}

// isExport reports whether an input holds an object of ours, or can't be read as a whole and has the
// name of an export. It reads no further than the first part with an object.
func isExport(ctx context.Context, input Input, options ingest.Options) bool {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var found atomic.Bool
	_, err := export.Read(ctx, input.Name, input.source(), export.NewSlots(1), func(part *document.File) {
		if exchange.HoldsRecords(ctx, part, options) {
			found.Store(true)
			stop()
		}
	}, func([]*document.File) {})
	return found.Load() || err != nil && ingest.NamesExport(options.KnownKinds(), input.Name)
}
