package eval

// step runs a statement.
func (f *frame) step(s *statement) flow {
	switch s.op {
	case opDot:
		return f.dot(s)
	case opNotEqual:
		return f.compare(s, false)
	case opEqual:
		return f.compare(s, true)
	case opAssign:
		f.assign(s.b, f.state(s.a))
	case opAssignOnce:
		return f.assignOnce(s)
	case opCall:
		return f.callFunction(s)
	case opCallBuiltin:
		return f.callBuiltin(&f.program.builtins[s.a], s)
	case opCallDynamic:
		return f.callDynamic(s)
	case opReset:
		f.assign(s.a, nil)
	case opIsDefined:
		return f.assertDefined(s)
	case opIsUndefined:
		return f.assertUndefined(s)
	case opNot:
		return f.not(s)
	case opBlocks:
		return f.runBlocks(s.blocks)
	case opBreak:
		return flow(s.a)
	case opScan:
		return f.scan(s)
	case opWith:
		return f.with(s)
	case opReturn:
		return f.returnLocal(s)
	default:
		return f.stepCollection(s)
	}
	return next
}

// stepCollection runs a statement about arrays, sets and objects.
func (f *frame) stepCollection(s *statement) flow {
	switch s.op {
	case opMakeArray:
		return f.makeArray(s)
	case opMakeSet:
		return f.makeSet(s)
	case opMakeObject:
		return f.makeObject(s)
	case opArrayAppend:
		return f.appendTo(s)
	case opSetAdd:
		return f.add(s)
	case opInsert, opInsertOnce:
		return f.insert(s)
	case opMerge:
		return f.merge(s)
	case opLen:
		return f.length(s)
	case opIsArray, opIsObject, opIsSet:
		return f.assertType(s)
	}
	return next // opNop
}

// runBlocks runs blocks one after the other, in a block that goes on after the last.
func (f *frame) runBlocks(blocks span) flow {
	for b := blocks.from; b < blocks.to; b++ {
		if end, _ := f.runBlock(b, false, 1); end > undefined {
			return end - 1
		}
	}
	return next
}

// not holds where its block does not come to its end.
func (f *frame) not(s *statement) flow {
	switch end, uncertain := f.runBlock(s.blocks.from, false, 1); {
	case end > undefined:
		return end - 1
	case end == next:
		return f.assertCondition(false, uncertain)
	}
	return next
}

// runBlock runs a block, from its beginning in may mode or not, and reports how it ends and
// whether that is uncertain. At its end the assignments that it made in may mode are joined
// with the states before, and the mode is what it was; unless the block may have left the
// blocks around it: then what follows in these is in may mode. levels is how many blocks
// the statement is that runs it.
func (f *frame) runBlock(b int32, may bool, levels flow) (end flow, uncertain bool) {
	unresolved, trail, mayBreak := f.unresolved, len(f.trail), f.mayBreak
	f.mayBreak = 0
	if may {
		f.unresolved++
	}
	end = f.runStatements(b)
	uncertain = f.unresolved > unresolved
	if uncertain {
		f.joinSince(trail, unresolved)
		f.unresolved = unresolved
		if end > undefined && f.err == nil {
			f.mayBreak, end = max(f.mayBreak, end), undefined
		}
	}
	if f.mayBreak > 0 {
		f.unresolved++
		uncertain = true
	}
	f.mayBreak = max(mayBreak, f.mayBreak-levels)
	return end, uncertain
}

// runStatements runs the statements of a block.
func (f *frame) runStatements(b int32) flow {
	block := f.program.blocks[b]
	f.enter(block)
	for i := block.from; i < block.to; i++ {
		if f.interrupted(&f.program.statements[i]) {
			return returned
		}
		if end := f.step(&f.program.statements[i]); end != next {
			return end
		}
	}
	return next
}
