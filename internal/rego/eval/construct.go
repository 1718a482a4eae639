package eval

func (f *frame) makeArray(s *statement) flow {
	list := emptyArray
	if s.b > 0 {
		list = make([]any, 0, s.b)
	}
	f.assign(s.a, list)
	return next
}

// makeSet assigns an empty set: the shared one, unless it has to count from may mode.
func (f *frame) makeSet(s *statement) flow {
	made := emptySet
	if f.may() {
		made = &set{created: f.unresolved}
	}
	f.assign(s.a, made)
	return next
}

func (f *frame) makeObject(s *statement) flow {
	made := emptyObject
	if f.may() {
		made = &object{created: f.unresolved}
	}
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
	f.assign(s.b, append(list, whole(value)))
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
	to.add(whole(value))
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
	if i, ok := to.find(key); ok && s.op == opInsertOnce && !equal(to.members[i].Value, value) {
		if f.unresolved > 0 {
			f.locals[s.c] = unknown
			return next
		}
		f.err = f.conflict(s, to.members[i].Value, value)
		return returned
	}
	to.insert(whole(key), whole(value))
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
	f.assign(s.c, merged(a, b))
	return next
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
		o.insert(m.Key, m.Value)
	}
	return o
}
