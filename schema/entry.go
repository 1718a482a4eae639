package schema

import (
	"bytes"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
)

// Entry is an object within a value of the normal form, such as a reference to a connector:
// members that have a name and a value, by name. There are many of them, so those with the
// same names share these. It never changes.
type Entry struct {
	shape  *Shape
	values []any // by name
}

// Shape are the names of an entry's members, in order.
type Shape struct{ names []string }

// ShapeOf returns a shape of names, which must be in order.
func ShapeOf(names ...string) *Shape {
	if !slices.IsSorted(names) {
		panic("the names of a shape are not in order")
	}
	return &Shape{names}
}

// Entry returns an entry of this shape, with a value for each of its names.
func (s *Shape) Entry(values ...any) *Entry {
	if len(values) != len(s.names) {
		panic("an entry has other values than its shape has names")
	}
	return &Entry{s, values}
}

// EntryOf returns an entry of these members.
func EntryOf(members map[string]any) *Entry {
	names := slices.Sorted(maps.Keys(members))
	values := make([]any, len(names))
	for i, name := range names {
		values[i] = members[name]
	}
	return &Entry{&Shape{names}, values}
}

// With returns the entry with further members, or other values of those that it has.
func (e *Entry) With(members map[string]any) *Entry {
	all := e.Map()
	maps.Copy(all, members)
	return EntryOf(all)
}

// Len returns how many members the entry has.
func (e *Entry) Len() int { return len(e.values) }

// Member returns one of the members, which are in the order of their names.
func (e *Entry) Member(i int) (name string, value any) { return e.shape.names[i], e.values[i] }

// Value returns the value of the member of a name; nil where there is none.
func (e *Entry) Value(name string) any {
	for i, other := range e.shape.names { // which are few
		if other == name {
			return e.values[i]
		}
	}
	return nil
}

// Map returns the members by name, in a map of its own.
func (e *Entry) Map() map[string]any {
	members := make(map[string]any, len(e.values))
	for i, name := range e.shape.names {
		members[name] = e.values[i]
	}
	return members
}

// Equal reports whether two entries have the same members.
func (e *Entry) Equal(other *Entry) bool { return e.EqualFunc(other, reflect.DeepEqual) }

// EqualFunc is [Entry.Equal], by a function that tells whether two values are the same.
func (e *Entry) EqualFunc(other *Entry, same func(a, b any) bool) bool {
	return e == other || slices.Equal(e.shape.names, other.shape.names) && slices.EqualFunc(e.values, other.values, same)
}

// MarshalJSON writes the entry as a JSON object.
func (e *Entry) MarshalJSON() ([]byte, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false) // whoever asks for that gets it all the same
	err := encoder.Encode(e.Map())
	return text.Bytes(), err
}
