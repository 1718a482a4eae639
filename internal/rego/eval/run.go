package eval

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
	completed  = -1
	stopped    = 0
	unanswered = 3       // the blocks that OPA plans around a dynamic call, which gave nothing
	left       = 1 << 20 // all of the function
)

// always is the question that the constants answer.
const always = -1

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
