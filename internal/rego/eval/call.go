package eval

// call calls a function, and returns the state of its value.
func (m *Machine) call(f int, args []any) any {
	called := &m.program.functions[f]
	if called.value != nil {
		return called.value
	}
	if len(called.params) > implicitParams {
		return m.run(called, args)
	}
	if memo := m.memos[f]; memo.input == m.input || memo.input == anyInput {
		return memo.value
	}
	value := m.run(called, args)
	m.memos[f] = memo{m.input, value}
	if called.invariant && m.err == nil && !isUncertain(value) {
		m.memos[f].input = anyInput
	}
	return value
}

func (m *Machine) run(called *function, args []any) any {
	first := m.used
	if m.used += called.locals; m.used > len(m.stack) {
		m.stack = append(m.stack, make([]any, m.used)...) // frames that run keep the old ones
		m.weights = make([]int, len(m.stack))
	}
	f := frame{Machine: m, function: called, locals: m.stack[first:m.used], weights: m.weights[first:m.used], atCall: m.unresolved}
	for _, local := range called.tested { // the others are assigned before they are read
		f.locals[local] = nil
	}
	for i, arg := range args {
		f.locals[called.params[i]] = arg
	}
	trail, mayBreak := len(m.trail), m.mayBreak
	f.runBlocks(called.blocks)
	m.used, m.unresolved, m.trail, m.mayBreak = first, f.atCall, m.trail[:trail], mayBreak
	return f.value
}

func (f *frame) callFunction(s *statement) flow {
	args := make([]any, 0, 8)
	for _, arg := range f.argsOf(s) {
		args = append(args, f.read(arg))
	}
	return f.setResult(s.b, f.call(int(s.a), args))
}

// noResult is the flow of a dynamic call whose result is undefined. Where no function has the
// path, OPA's plan goes on to look it up in the data; this leaves the blocks that do that.
const noResult flow = 3

// callDynamic calls the function that its path names.
func (f *frame) callDynamic(s *statement) flow {
	var steps []string
	for _, arg := range f.argsOf(s) {
		value := f.read(arg)
		if isUncertain(value) {
			return f.dynamicResult(s, maybeUndefined)
		}
		step, _ := value.(string)
		steps = append(steps, step)
	}
	function := f.program.function(functionPath(steps...))
	if function < 0 {
		return undefined
	}
	params := f.function.params
	return f.dynamicResult(s, f.call(function, []any{f.locals[params[0]], f.locals[params[1]]}))
}

func (f *frame) dynamicResult(s *statement, state any) flow {
	if mayBeUndefined(state) {
		f.mayBreak = max(f.mayBreak, noResult)
	}
	end := f.setResult(s.b, state)
	if end == undefined {
		return noResult
	}
	return end
}
