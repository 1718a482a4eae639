package plan

import (
	"fmt"
	"slices"
)

// frame is a function that runs.
type frame struct {
	*Machine
	function *function
	locals   []any
	certain  int // how many doubts there were when it was called
	value    any // that it returns
}

// How a block ends. A number above stopped is how many blocks more end with it.
const (
	completed = -1
	stopped   = 0
	left      = 1 << 20 // all of the function
)

// always is the question that the constants answer.
const always = -1

// call runs a function, and returns nil for undefined.
func (m *Machine) call(f int, args []any) any {
	called := &m.program.functions[f]
	if called.value != nil {
		return called.value
	}
	if len(called.params) > 2 {
		return m.run(called, args)
	}
	if known := m.known[f]; known.question == m.question || known.question == always {
		return known.value
	}
	value := m.run(called, args)
	m.known[f] = memo{m.question, value}
	if called.constant && !uncertain(value) {
		m.known[f].question = always
	}
	return value
}

func (m *Machine) run(called *function, args []any) any {
	first := m.used
	if m.used += called.locals; m.used > len(m.stack) {
		m.stack = append(m.stack, make([]any, m.used)...) // who runs already keeps the old one
	}
	f := frame{Machine: m, function: called, locals: m.stack[first:m.used], certain: m.doubts}
	for _, local := range called.asked { // all others are given a value before they are read
		f.locals[local] = nil
	}
	for i, arg := range args {
		f.locals[called.params[i]] = arg
	}
	changes, pending := len(m.changes), m.pending
	f.runBlocks(called.blocks)
	m.used, m.doubts, m.changes, m.pending = first, f.certain, m.changes[:changes], pending
	return f.value
}

// runBlocks runs blocks one after the other, in a block that goes on as this returns.
func (f *frame) runBlocks(blocks span) int {
	for b := blocks.from; b < blocks.to; b++ {
		if end, _ := f.enter(b, false, 1); end > stopped {
			return end - 1
		}
	}
	return completed
}

// enter runs a block, from the beginning in doubt or not, and reports whether it came to its
// end in doubt. What it did is in doubt for all that follows: a local that it gave a value
// may have that or another. Where it may have ended blocks more than itself, of which so
// many levels are the statement's own, what follows in these is in doubt, too.
func (f *frame) enter(b int32, doubtful bool, levels int) (end int, inDoubt bool) {
	doubts, changes, pending := f.doubts, len(f.changes), f.pending
	f.pending = 0
	if doubtful {
		f.doubts++
	}
	end = f.statements(b)
	inDoubt = f.doubts > doubts
	if inDoubt {
		f.doubtSince(changes, doubts)
		f.doubts = doubts
		if end > stopped && f.err == nil {
			f.pending, end = max(f.pending, end), stopped
		}
	}
	if f.pending > 0 {
		f.doubts++
		inDoubt = true
	}
	f.pending = max(pending, f.pending-levels)
	return end, inDoubt
}

// doubtSince takes the changes since then that were made with more doubts than these into
// doubt. A local that had no value before may have the new one.
func (f *frame) doubtSince(changes, doubts int) {
	for _, c := range f.changes[changes:] {
		value := f.locals[c.local]
		switch {
		case c.doubts <= doubts:
		case c.before == nil && value != nil && !uncertain(value):
			f.locals[c.local] = maybe{value}
		default:
			f.locals[c.local] = perhaps
		}
	}
}

// read returns what an operand stands for. Who reads a local has seen that it has a value.
func (f *frame) read(o operand) any {
	if o < 0 {
		return f.program.constants[^o]
	}
	value := f.locals[o]
	if m, ok := value.(maybe); ok {
		return m.value
	}
	return value
}

// copied returns what an operand stands for, whether that has a value or not.
func (f *frame) copied(o operand) any {
	if o < 0 {
		return f.program.constants[^o]
	}
	return f.locals[o]
}

// optional reports whether a local may have no value.
func (f *frame) optional(local operand) bool {
	_, ok := f.locals[local].(maybe)
	return ok || f.locals[local] == perhaps
}

// assign gives a local a value.
func (f *frame) assign(local operand, value any) {
	if f.doubts > f.certain {
		f.changes = append(f.changes, change{local, f.locals[local], f.doubts})
	}
	f.locals[local] = value
}

// statements runs a block's statements.
func (f *frame) statements(b int32) int {
	if f.late() {
		return left
	}
	block := f.program.blocks[b]
	for i := block.from; i < block.to; i++ {
		if end := f.step(&f.program.statements[i]); end != completed {
			return end
		}
	}
	return completed
}

// argsOf returns the operands of a statement that has any number of them.
func (f *frame) argsOf(s *statement) []operand { return f.program.args[s.args.from:s.args.to] }

// step runs a statement. It returns completed where the next one follows.
func (f *frame) step(s *statement) int {
	switch s.op {
	case opDot:
		return f.dot(s)
	case opNotEqual:
		return f.compare(s, false)
	case opEqual:
		return f.compare(s, true)
	case opAssign:
		f.assign(s.b, f.copied(s.a))
	case opAssignOnce:
		return f.assignOnce(s)
	case opCall:
		return f.callFunction(int(s.a), s)
	case opCallBuiltin:
		return f.callBuiltin(&f.program.builtins[s.a], s)
	case opCallDynamic:
		return f.callDynamic(s)
	case opReset:
		f.assign(s.a, nil)
	case opIsDefined:
		return f.holds(f.locals[s.a] != nil, f.optional(s.a))
	case opIsUndefined:
		return f.holds(f.locals[s.a] == nil, f.optional(s.a))
	case opNot:
		return f.not(s)
	case opBlocks:
		return f.runBlocks(s.blocks)
	case opBreak:
		return int(s.a)
	case opScan:
		return f.scan(s)
	case opWith:
		return f.with(s)
	case opReturn:
		f.value = f.locals[s.a]
		return left
	default:
		return f.make(s)
	}
	return completed
}

// holds goes on where a condition holds, and in doubt where that is not known.
func (f *frame) holds(condition, doubtful bool) int {
	switch {
	case doubtful:
		f.doubts++
	case !condition:
		return stopped
	}
	return completed
}

// dot looks up what a value has under a key.
func (f *frame) dot(s *statement) int {
	source := f.read(s.a)
	if in, ok := source.(*Input); ok {
		return f.property(in, s)
	}
	key := f.read(s.b)
	found := get(source, key)
	if found == nil || uncertain(key) {
		if !uncertain(source) && !uncertain(key) {
			return stopped
		}
		f.doubts++
		found = unknown
	}
	f.assign(s.c, found)
	return completed
}

// property looks up a property of the object that the rule is asked about.
func (f *frame) property(in *Input, s *statement) int {
	place := int32(-1)
	if s.b < 0 {
		place = f.places[^s.b]
	} else if key := f.read(s.b); uncertain(key) {
		f.doubts++
		f.assign(s.c, unknown)
		return completed
	} else if name, ok := key.(string); ok {
		if i, ok := in.Kind.Index(name); ok {
			place = int32(i)
		}
	}
	switch {
	case place < 0:
		return stopped
	case in.Values[place] == nil:
		f.assign(s.c, unknown)
	default:
		f.assign(s.c, in.Values[place])
	}
	return completed
}

func (f *frame) compare(s *statement, want bool) int {
	a, b := f.read(s.a), f.read(s.b)
	if boolean, ok := a.(bool); ok { // nearly all of them are of this sort
		if other, ok := b.(bool); ok {
			return f.holds((boolean == other) == want, false)
		}
	}
	if uncertain(a) || uncertain(b) {
		f.doubts++
		return completed
	}
	return f.holds(equal(a, b) == want, false)
}

func (f *frame) assignOnce(s *statement) int {
	value, before := f.read(s.a), f.read(s.b)
	switch {
	case before == nil:
		f.assign(s.b, value)
	case uncertain(value), uncertain(before):
		f.assign(s.b, unknown)
	case equal(value, before):
		if f.optional(s.b) {
			f.assign(s.b, value)
		}
	case f.doubts == 0 && !f.optional(s.b):
		f.err = f.contradiction(s, before, value)
		return left
	default:
		f.assign(s.b, unknown)
	}
	return completed
}

// contradiction is the error of a rule that gives two different values.
func (f *frame) contradiction(s *statement, a, b any) error {
	return fmt.Errorf("%s:%d: %s has two values, %s and %s", f.program.files[f.function.file], s.line, f.function.name, toOPA(a), toOPA(b))
}

func (f *frame) callFunction(function int, s *statement) int {
	args := make([]any, 0, 8)
	for _, arg := range f.argsOf(s) {
		args = append(args, f.read(arg))
	}
	return f.result(s.b, f.call(function, args))
}

// result gives a local what was called for, where that is something.
func (f *frame) result(to operand, value any) int {
	if m, ok := value.(maybe); ok {
		f.doubts++
		value = m.value
	}
	switch {
	case f.err != nil:
		return left
	case value == nil:
		return stopped
	case value == perhaps:
		f.doubts++
		value = unknown
	}
	f.assign(to, value)
	return completed
}

// callDynamic calls the function that its path names; a rule that has no value ends more
// than this block, as OPA plans it.
func (f *frame) callDynamic(s *statement) int {
	steps := f.argsOf(s)
	path := make([]string, len(steps))
	for i, arg := range steps {
		value := f.read(arg)
		if uncertain(value) {
			f.doubts++
			f.assign(s.b, unknown)
			return completed
		}
		path[i], _ = value.(string)
	}
	function, ok := f.program.byPath[joined(path)]
	if !ok {
		return stopped
	}
	given := f.function.params
	end := f.result(s.b, f.call(function, []any{f.locals[given[0]], f.locals[given[1]]}))
	if end == stopped {
		return 3
	}
	return end
}

// not goes on where its block does not come to its end.
func (f *frame) not(s *statement) int {
	switch end, inDoubt := f.enter(s.blocks.from, false, 1); {
	case end > stopped:
		return end - 1
	case end == completed:
		return f.holds(false, inDoubt)
	}
	return completed
}

// scan runs a block for each element of a value: of one that is not known in doubt, once.
func (f *frame) scan(s *statement) int {
	end := completed
	switch v := f.read(s.a).(type) {
	case []any:
		for i := 0; i < len(v) && end <= stopped; i++ {
			end = f.visit(s, int64(i), v[i], false)
		}
	case *set:
		for i := 0; i < len(v.elements) && end <= stopped; i++ {
			end = f.visit(s, v.elements[i], v.elements[i], false)
		}
		if v.open && end <= stopped {
			end = f.visit(s, unknown, unknown, true)
		}
	case doubt:
		end = f.visit(s, unknown, unknown, true)
	case *Input:
		for i := 0; i < len(v.Values) && end <= stopped; i++ {
			end = f.visit(s, v.Kind.Properties[i].Name, orUnknown(v.Values[i]), false)
		}
	default:
		members, _ := Members(v)
		for i := 0; i < len(members) && end <= stopped; i++ {
			end = f.visit(s, members[i].Key, members[i].Value, false)
		}
	}
	if end > 1 {
		return end - 2
	}
	return completed
}

// visit runs the block of a scan for one element.
func (f *frame) visit(s *statement, key, value any, doubtful bool) int {
	f.assign(s.b, key)
	f.assign(s.c, value)
	end, _ := f.enter(s.blocks.from, doubtful, 2)
	return end
}

// with runs a block with another value for something of a local. What functions gave
// before does not hold there.
func (f *frame) with(s *statement) int {
	before, question := f.locals[s.a], f.question
	f.asked++
	f.question = f.asked
	f.locals[s.a] = f.replaced(before, f.argsOf(s), f.read(s.b))
	end, inDoubt := f.enter(s.blocks.from, false, 1)
	f.locals[s.a], f.question = before, question
	switch {
	case end > stopped:
		return end - 1
	case end == completed:
		return f.holds(true, inDoubt)
	}
	return f.holds(false, f.pending > 0)
}

// replaced returns a value with another one at a path.
func (f *frame) replaced(value any, path []operand, by any) any {
	if len(path) == 0 {
		return by
	}
	name := f.read(path[0])
	switch v := value.(type) {
	case *Input:
		again := &Input{v.Kind, slices.Clone(v.Values)}
		if i, ok := v.Kind.Index(name.(string)); ok {
			again.Values[i] = f.replaced(orUnknown(v.Values[i]), path[1:], by)
			if again.Values[i] == unknown {
				again.Values[i] = nil
			}
		}
		return again
	case doubt:
		return unknown
	}
	inner := f.replaced(get(value, name), path[1:], by)
	if uncertain(inner) {
		return unknown
	}
	members, _ := Members(value)
	o := &object{members: slices.Clone(members)}
	o.put(name, inner)
	return o
}

func orUnknown(value any) any {
	if value == nil {
		return unknown
	}
	return value
}
