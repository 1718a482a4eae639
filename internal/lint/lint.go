// Package lint tells the story of one run: it decodes the files, makes one
// organization of them, has every rule judge every object that it is meant for, and
// sorts what they say into a [Result].
//
// A rule's answer about an object is one of four: it passes, it fails, it can't be
// evaluated for want of something, or its failure is waived. None is ever lost on the
// way: a file that can't be read, a policy that breaks down and a check without its
// data all stand in the result, and nothing passes because something was missing.
package lint

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/exchange"
	"github.com/exchlint/exchlint/internal/exchange/ingest"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/export"
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/internal/rego/rules"
	"github.com/exchlint/exchlint/schema"
)

// Run lints the inputs with rules of a set. When ctx ends before the run does, the
// result says so and holds what there is.
func Run(ctx context.Context, inputs []Input, set *rules.Set, options Options) *Result {
	organization, result := Read(ctx, inputs, options)
	result.judge(ctx, judge{set: set, options: options, organization: organization})
	result.ended(ctx)
	if len(options.Waivers) > 0 {
		result.waive(options.Waivers)
	}
	if options.Earlier != nil {
		result.compare(options.Earlier)
	}
	result.configure(options)
	result.sort()
	return result
}

// Read makes one organization of the inputs, with a result that says what is wrong with them and
// judges nothing yet.
func Read(ctx context.Context, inputs []Input, options Options) (*model.Organization, *Result) {
	result := newResult(options)
	reading := ingest.Options{AsOf: options.AsOf, Culture: options.Culture, Known: options.Known, Wanted: wanted(options.Rules)}
	organization := result.read(ctx, inputs, options.progress, reading)
	result.review(organization, options)
	result.Organization = organization
	return organization, result
}

// Judge returns the findings of the rules about the objects of an organization, and what could not
// be evaluated, with the waivers of the options applied.
func Judge(ctx context.Context, set *rules.Set, options Options, organization *model.Organization) *Result {
	result := newResult(options)
	result.judge(ctx, judge{set: set, options: options, organization: organization})
	if len(options.Waivers) > 0 {
		result.waive(options.Waivers)
	}
	return result
}

func newResult(options Options) *Result {
	result := &Result{AsOf: options.AsOf, FailOn: options.FailOn, Strict: options.Strict, Rules: options.Rules, Passes: make([]int, len(options.Rules)), Notices: slices.Clone(options.Notices)}
	if options.Passing {
		result.Passing = make([][]*model.Object, len(options.Rules))
	}
	return result
}

// review adds what the caller has to say of the organization, if all of it was read.
func (r *Result) review(organization *model.Organization, options Options) {
	if options.Review != nil && len(r.Errors) == 0 {
		r.Notices = append(r.Notices, options.Review(organization)...)
	}
}

// ended notes that a run has ended before it was done, where it has.
func (r *Result) ended(ctx context.Context) {
	switch err := ctx.Err(); {
	case errors.Is(err, context.DeadlineExceeded):
		r.Errors = append(r.Errors, diag.Diagnostic{Message: "time ran out before all was done: give more with --timeout, or fewer files"})
	case err != nil:
		r.Errors = append(r.Errors, diag.Diagnostic{Message: "the run was stopped before all was done"})
	}
}

// Normalize reads the inputs alone: the organization that policies would see, and a
// result that says what could not be read.
func Normalize(ctx context.Context, inputs []Input, options Options) (*model.Organization, *Result) {
	result := &Result{AsOf: options.AsOf, Notices: slices.Clone(options.Notices)}
	reading := ingest.Options{AsOf: options.AsOf, Culture: options.Culture, Known: options.Known}
	organization := result.read(ctx, inputs, options.progress, reading)
	result.review(organization, options)
	result.ended(ctx)
	result.configure(options)
	result.sort()
	return organization, result
}

// read makes one organization of the inputs and notes what is wrong with them.
func (r *Result) read(ctx context.Context, inputs []Input, progress func(string, int, int), options ingest.Options) *model.Organization {
	inputs = r.passOverIgnored(ctx, inputs, options)
	options.Files = map[string]model.FileHints{}
	for _, input := range inputs {
		options.Files[input.Name] = input.Told
	}
	intake := exchange.NewIntake(ctx, options)
	files := r.take(ctx, inputs, intake, progress)
	reading := intake.Organization(files)
	strangers := r.passOver(inputs, reading.Unrecognized)
	r.Errors = append(r.Errors, reading.Errors...)
	r.Notices = append(r.Notices, reading.Notices...)
	for _, passed := range reading.Foreign {
		r.Skipped = append(r.Skipped, Skipped{File: passed.File, Reason: fmt.Sprintf("in part, from line %d on: %s", passed.Line, passed.Message)})
	}
	for _, parts := range files {
		if name := parts[0].Name; !strangers[name] {
			r.Files = append(r.Files, name)
		}
	}
	if len(r.Files) == 0 && len(r.Errors) == 0 && ctx.Err() == nil {
		r.Errors = append(r.Errors, diag.Diagnostic{Message: "no export of " + schema.BuiltIn().Plurals() + " was found, so nothing was checked"})
	}
	return reading.Organization
}

// passOver notes the files that are no exports of ours, and returns their names. One that
// was asked for by name had to be an export.
func (r *Result) passOver(inputs []Input, flaws diag.List) map[string]bool {
	named, strangers := map[string]bool{}, map[string]bool{}
	for _, input := range inputs {
		named[input.Name] = input.Named
	}
	for _, flaw := range flaws {
		strangers[flaw.File] = true
		if named[flaw.File] {
			r.Errors = append(r.Errors, flaw)
		} else {
			r.Skipped = append(r.Skipped, Skipped{File: flaw.File, Reason: flaw.Message})
		}
	}
	return strangers
}

// take reads the inputs, several at once and the parts of one at once, and returns the
// files that could be read. One that can't be never hides the others.
func (r *Result) take(ctx context.Context, inputs []Input, intake *exchange.Intake, progress func(string, int, int)) [][]*document.File {
	files := make([][]*document.File, len(inputs))
	errs := make([]error, len(inputs))
	slots := export.NewSlots(runtime.GOMAXPROCS(0))
	read := func(i int) {
		if inputs[i].Problem == "" && inputs[i].Skip == "" {
			files[i], errs[i] = export.Read(ctx, inputs[i].Name, inputs[i].source(), slots, intake.Take, intake.Discard)
		}
	}
	each(len(inputs), 0, func(done int) { progress("reading files", done, len(inputs)) }, func() func(int) { return read })
	var good [][]*document.File
	for i, input := range inputs {
		switch {
		case input.Problem != "":
			r.Errors = append(r.Errors, diag.Diagnostic{File: input.Name, Message: input.Problem})
		case input.Skip != "":
			r.Skipped = append(r.Skipped, Skipped{File: input.Name, Reason: input.Skip})
		case errs[i] != nil:
			r.Errors = append(r.Errors, diag.Wrap(input.Name, errs[i]))
		default:
			good = append(good, files[i])
		}
	}
	return good
}

// wanted tells which exported properties the rules rest on, by themselves or through
// facts. It is worked out when somebody asks, which is seldom.
func wanted(list []*rules.Rule) func(kind, property string) bool {
	sources := sync.OnceValue(func() map[string]bool {
		sources := map[string]bool{}
		for _, rule := range list {
			for _, source := range rule.Sources() {
				sources[source] = true
			}
		}
		return sources
	})
	return func(kind, property string) bool { return sources()[kind+"."+property] }
}
