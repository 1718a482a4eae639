package rules

import (
	"context"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/rego/eval"
	"github.com/exchlint/exchlint/schema"
)

// Outcome is what a rule says of an object: its findings, none for a pass; and, where Lack is set,
// that it may have more of them, and for want of what it can't say.
type Outcome struct {
	Findings []Finding // by property, then message
	Lack     *Lack
}

// Lack is what keeps a rule from saying anything of an object. An export that lacks a column
// lacks it of every object, so many share one.
type Lack struct {
	Properties []int // by their place in the schema of the object's kind
}

// Timeout is the time that one rule may take for one object.
const Timeout = eval.Timeout

// Session evaluates the rules of a set, as of one instant. It is for one goroutine.
type Session struct {
	set        *Set
	asOf       time.Time
	evaluators map[*Rule]*evaluator
	object     *model.Object
	input      eval.Input
	open       []int      // properties of which more may be true than the input says
	certain    eval.Input // the input without these
	room       []*model.Datum
	key        []byte
}

// evaluator evaluates one rule.
type evaluator struct {
	machine *eval.Machine
	reads   map[*schema.Kind][]int // what the rule reads of a kind, by position
	lacks   map[string]*Lack       // by the properties: outcomes share them
}

// NewSession returns a session for the rules of the set.
func (s *Set) NewSession(asOf time.Time) *Session {
	return &Session{set: s, asOf: asOf, evaluators: map[*Rule]*evaluator{}}
}

// SetObject sets the object that rules are evaluated on from now on. It must not change
// meanwhile.
func (s *Session) SetObject(o *model.Object) {
	s.object = o
	s.input = eval.Input{Kind: o.Kind, Data: o.AppendData(s.input.Data[:0])}
	s.certain = s.input
	if s.open = o.AppendOpen(s.open[:0]); len(s.open) == 0 {
		return
	}
	s.room = append(s.room[:0], s.input.Data...)
	s.certain.Data = s.room
	for _, property := range s.open {
		s.certain.Data[property] = nil
	}
}

// Evaluate evaluates a rule on the object. The error is the policy's: it has conflicting
// values, takes too long, or returns something that is not a finding. A property that the
// rule reads and the object lacks has an unknown value: the outcome is a pass or findings
// only if it is so for every value. Outcomes are shared, and must not be changed.
func (s *Session) Evaluate(ctx context.Context, r *Rule) (*Outcome, error) {
	outcome, err := s.evaluate(ctx, r, s.evaluator(r))
	if err != nil {
		return pass, fmt.Errorf("rule %s on %s %q: %w", r.ID, s.object.Kind.Name, s.object.Identity, err)
	}
	return outcome, nil
}

// pass is the outcome of most evaluations.
var pass = &Outcome{}

func (s *Session) evaluator(r *Rule) *evaluator {
	e := s.evaluators[r]
	if e == nil {
		e = &evaluator{eval.NewMachine(s.set.programs[r], s.asOf), map[*schema.Kind][]int{}, map[string]*Lack{}}
		s.evaluators[r] = e
	}
	return e
}

func (s *Session) evaluate(ctx context.Context, r *Rule, e *evaluator) (*Outcome, error) {
	answer, err := e.machine.Run(ctx, &s.input)
	if err == nil && !answer.Open {
		answer.Open, err = s.mayFindMore(ctx, r, e)
	}
	switch {
	case err != nil:
		return nil, err
	case len(answer.Elements) == 0 && !answer.Open:
		return pass, nil
	}
	outcome := &Outcome{}
	if answer.Open {
		outcome.Lack = s.lack(r, e)
	}
	outcome.Findings, err = findingsOf(r, s.object.Kind, answer.Elements)
	return outcome, err
}

// mayFindMore reports whether the rule reads a property of which more may be true than its value
// says, and may find more by that.
func (s *Session) mayFindMore(ctx context.Context, r *Rule, e *evaluator) (bool, error) {
	reads := e.readsOf(r, s.object.Kind)
	if !slices.ContainsFunc(s.open, func(property int) bool { return slices.Contains(reads, property) }) {
		return false, nil
	}
	answer, err := e.machine.Run(ctx, &s.certain)
	return answer.Open, err
}

// readsOf returns what the rule reads of a kind, by position.
func (e *evaluator) readsOf(r *Rule, kind *schema.Kind) []int {
	reads, known := e.reads[kind]
	if !known {
		reads = r.positions(kind)
		e.reads[kind] = reads
	}
	return reads
}

// maxLacks bounds the combinations of properties that are kept of a rule.
const maxLacks = 1 << 7

// lack returns what the rule reads that the object lacks.
func (s *Session) lack(r *Rule, e *evaluator) *Lack {
	reads := e.readsOf(r, s.object.Kind)
	s.key = s.key[:0]
	for _, i := range reads {
		if s.certain.Data[i] == nil {
			s.key = binary.AppendUvarint(s.key, uint64(i))
		}
	}
	lack := e.lacks[string(s.key)]
	if lack == nil {
		if len(e.lacks) == maxLacks {
			clear(e.lacks)
		}
		lack = &Lack{slices.DeleteFunc(slices.Clone(reads), func(i int) bool { return s.certain.Data[i] != nil })}
		e.lacks[string(s.key)] = lack
	}
	return lack
}

// Of puts together why an object lacks it.
func (l *Lack) Of(o *model.Object) *model.Gap {
	var reasons []string
	gap := &model.Gap{}
	for _, i := range l.Properties {
		why := o.Why(i)
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
