package eval

import "slices"

// with runs a block with another value at a path of a local. What functions returned for the
// input before is not valid there.
func (f *frame) with(s *statement) flow {
	before, input := f.locals[s.a], f.input
	f.inputs++
	f.input = f.inputs
	f.locals[s.a] = f.replaced(before, f.argsOf(s), f.read(s.b))
	end, uncertain := f.runBlock(s.blocks.from, false, 1)
	f.locals[s.a], f.input = before, input
	switch {
	case end > undefined:
		return end - 1
	case end == next:
		return f.assertCondition(true, uncertain)
	}
	return f.assertCondition(false, f.mayBreak > 0)
}

// replaced returns a value with another one at a path.
func (f *frame) replaced(value any, path []operand, by any) any {
	if len(path) == 0 {
		return by
	}
	key := f.read(path[0])
	inside := func(before any) any { return f.replaced(before, path[1:], by) }
	switch v := value.(type) {
	case *Input:
		return v.with(key, inside)
	case abstract:
		return unknown
	}
	inner := inside(get(value, key))
	if isUncertain(inner) {
		return unknown
	}
	members, _ := Members(value)
	o := &object{members: slices.Clone(members)}
	o.insert(key, inner)
	return o
}
