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

// Outcome is what a rule says of an object: its findings, none for a pass; or, where
// Lack is set, that it can't say, and for want of what.
type Outcome struct {
	Findings []Finding // by property, then message
	Lack     *Lack
}

// Lack is what keeps a rule from saying anything of an object. An export that lacks a column
// lacks it of every object, so many share one.
type Lack struct {
	Properties []int // by their place in the schema of the object's kind
}

// Longest is the time that one rule may take for one object.
const Longest = eval.Longest

// Session evaluates the rules of a set, as of one instant. It is for one goroutine.
type Session struct {
	machine *eval.Machine
	object  *model.Object
	input   eval.Input

	memory memory

	reads map[asked][]int
	lacks map[string]*Lack // those told so far, by rule and properties
	says  []byte           // one of these, to look it up
}

// NewSession returns a session that has seen nothing yet. It remembers the answers of rules
// as they are grouped; those of none, where that is nil.
func (s *Set) NewSession(asOf time.Time, grouping *Grouping) *Session {
	return &Session{
		machine: eval.NewMachine(s.Program, asOf), memory: memory{grouping: grouping, known: map[*group]map[uint64]*answers{}},
		reads: map[asked][]int{}, lacks: map[string]*Lack{},
	}
}

// Take makes an object the one that the rules are asked about from now on. It must not
// change meanwhile.
func (s *Session) Take(o *model.Object) {
	s.object = o
	s.input = eval.Input{Kind: o.Kind, Data: o.AppendData(s.input.Data[:0])}
	s.memory.take(o, s.input.Data)
}

// Evaluate evaluates a rule on the object that was taken. The error is the policy's: it
// contradicted itself, took too long, or found something that is no finding. A property that
// the rule looks at and the object lacks is taken into account: the outcome is a pass or
// findings only if it were so with any value. It may be that of other objects, too, and is
// not to be changed.
func (s *Session) Evaluate(ctx context.Context, r *Rule) (*Outcome, error) {
	said := s.memory.of(r)
	if *said != nil {
		return *said, nil
	}
	outcome, err := s.evaluate(ctx, r)
	if err != nil {
		return pass, fmt.Errorf("rule %s on %s %q: %w", r.ID, s.object.Kind.Name, s.object.Identity, err)
	}
	*said = outcome
	return outcome, nil
}

func (s *Session) evaluate(ctx context.Context, r *Rule) (*Outcome, error) {
	answer, err := s.machine.Ask(ctx, r.function, &s.input)
	switch {
	case err != nil:
		return nil, err
	case len(answer.Elements) > 0:
		findings, err := findingsOf(r, s.object.Kind, answer.Elements)
		return &Outcome{Findings: findings}, err
	case answer.Open:
		return &Outcome{Lack: s.lack(r)}, nil
	}
	return pass, nil
}

// lack tells what a rule reads that the object lacks that was taken. When too much has been
// told, all is forgotten.
func (s *Session) lack(r *Rule) *Lack {
	s.says = binary.AppendUvarint(s.says[:0], uint64(r.function))
	for _, i := range s.readsOf(r) {
		if s.input.Data[i] == nil {
			s.says = binary.AppendUvarint(s.says, uint64(i))
		}
	}
	known := s.lacks[string(s.says)]
	if known == nil {
		if len(s.lacks) == mostLacks {
			clear(s.lacks)
		}
		known = &Lack{slices.DeleteFunc(slices.Clone(s.readsOf(r)), func(i int) bool { return s.input.Data[i] != nil })}
		s.lacks[string(s.says)] = known
	}
	return known
}

const mostLacks = 1 << 12

// readsOf lists the properties that a rule reads of the object, by their place in the schema.
func (s *Session) readsOf(r *Rule) []int {
	key := asked{r, s.object.Kind}
	places, known := s.reads[key]
	if !known {
		places = r.places(s.object.Kind)
		s.reads[key] = places
	}
	return places
}

// asked is a rule, and the kind of object that it is asked about.
type asked struct {
	rule *Rule
	kind *schema.Kind
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
