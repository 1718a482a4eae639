package eval

import "fmt"

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
	if place < 0 {
		return stopped
	}
	f.assign(s.c, in.value(int(place)))
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
