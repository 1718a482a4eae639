package eval

import (
	"cmp"
	"slices"
)

func (f *frame) makeArray(s *statement) flow {
	list := emptyArray
	if s.b > 0 {
		list = make([]any, 0, s.b)
	}
	f.weights[s.a] = 0
	f.assign(s.a, list)
	return next
}

// makeSet assigns an empty set: the shared one, unless it has to count from may mode.
func (f *frame) makeSet(s *statement) flow {
	made := emptySet
	if f.may() {
		made = &set{created: f.unresolved}
	}
	f.weights[s.a] = 0
	f.assign(s.a, made)
	return next
}

func (f *frame) makeObject(s *statement) flow {
	made := emptyObject
	if f.may() {
		made = &object{created: f.unresolved}
	}
	f.weights[s.a] = 0
	f.assign(s.a, made)
	return next
}

// forget makes the collection of a local unknown.
func (f *frame) forget(local operand) {
	state := any(unknown)
	if mayBeUndefined(f.locals[local]) {
		state = maybeUndefined
	}
	f.assign(local, state)
}

// whole returns a value as it is kept in a collection.
func whole(value any) any {
	if in, ok := value.(*Input); ok {
		return in.value()
	}
	return value
}

// appendTo appends an element to an array. An array with an unknown element is unknown.
func (f *frame) appendTo(s *statement) flow {
	value := f.read(s.a)
	list, ok := f.locals[s.b].([]any)
	if !ok || isUncertain(value) {
		f.assign(s.b, unknown)
		return next
	}
	value = whole(value)
	if !f.grow(s, s.b, value) {
		return returned
	}
	f.assign(s.b, append(list, value))
	return next
}

// add adds an element to a set. One that is unknown or may not be added opens the set.
func (f *frame) add(s *statement) flow {
	value := f.read(s.a)
	to, ok := f.locals[s.b].(*set)
	if !ok {
		f.forget(s.b)
		return next
	}
	if to == emptySet {
		to = &set{created: f.atCall}
		f.locals[s.b] = to
	}
	if f.unresolved > to.created || isUncertain(value) {
		to.open = true
		return next
	}
	value = whole(value)
	i, known := to.find(value)
	switch {
	case known:
	case !f.grow(s, s.b, value):
		return returned
	default:
		to.elements = slices.Insert(to.elements, i, value)
	}
	return next
}

// insert sets the value of a key. An object with an unknown member, or one that may not be
// inserted, is unknown.
func (f *frame) insert(s *statement) flow {
	key, value := f.read(s.a), f.read(s.b)
	to, ok := f.locals[s.c].(*object)
	if !ok {
		f.forget(s.c)
		return next
	}
	if to == emptyObject {
		to = &object{created: f.atCall}
		f.locals[s.c] = to
	}
	if f.unresolved > to.created || isUncertain(key) || isUncertain(value) {
		f.locals[s.c] = unknown
		return next
	}
	i, known := to.find(key)
	if known && s.op == opInsertOnce && !equal(to.members[i].Value, value) {
		if f.unresolved > 0 {
			f.locals[s.c] = unknown
			return next
		}
		f.err = f.conflict(s, to.members[i].Value, value)
		return returned
	}
	key, value = whole(key), whole(value)
	if !known && !f.grow(s, s.c, key, value) {
		return returned
	}
	to.insert(key, value)
	return next
}

// merge unites two objects, and the objects that both have under a key. For any other value
// the first one wins.
func (f *frame) merge(s *statement) flow {
	a, b := f.read(s.a), f.read(s.b)
	if isUncertain(a) || isUncertain(b) {
		f.unresolved++
		f.assign(s.c, unknown)
		return next
	}
	merged := merged(a, b)
	weight, err := weigh(merged)
	if !f.within(s, cmp.Or(err, f.spend(weight))) {
		return returned
	}
	f.assign(s.c, merged)
	return next
}

func merged(a, b any) any {
	members, ok := Members(a)
	others, also := Members(b)
	if !ok || !also {
		return a
	}
	o := &object{members: make([]Member, 0, max(len(members), len(others)))}
	for len(members) > 0 && len(others) > 0 {
		switch order := compare(members[0].Key, others[0].Key); {
		case order < 0:
			o.members, members = append(o.members, members[0]), members[1:]
		case order > 0:
			o.members, others = append(o.members, others[0]), others[1:]
		default:
			o.members = append(o.members, Member{others[0].Key, merged(members[0].Value, others[0].Value)})
			members, others = members[1:], others[1:]
		}
	}
	o.members = append(append(o.members, members...), others...)
	return o
}
