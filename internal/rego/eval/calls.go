package eval

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
	if called.constant && m.err == nil && !uncertain(value) {
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
		return unanswered
	}
	return end
}

// argsOf returns the operands of a statement that has any number of them.
func (f *frame) argsOf(s *statement) []operand { return f.program.args[s.args.from:s.args.to] }
