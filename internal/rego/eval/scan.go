package eval

import (
	"slices"

	"github.com/exchlint/exchlint/schema"
)

// scan runs a block for each element of a value: of one that is not known in doubt, once.
func (f *frame) scan(s *statement) int {
	end := completed
	switch v := f.read(s.a).(type) {
	case []any:
		for i := 0; i < len(v) && end <= stopped; i++ {
			end = f.visit(s, int64(i), v[i], false)
		}
	case *set:
		for i := 0; i < len(v.elements) && end <= stopped; i++ {
			end = f.visit(s, v.elements[i], v.elements[i], false)
		}
		if v.open && end <= stopped {
			end = f.visit(s, unknown, unknown, true)
		}
	case doubt:
		end = f.visit(s, unknown, unknown, true)
	case *Input:
		for i := 0; i < len(v.Data) && end <= stopped; i++ {
			end = f.visit(s, v.Kind.Properties[i].Name, v.value(i), false)
		}
	default:
		members, _ := Members(v)
		for i := 0; i < len(members) && end <= stopped; i++ {
			end = f.visit(s, members[i].Key, members[i].Value, false)
		}
	}
	if end > 1 {
		return end - 2
	}
	return completed
}

// visit runs the block of a scan for one element.
func (f *frame) visit(s *statement, key, value any, doubtful bool) int {
	f.assign(s.b, key)
	f.assign(s.c, value)
	end, _ := f.enter(s.blocks.from, doubtful, 2)
	return end
}

// with runs a block with another value for something of a local. What functions gave
// before does not hold there.
func (f *frame) with(s *statement) int {
	before, question := f.locals[s.a], f.question
	f.asked++
	f.question = f.asked
	f.locals[s.a] = f.replaced(before, f.argsOf(s), f.read(s.b))
	end, inDoubt := f.enter(s.blocks.from, false, 1)
	f.locals[s.a], f.question = before, question
	switch {
	case end > stopped:
		return end - 1
	case end == completed:
		return f.holds(true, inDoubt)
	}
	return f.holds(false, f.pending > 0)
}

// replaced returns a value with another one at a path.
func (f *frame) replaced(value any, path []operand, by any) any {
	if len(path) == 0 {
		return by
	}
	name := f.read(path[0])
	switch v := value.(type) {
	case *Input:
		again := &Input{v.Kind, slices.Clone(v.Data)}
		if i, ok := v.Kind.Index(name.(string)); ok {
			again.Data[i] = nil
			if value := f.replaced(v.value(i), path[1:], by); value != unknown {
				again.Data[i] = &schema.Datum{Value: value}
			}
		}
		return again
	case doubt:
		return unknown
	}
	inner := f.replaced(get(value, name), path[1:], by)
	if uncertain(inner) {
		return unknown
	}
	members, _ := Members(value)
	o := &object{members: slices.Clone(members)}
	o.put(name, inner)
	return o
}
