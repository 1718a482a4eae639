package eval

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"time"

	"github.com/open-policy-agent/opa/v1/topdown"

	"github.com/exchlint/exchlint/schema"
)

// Machine runs a program. It is for one goroutine.
type Machine struct {
	program   *Program
	positions map[*schema.Kind][]int32 // by constant: of the kind's property of that name, or -1
	patterns  map[string]*regexp.Regexp
	context   topdown.BuiltinContext

	properties []int32 // positions of the input's kind
	stack      []any   // the locals of the functions that run
	weights    []int   // by local of the stack
	used       int     // how many of them are in use
	args       []any   // of the built-in functions that run
	memos      []memo  // of functions without parameters, by function
	input      int     // the number of the input that they are for
	inputs     int     // how many inputs there were

	unresolved int          // conditions of unknown outcome on the path to the statement
	mayBreak   flow         // how many blocks more the path may have left
	trail      []assignment // to locals in may mode

	steps int             // before the clock starts
	over  <-chan struct{} // closed when evaluation must end; nil before the clock starts
	stop  func()          // stops the clock
	spent int             // bytes that the values of this answer take
	kept  int             // bytes that those of earlier answers may take that are kept
	stuck error           // why no more answers are given: a function that was not waited for still runs
	err   error
}

// memo is the value of a function for an input.
type memo struct {
	input int
	value any
}

// anyInput is the number of the input of invariant functions.
const anyInput = -1

// assignment is one to a local of the function that runs.
type assignment struct {
	local      operand
	before     any
	unresolved int // when it was made
}

// Timeout is the time that one answer may take: thousands of times what a rule that loops
// over nothing but its object needs.
const Timeout = 5 * time.Second

var errTimeout = fmt.Errorf("took longer than %s", Timeout)

// NewMachine returns a machine for a program. Policies that ask for the time get asOf.
func NewMachine(p *Program, asOf time.Time) *Machine {
	return &Machine{
		program:   p,
		positions: map[*schema.Kind][]int32{},
		context:   topdown.BuiltinContext{Time: toOPA(asOf.UnixNano())},
		stack:     make([]any, 1<<7),
		weights:   make([]int, 1<<7),
		memos:     make([]memo, len(p.functions)),
	}
}

// Answer is the value of a rule that gives a set. An element is a bool, int64 or string, a
// []any, an object, which has [Members], or of a type of its own.
type Answer struct {
	Elements []any // sorted: those that it has for every completion of the input
	Open     bool  // for some completion it may have others
}

// Run evaluates the program's rule. The error is the policy's (it has conflicting values,
// is not a set, or takes too long) or that of ctx.
func (m *Machine) Run(ctx context.Context, input *Input) (Answer, error) {
	m.properties = m.propertiesOf(input.Kind)
	value, err := m.value(ctx, input, emptyObject)
	if err != nil {
		return Answer{}, err
	}
	found, isSet := value.(*set)
	switch {
	case value == nil:
		return Answer{}, nil
	case isSet:
		return Answer{found.elements, found.open}, nil
	case isUncertain(value):
		return Answer{Open: true}, nil
	}
	return Answer{}, errors.New("findings is not a set")
}

// Text returns a value as Rego writes it.
func Text(value any) string { return toOPA(value).String() }

// value returns the value of the program's rule; nil for undefined.
func (m *Machine) value(ctx context.Context, input, data any) (any, error) {
	m.inputs++
	m.input, m.used, m.args = m.inputs, 0, m.args[:0]
	m.unresolved, m.mayBreak, m.trail = 0, 0, m.trail[:0]
	m.steps, m.spent, m.err, m.context.Context = 0, 0, m.stuck, ctx
	if m.err != nil {
		return nil, m.err
	}
	value := m.call(0, []any{input, data})
	if m.over != nil {
		m.stop()
		m.over, m.context.Cancel = nil, nil
	}
	m.forgetLarge()
	return value, m.err
}

// maxKept bounds what a machine keeps of earlier answers, in bytes.
const maxKept = 1 << 16

// forgetLarge lets go of the values of answers that took much memory.
func (m *Machine) forgetLarge() {
	if m.kept += m.spent; m.kept > maxKept {
		clear(m.stack)
		clear(m.memos)
		clear(m.args[:cap(m.args)])
		clear(m.patterns)
		m.kept = 0
	}
}

// propertiesOf returns, for each constant of the program, the position of a kind's
// property of that name.
func (m *Machine) propertiesOf(kind *schema.Kind) []int32 {
	positions := m.positions[kind]
	if positions != nil {
		return positions
	}
	positions = make([]int32, len(m.program.constants))
	for i, constant := range m.program.constants {
		positions[i] = -1
		name, _ := constant.(string)
		if position, ok := kind.Index(name); ok {
			positions[i] = int32(position)
		}
	}
	m.positions[kind] = positions
	return positions
}

// clockless is the number of blocks that run before the clock starts, or of statements of one block. Most
// answers do without.
const clockless = 1 << 8

// enter starts the clock before a block, if it is time to.
func (m *Machine) enter(block span) {
	if m.steps++; m.steps == clockless || block.to-block.from > clockless {
		m.watch()
	}
}

// interrupted reports whether evaluation must end before a statement.
func (m *Machine) interrupted(s *statement) bool {
	if m.err == nil && m.over != nil && m.context.Cancel.Cancelled() {
		m.err = m.timeout(s.place)
	}
	return m.err != nil
}

// timeout returns why evaluation must end at a place.
func (m *Machine) timeout(place int64) error {
	if err := m.context.Context.Err(); err != nil {
		return err
	}
	return m.program.at(place, "%w", errTimeout)
}

// watch starts the clock, unless it runs.
func (m *Machine) watch() {
	if m.over != nil {
		return
	}
	m.context.Cancel = topdown.NewCancel()
	clock, stop := context.WithTimeout(m.context.Context, Timeout)
	unhook := context.AfterFunc(clock, m.context.Cancel.Cancel)
	m.over, m.stop = clock.Done(), func() { unhook(); stop() }
}
