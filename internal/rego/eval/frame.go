package eval

// frame is a function that runs.
type frame struct {
	*Machine
	function *function
	locals   []any
	weights  []int // by local: of the collection that is built in it
	atCall   int   // Machine.unresolved when it was called
	value    any   // that it returns
}

// flow is what follows a statement or block: the next one, or the end of blocks. A number
// above undefined is how many blocks more than its own a break leaves.
type flow int

const (
	next      flow = -1
	undefined flow = 0 // the end of the block
	returned  flow = 1 << 20
)

// may reports whether the statement that runs may not be executed for some completion,
// though the function is called for it.
func (f *frame) may() bool { return f.unresolved > f.atCall }

// argsOf returns the operands of a statement that has any number of them.
func (f *frame) argsOf(s *statement) []operand { return f.program.args[s.args.from:s.args.to] }

// state returns the state of an operand.
func (f *frame) state(o operand) any {
	if o < 0 {
		return f.program.constants[^o]
	}
	return f.locals[o]
}

// read returns the value of an operand. Where a local may be undefined the statement that
// reads it may not be executed.
func (f *frame) read(o operand) any {
	if o < 0 {
		return f.program.constants[^o]
	}
	switch v := f.locals[o].(type) {
	case optional:
		f.unresolved++
		return v.value
	case abstract:
		if v == maybeUndefined {
			f.unresolved++
		}
		return unknown
	}
	return f.locals[o]
}

// assign sets the state of a local.
func (f *frame) assign(local operand, state any) {
	if f.may() {
		f.trail = append(f.trail, assignment{local, f.locals[local], f.unresolved})
	}
	f.locals[local] = state
}

// setResult assigns the result of a call, where it has one.
func (f *frame) setResult(local operand, state any) flow {
	switch v := state.(type) {
	case optional:
		f.unresolved++
		state = v.value
	case abstract:
		if v == maybeUndefined {
			f.unresolved++
		}
		state = unknown
	}
	switch {
	case f.err != nil:
		return returned
	case state == nil:
		return undefined
	}
	f.assign(local, state)
	return next
}

// assertCondition ends the block where a condition fails. One of unknown outcome starts may
// mode.
func (f *frame) assertCondition(holds, isUnknown bool) flow {
	switch {
	case isUnknown:
		f.unresolved++
	case !holds:
		return undefined
	}
	return next
}

// joinSince joins the states of locals with those before the assignments that were made
// since a length of the trail under more than these unresolved conditions.
func (f *frame) joinSince(length, unresolved int) {
	for _, a := range f.trail[length:] {
		if a.unresolved > unresolved {
			f.locals[a.local] = join(a.before, f.locals[a.local])
		}
	}
}

// conflict is the error of a rule that has two different values.
func (f *frame) conflict(s *statement, a, b any) error {
	return f.program.at(s.place, "%s has two values, %s and %s", f.function.name, toOPA(a), toOPA(b))
}
