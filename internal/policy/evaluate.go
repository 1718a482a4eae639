package policy

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"

	"github.com/exchlint/exchlint/internal/exchange"
)

// Outcome is what a rule says of an object: its findings, none for a pass; or, where
// Gap is set, that it can't say, and for want of what.
type Outcome struct {
	Findings []Finding // by property, then message
	Gap      *exchange.Gap
}

// Input is an object as policies see it. It is made once and evaluated by many rules.
type Input struct {
	object *exchange.Object
	term   *ast.Term
}

// Prepare makes an object ready for evaluation. The object must not change after.
func Prepare(o *exchange.Object) (*Input, error) {
	value, err := ast.InterfaceToValue(o.Input())
	if err != nil {
		return nil, fmt.Errorf("%s %q as a policy's input: %w", o.Kind.Name, o.Identity, err)
	}
	return &Input{object: o, term: ast.NewTerm(value)}, nil
}

// Longest is the time that one rule may take for one object: thousands of times what
// a rule that loops over nothing but its object needs.
const Longest = 5 * time.Second

// Evaluate evaluates a rule of the set on an object as of an instant. The error is
// the policy's: it contradicted itself, took too long, or found something that is no
// finding. A property that the rule looks at and the object lacks is taken into account:
// the outcome is a pass or findings only if it were so with any value.
func (s *Set) Evaluate(ctx context.Context, r *Rule, in *Input, asOf time.Time) (Outcome, error) {
	outcome, _, err := s.evaluate(ctx, r, in, asOf)
	return outcome, err
}

// evaluate is as [Set.Evaluate], and tells what the outcome hangs on: the properties
// that the rule looked at, by their place in the schema, in the order in which it did.
// Another object that is alike in these has the same outcome.
func (s *Set) evaluate(ctx context.Context, r *Rule, in *Input, asOf time.Time) (outcome Outcome, looked []int, err error) {
	e := evaluation{rule: r, input: in, asOf: asOf, compiler: s.compiler}
	if !r.footprint.whole {
		w := &watched{content: in.term.Value.(ast.Object), kind: in.object.Kind}
		e.input = &Input{object: in.object, term: ast.NewTerm(w)}
		if outcome, err = e.within(ctx, e.run); !w.lacking {
			return outcome, w.looked, err
		}
		e.input, looked = in, w.looked
	}
	e.missing = missingOf(r, in.object)
	if c := r.conditions(); !c.whole {
		settled := false
		outcome, err = e.within(ctx, func(ctx context.Context) (outcome Outcome, err error) {
			outcome, settled = e.settle(ctx, c)
			return outcome, nil
		})
		if settled || err != nil {
			return outcome, together(looked, c.places(in.object, e.missing)), err
		}
	}
	outcome, err = e.within(ctx, e.run)
	return outcome, together(looked, r.indexes[in.object.Kind.Name]), err
}

// together adds to a list what it has not.
func together(list, more []int) []int {
	for _, n := range more {
		if !slices.Contains(list, n) {
			list = append(list, n)
		}
	}
	return list
}

// evaluation is one rule on one object.
type evaluation struct {
	rule     *Rule
	input    *Input
	asOf     time.Time
	compiler *ast.Compiler
	missing  []string // properties that the rule may read and the object lacks, if that is to count
}

// within runs the evaluation when it is its turn, and for as long as it may.
func (e evaluation) within(ctx context.Context, run func(context.Context) (Outcome, error)) (Outcome, error) {
	defer e.takeTurn()() // before the clock starts: waiting for others is not the rule's fault
	ctx, done := context.WithTimeout(ctx, Longest)
	defer done()
	outcome, err := run(ctx)
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		err = fmt.Errorf("took longer than %s", Longest)
	case ctx.Err() != nil:
		err = ctx.Err()
	}
	if err != nil {
		return Outcome{}, fmt.Errorf("rule %s on %s %q: %w", e.rule.ID, e.input.object.Kind.Name, e.input.object.Identity, err)
	}
	return outcome, nil
}

// writing keeps partial evaluations apart from all others: OPA's copy propagation
// writes to terms that it shares with every evaluation of the process.
var writing sync.RWMutex

// takeTurn waits until the evaluation may run, and returns what ends its turn.
func (e evaluation) takeTurn() (end func()) {
	if len(e.missing) > 0 {
		writing.Lock()
		return writing.Unlock
	}
	writing.RLock()
	return writing.RUnlock
}

func (e evaluation) run(ctx context.Context) (Outcome, error) {
	if len(e.missing) > 0 {
		return e.partial(ctx, e.missing)
	}
	return e.plain(ctx)
}

// plain evaluates the rule on the object as it is.
func (e evaluation) plain(ctx context.Context) (Outcome, error) {
	query, done := e.query(ctx, e.rule.all)
	defer done()
	answers, err := query.Run(ctx)
	if err != nil {
		return Outcome{}, readable(err)
	}
	var found []*ast.Term
	for _, answer := range answers {
		set, ok := answer[foundVar].Value.(ast.Set)
		if !ok {
			return Outcome{}, errors.New("findings is no set")
		}
		found = append(found, set.Slice()...)
	}
	findings, err := e.findings(found)
	return Outcome{Findings: findings}, err
}

// missingOf lists the properties that a rule reads and an object lacks.
func missingOf(r *Rule, o *exchange.Object) (missing []string) {
	for _, property := range r.Reads(o.Kind.Name) {
		if _, known := o.Value(property); !known {
			missing = append(missing, property)
		}
	}
	return missing
}

// query returns a query that stops when ctx does. done frees what watches for that.
func (e evaluation) query(ctx context.Context, body ast.Body) (query *topdown.Query, done func() bool) {
	cancel := topdown.NewCancel()
	query = topdown.NewQuery(body).WithCompiler(e.compiler).WithInput(e.input.term).WithTime(e.asOf).WithCancel(cancel)
	return query, context.AfterFunc(ctx, cancel.Cancel)
}

// readable returns an error of a running policy as what it says and where.
func readable(err error) error {
	var failed *topdown.Error
	if !errors.As(err, &failed) {
		return err
	}
	message := strings.Join(strings.Fields(failed.Message), " ")
	if failed.Location == nil {
		return errors.New(message)
	}
	return at(failed.Location, "%s", message)
}
