package eval

import "slices"

// scan runs a block for each element of a value.
func (f *frame) scan(s *statement) flow {
	end := next
	switch v := f.read(s.a).(type) {
	case []any:
		for i := 0; i < len(v) && end <= undefined; i++ {
			end = f.visit(s, int64(i), v[i])
		}
	case *set:
		end = f.scanSet(s, v)
	case abstract:
		f.visitUnknown(s)
	case *Input:
		for i := 0; i < len(v.Data) && end <= undefined; i++ {
			end = f.visit(s, v.Kind.Properties[i].Name, v.property(i))
		}
	default:
		members, _ := Members(v)
		for i := 0; i < len(members) && end <= undefined; i++ {
			end = f.visit(s, members[i].Key, members[i].Value)
		}
	}
	switch {
	case f.err != nil:
		return returned
	case end >= scanLevels:
		return end - scanLevels
	}
	return next
}

// scanLevels is how many blocks a scan is for a break: one more than its own leaves the loop.
const scanLevels = 2

// visit runs the block of a scan for one element.
func (f *frame) visit(s *statement, key, value any) flow {
	f.assign(s.b, key)
	f.assign(s.c, value)
	end, _ := f.runBlock(s.blocks.from, false, scanLevels)
	return end
}

// scanSet scans a set. The elements that an open one may have beside its own may come before
// these and after them.
func (f *frame) scanSet(s *statement, v *set) flow {
	end := next
	if v.open {
		f.visitUnknown(s)
	}
	for i := 0; i < len(v.elements) && end <= undefined; i++ {
		end = f.visit(s, v.elements[i], v.elements[i])
	}
	if v.open && end <= undefined {
		f.visitUnknown(s)
	}
	return end
}

// visitUnknown runs the block of a scan for any number of unknown elements: in may mode, until
// the states of locals no longer change.
func (f *frame) visitUnknown(s *statement) {
	for f.err == nil {
		start, unresolved := len(f.trail), f.unresolved
		f.unresolved++
		f.assign(s.b, unknown)
		f.assign(s.c, unknown)
		f.unresolved--
		f.runBlock(s.blocks.from, true, scanLevels)
		f.joinSince(start, unresolved)
		if !f.changedSince(start) {
			return
		}
	}
}

// changedSince reports whether some local has another state than before the first assignment
// to it since a length of the trail.
func (f *frame) changedSince(length int) bool {
	trail := f.trail[length:]
	for i, a := range trail {
		again := slices.ContainsFunc(trail[:i], func(earlier assignment) bool { return earlier.local == a.local })
		if !again && !sameState(a.before, f.locals[a.local]) {
			return true
		}
	}
	return false
}
