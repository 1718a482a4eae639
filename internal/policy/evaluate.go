package policy

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/exchlint/exchlint/internal/exchange"
	"github.com/exchlint/exchlint/internal/plan"
)

// Outcome is what a rule says of an object: its findings, none for a pass; or, where
// Gap is set, that it can't say, and for want of what.
type Outcome struct {
	Findings []Finding // by property, then message
	Gap      *exchange.Gap
}

// Longest is the time that one rule may take for one object.
const Longest = plan.Longest

// Session evaluates the rules of a set, as of one instant. It is for one goroutine.
type Session struct {
	machine *plan.Machine
	object  *exchange.Object
	input   plan.Input
	gaps    map[string]*exchange.Gap // those told so far: one copy of each, by all that it says
}

// NewSession returns a session that has seen nothing yet.
func (s *Set) NewSession(asOf time.Time) *Session {
	return &Session{machine: plan.NewMachine(s.Program, asOf), gaps: map[string]*exchange.Gap{}}
}

// Take makes an object the one that the rules are asked about from now on. It must not
// change meanwhile.
func (s *Session) Take(o *exchange.Object) {
	s.object = o
	s.input.Kind, s.input.Values = o.Kind, s.input.Values[:0]
	for i := range o.Kind.Properties {
		var value any
		if datum := o.Datum(i); datum != nil {
			value = datum.Value
		}
		s.input.Values = append(s.input.Values, value)
	}
}

// Evaluate evaluates a rule on the object that was taken. The error is the policy's: it
// contradicted itself, took too long, or found something that is no finding. A property that
// the rule looks at and the object lacks is taken into account: the outcome is a pass or
// findings only if it were so with any value.
func (s *Session) Evaluate(ctx context.Context, r *Rule) (Outcome, error) {
	outcome, err := s.evaluate(ctx, r)
	if err != nil {
		return Outcome{}, fmt.Errorf("rule %s on %s %q: %w", r.ID, s.object.Kind.Name, s.object.Identity, err)
	}
	return outcome, nil
}

func (s *Session) evaluate(ctx context.Context, r *Rule) (Outcome, error) {
	answer, err := s.machine.Ask(ctx, r.function, &s.input)
	if err != nil {
		return Outcome{}, err
	}
	if len(answer.Elements) == 0 && answer.Open {
		return Outcome{Gap: s.shared(gapOf(s.object, missingOf(r, s.object)))}, nil
	}
	findings, err := findingsOf(r, s.object.Kind, answer.Elements)
	return Outcome{Findings: findings}, err
}

// shared returns the first gap that said the same: an export that lacks a column lacks
// it of every object.
func (s *Session) shared(gap *exchange.Gap) *exchange.Gap {
	says := gap.Reason + "\x00" + strings.Join(gap.Missing, "\x00")
	if known := s.gaps[says]; known != nil {
		return known
	}
	if len(s.gaps) == mostGaps {
		clear(s.gaps)
	}
	s.gaps[says] = gap
	return gap
}

const mostGaps = 1 << 12

// missingOf lists the properties that a rule reads and an object lacks.
func missingOf(r *Rule, o *exchange.Object) (missing []string) {
	for _, property := range r.Reads(o.Kind.Name) {
		if _, known := o.Value(property); !known {
			missing = append(missing, property)
		}
	}
	return missing
}

// gapOf says why properties of an object are not known.
func gapOf(o *exchange.Object, missing []string) *exchange.Gap {
	var reasons []string
	gap := &exchange.Gap{}
	for _, property := range missing {
		why := o.Gap(property)
		reasons = append(reasons, why.Reason)
		gap.Missing = append(gap.Missing, why.Missing...)
	}
	gap.Reason = strings.Join(sortedSet(reasons), "; ")
	gap.Missing = sortedSet(gap.Missing)
	return gap
}

func sortedSet(texts []string) []string {
	slices.Sort(texts)
	return slices.Compact(texts)
}
