package eval

import "github.com/exchlint/exchlint/schema"

// make runs the statements that make values and ask for their types.
func (f *frame) make(s *statement) int {
	switch s.op {
	case opMakeArray:
		f.assign(s.a, noArray)
		if s.b > 0 {
			f.assign(s.a, make([]any, 0, s.b))
		}
	case opMakeSet:
		f.assign(s.a, noSet)
		if f.doubts > f.certain {
			f.assign(s.a, &set{made: f.doubts})
		}
	case opMakeObject:
		f.assign(s.a, noObject)
		if f.doubts > f.certain {
			f.assign(s.a, &object{made: f.doubts})
		}
	case opArrayAppend:
		f.appendTo(s)
	case opSetAdd:
		f.add(s)
	case opInsert, opInsertOnce:
		return f.insert(s)
	case opMerge:
		return f.merge(s)
	case opLen:
		return f.length(s)
	case opIsArray, opIsObject, opIsSet:
		value := f.read(s.a)
		return f.holds(kindOf(value) == s.op, isDoubt(value))
	}
	return completed
}

func isDoubt(value any) bool {
	_, ok := value.(doubt)
	return ok
}

// kindOf tells which question about its type a value answers with yes.
func kindOf(value any) opcode {
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

// appendTo adds an element to an array. An array with an element that is not known is not
// known either; the same holds for objects.
func (f *frame) appendTo(s *statement) {
	value := f.read(s.a)
	list, ok := f.locals[s.b].([]any)
	if !ok || uncertain(value) {
		f.assign(s.b, unknown)
		return
	}
	f.assign(s.b, append(list, whole(value)))
}

// whole returns a value to put into another one.
func whole(value any) any {
	if in, ok := value.(*Input); ok {
		return in.object()
	}
	return value
}

// add adds an element to a set, or notes that there may be one.
func (f *frame) add(s *statement) {
	value := f.read(s.a)
	to, ok := f.locals[s.b].(*set)
	if !ok {
		return // it is not known anyway
	}
	if to == noSet {
		to = &set{made: f.certain}
		f.locals[s.b] = to
	}
	if f.doubts > to.made || uncertain(value) {
		to.open = true
		return
	}
	to.add(whole(value))
}

func (f *frame) insert(s *statement) int {
	key, value := f.read(s.a), f.read(s.b)
	to, ok := f.locals[s.c].(*object)
	if !ok {
		return completed
	}
	if to == noObject {
		to = &object{made: f.certain}
		f.locals[s.c] = to
	}
	if f.doubts > to.made || uncertain(key) || uncertain(value) {
		f.locals[s.c] = unknown
		return completed
	}
	if i, ok := to.find(key); ok && s.op == opInsertOnce && !equal(to.members[i].Value, value) {
		if f.doubts > 0 {
			f.locals[s.c] = unknown
			return completed
		}
		f.err = f.contradiction(s, to.members[i].Value, value)
		return left
	}
	to.put(whole(key), whole(value))
	return completed
}

// merge unites two objects and what they have in common. The first one wins where one has
// an object and the other none.
func (f *frame) merge(s *statement) int {
	a, b := f.locals[s.a], f.locals[s.b]
	if uncertain(a) || uncertain(b) {
		f.doubts++
		f.assign(s.c, unknown)
		return completed
	}
	f.assign(s.c, merged(a, b))
	return completed
}

func merged(a, b any) any {
	members, ok := Members(a)
	others, also := Members(b)
	if !ok || !also {
		return a
	}
	o := &object{members: append([]Member{}, others...)}
	for _, m := range members {
		if other := get(b, m.Key); other != nil {
			m.Value = merged(m.Value, other)
		}
		o.put(m.Key, m.Value)
	}
	return o
}

func (f *frame) length(s *statement) int {
	value := f.read(s.a)
	n, ok := size(value)
	switch {
	case uncertain(value):
		f.doubts++
		f.assign(s.b, unknown)
	case !ok:
		return stopped
	default:
		f.assign(s.b, int64(n))
	}
	return completed
}
