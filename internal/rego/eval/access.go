package eval

import "github.com/exchlint/exchlint/schema"

// dot looks up the value under a key.
func (f *frame) dot(s *statement) flow {
	source := f.read(s.a)
	if in, ok := source.(*Input); ok {
		return f.property(in, s)
	}
	key := f.read(s.b)
	found := get(source, key)
	if found == nil || isUncertain(key) {
		if !isUncertain(source) && !isUncertain(key) {
			return undefined
		}
		f.unresolved++
		found = unknown
	}
	f.assign(s.c, found)
	return next
}

// property looks up a property of the object that the rule is evaluated on.
func (f *frame) property(in *Input, s *statement) flow {
	position := int32(-1)
	if s.b < 0 {
		position = f.properties[^s.b]
	} else if key := f.read(s.b); isUncertain(key) {
		f.unresolved++
		f.assign(s.c, unknown)
		return next
	} else if name, ok := key.(string); ok {
		if i, ok := in.Kind.Index(name); ok {
			position = int32(i)
		}
	}
	if position < 0 {
		return undefined
	}
	f.assign(s.c, in.property(int(position)))
	return next
}

func (f *frame) compare(s *statement, want bool) flow {
	a, b := f.read(s.a), f.read(s.b)
	if boolean, ok := a.(bool); ok { // nearly all comparisons are of booleans
		if other, ok := b.(bool); ok {
			return f.assertCondition((boolean == other) == want, false)
		}
	}
	if isUncertain(a) || isUncertain(b) {
		return f.assertCondition(false, true)
	}
	return f.assertCondition(equal(a, b) == want, false)
}

func (f *frame) length(s *statement) flow {
	value := f.read(s.a)
	n, ok := size(value)
	switch {
	case isUncertain(value):
		f.unresolved++
		f.assign(s.b, unknown)
	case !ok:
		return undefined
	default:
		f.assign(s.b, int64(n))
	}
	return next
}

func (f *frame) assertType(s *statement) flow {
	value := f.read(s.a)
	return f.assertCondition(typeTest(value) == s.op, isUnknown(value))
}

// typeTest returns the test that a value passes.
func typeTest(value any) opcode {
	switch value.(type) {
	case []any:
		return opIsArray
	case *set:
		return opIsSet
	case *schema.Entry, *object, *Input:
		return opIsObject
	}
	return opNop
}

func (f *frame) assertDefined(s *statement) flow {
	state := f.locals[s.a]
	return f.assertCondition(state != nil, mayBeUndefined(state))
}

func (f *frame) assertUndefined(s *statement) flow {
	state := f.locals[s.a]
	return f.assertCondition(state == nil, mayBeUndefined(state))
}

// assignOnce assigns a value to a local that must have no other.
func (f *frame) assignOnce(s *statement) flow {
	value, before := f.read(s.a), f.locals[s.b]
	known, isOptional := before.(optional)
	if isOptional {
		before = known.value
	}
	switch {
	case before == nil:
		f.assign(s.b, value)
	case isUncertain(value), isUncertain(before):
		f.assign(s.b, unknown)
	case equal(value, before):
		if isOptional {
			f.assign(s.b, value)
		}
	case f.unresolved == 0 && !isOptional:
		f.err = f.conflict(s, before, value)
		return returned
	default:
		f.assign(s.b, unknown)
	}
	return next
}

// returnLocal returns a value. In may mode it is joined with what may have been returned.
func (f *frame) returnLocal(s *statement) flow {
	if state := f.locals[s.a]; f.may() {
		f.value = join(f.value, state)
	} else {
		f.value = state
	}
	return returned
}
