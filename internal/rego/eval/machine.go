package eval

import (
	"context"
	"fmt"
	"time"

	"github.com/open-policy-agent/opa/v1/topdown"

	"github.com/exchlint/exchlint/schema"
)

// Machine runs functions of a program. It is for one goroutine.
type Machine struct {
	program *Program
	slots   map[*schema.Kind][]int32 // by constant: where a kind has the property of that name, or -1
	context topdown.BuiltinContext

	places   []int32 // of the input's kind
	stack    []any   // the locals of all functions that run
	used     int     // how many of them there are
	args     []any   // of built-in functions that run
	known    []memo  // by function: what it gave, of functions without parameters
	question int     // the number of the input, for these
	asked    int     // how many questions there were

	doubts  int      // how many steps were taken that may not be
	pending int      // how many blocks more are left, perhaps
	changes []change // locals that were given a value in doubt

	steps    int // taken since the last look at the clock
	deadline time.Time
	stop     func() // ends what watches the clock for OPA's functions; nil where none was called
	err      error
}

// memo is what a function gave in answer to some question.
type memo struct {
	question int
	value    any
}

// change is a local of the function that runs, what it was before, and how many doubts
// there were.
type change struct {
	local  operand
	before any
	doubts int
}

// Longest is the time that one answer may take: thousands of times what a rule that loops
// over nothing but its object needs.
const Longest = 5 * time.Second

// errLongest is what is said where that is not enough.
var errLongest = fmt.Errorf("took longer than %s", Longest)

// NewMachine returns a machine for a program. Policies see asOf when they ask for the time.
func NewMachine(p *Program, asOf time.Time) *Machine {
	return &Machine{
		program: p,
		slots:   map[*schema.Kind][]int32{},
		context: topdown.BuiltinContext{Time: toOPA(asOf.UnixNano())},
		stack:   make([]any, 1<<10),
		known:   make([]memo, len(p.functions)),
	}
}

// Ask runs a function that gives a set. The error is the policy's: it contradicts itself,
// gives something else, or takes too long; or that of ctx.
func (m *Machine) Ask(ctx context.Context, f Function, input *Input) (Answer, error) {
	m.places = m.placesOf(input.Kind)
	value, err := m.value(ctx, f, input, noObject)
	if err != nil {
		return Answer{}, err
	}
	return answerOf(value)
}

// value returns what a function gives for an input and data; nil for nothing.
func (m *Machine) value(ctx context.Context, f Function, input, data any) (any, error) {
	m.asked++
	m.question, m.used, m.args = m.asked, 0, m.args[:0]
	m.doubts, m.pending, m.changes = 0, 0, m.changes[:0]
	m.steps, m.deadline, m.err, m.context.Context = 0, time.Time{}, nil, ctx
	value := m.call(int(f), []any{input, data})
	if m.stop != nil {
		m.stop()
		m.stop = nil
	}
	return value, m.err
}

// placesOf returns, for each constant of the program, where a kind has the property of
// that name.
func (m *Machine) placesOf(kind *schema.Kind) []int32 {
	places := m.slots[kind]
	if places != nil {
		return places
	}
	places = make([]int32, len(m.program.constants))
	for i, constant := range m.program.constants {
		places[i] = -1
		name, _ := constant.(string)
		if place, ok := kind.Index(name); ok {
			places[i] = int32(place)
		}
	}
	m.slots[kind] = places
	return places
}

// late looks at the clock from time to time, and reports whether the answer must end.
func (m *Machine) late() bool {
	if m.steps++; m.steps < 1<<12 && m.err == nil {
		return false
	}
	m.steps = 0
	now := time.Now()
	switch {
	case m.err != nil:
	case m.context.Context.Err() != nil:
		m.err = m.context.Context.Err()
	case m.deadline.IsZero():
		m.deadline = now.Add(Longest)
	case now.After(m.deadline):
		m.err = errLongest
	}
	return m.err != nil
}

// watch has OPA's functions end when the answer must: some of them run for long.
func (m *Machine) watch() {
	if m.stop != nil {
		return
	}
	cancel := topdown.NewCancel()
	m.context.Cancel = cancel
	clock := time.AfterFunc(Longest, cancel.Cancel)
	unhook := context.AfterFunc(m.context.Context, cancel.Cancel)
	m.stop = func() { clock.Stop(); unhook() }
}
