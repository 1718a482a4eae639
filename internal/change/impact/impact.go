// Package impact judges a planned change: an organization and a plan come in, and what the change
// newly breaks, with the place in the change file, and what it repairs come out.
package impact

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/change"
	"github.com/exchlint/exchlint/internal/change/plan"
	"github.com/exchlint/exchlint/internal/change/powershell"
	"github.com/exchlint/exchlint/internal/exchange/facts"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/rego/rules"
)

// Request is a planned change to judge.
type Request struct {
	Plan     *plan.Plan
	Options  powershell.Options
	NoAccept bool // what the change files accept counts all the same
}

// run is one judgement.
type run struct {
	Request
	set           *rules.Set
	options       lint.Options
	state         *change.State
	before, after *model.Organization // with facts
	free          bool                // of a script: two states are compared
	result        *lint.Result
}

// Judge reads the inputs, makes the change and judges both states. The error is one of the command
// line: a server that the exports do not have, or an acceptance that means nothing.
func Judge(ctx context.Context, inputs []lint.Input, set *rules.Set, options lint.Options, request Request) (*lint.Result, error) {
	organization, read := lint.Read(ctx, inputs, options)
	r := &run{Request: request, set: set, options: options, before: organization, state: change.NewState(organization)}
	if err := r.settleServer(); err != nil {
		return nil, err
	}
	if err := r.Plan.Follow(r.state, r.Options); err != nil {
		return nil, err
	}
	before := lint.Judge(ctx, set, options, organization)
	r.after = facts.Derive(ctx, r.state.Organization(len(r.state.Steps)), options.Known)
	r.result = lint.Judge(ctx, set, options, r.after)
	r.result.CompareWith(before)
	r.result.Adopt(read)
	r.result.Errors = append(r.result.Errors, r.Plan.Errors...)
	r.locate(ctx)
	r.addOwn()
	r.accept()
	r.result.Change = r.report()
	r.result.Organization = r.after
	r.result.Finish(options)
	return r.result, nil
}

// settleServer checks the server on which scripts run; by default it is the only one.
func (r *run) settleServer() error {
	var names []string
	for _, o := range r.before.Objects("Server") {
		names = append(names, o.Identity)
	}
	if r.Options.Server == "" {
		if len(names) == 1 {
			r.Options.Server = names[0]
		}
		return nil
	}
	wanted, _, _ := strings.Cut(strings.ToUpper(r.Options.Server), ".")
	if !slices.Contains(names, wanted) {
		return fmt.Errorf("--change-server: the exports have no server %q (available: %s)", r.Options.Server, strings.Join(names, ", "))
	}
	r.Options.Server = wanted
	return nil
}
