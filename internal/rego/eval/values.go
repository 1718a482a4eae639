package eval

import (
	"slices"
	"unicode/utf8"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/exchlint/exchlint/schema"
)

// The values of a program are those of the normal form (bool, int64, string, []any and
// *schema.Entry), the types below, and [Input]. nil is undefined.

// null is JSON's null, which the normal form does not use.
type null struct{}

// number is any number but those that an int64 spells the same.
type number = ast.Number

// set is a set, sorted. An open one may have other elements, too.
type set struct {
	elements []any
	open     bool
	created  int // Machine.unresolved when it was created
}

// object is an object that a policy has made, sorted by key.
type object struct {
	members []Member
	created int
}

// Member is a member of an object.
type Member struct{ Key, Value any }

// The shared empty values. Most collections that a program makes remain empty, so that
// nothing is allocated before the first element.
var (
	emptyArray  any = []any{}
	emptySet        = &set{}
	emptyObject     = &object{}
)

func (o *object) find(key any) (int, bool) {
	return slices.BinarySearchFunc(o.members, key, func(m Member, key any) int { return compare(m.Key, key) })
}

// insert sets the value of a key. As in OPA, a key keeps its first spelling.
func (o *object) insert(key, value any) {
	i, ok := o.find(key)
	if ok {
		o.members[i].Value = value
		return
	}
	if o.members == nil {
		o.members = make([]Member, 0, 4) // enough for most
	}
	o.members = slices.Insert(o.members, i, Member{key, value})
}

func (s *set) find(element any) (int, bool) {
	return slices.BinarySearchFunc(s.elements, element, compare)
}

// add adds an element. As in OPA, it keeps its first spelling.
func (s *set) add(element any) {
	if i, ok := s.find(element); !ok {
		s.elements = slices.Insert(s.elements, i, element)
	}
}

// intersect returns the elements that both sets have. As in OPA, they are those of the
// smaller one: equal numbers may be spelled in two ways.
func (s *set) intersect(other *set) *set {
	if len(other.elements) < len(s.elements) {
		s, other = other, s
	}
	return s.filter(func(element any) bool { return other.has(element) })
}

// minus returns the elements that another set lacks.
func (s *set) minus(other *set) *set {
	return s.filter(func(element any) bool { return !other.has(element) })
}

func (s *set) union(other *set) *set {
	all := &set{elements: make([]any, 0, max(len(s.elements), len(other.elements)))}
	ours, theirs := s.elements, other.elements
	for len(ours) > 0 && len(theirs) > 0 {
		order := compare(ours[0], theirs[0])
		if order <= 0 {
			all.elements, ours = append(all.elements, ours[0]), ours[1:]
		} else {
			all.elements = append(all.elements, theirs[0])
		}
		if order >= 0 {
			theirs = theirs[1:]
		}
	}
	all.elements = append(append(all.elements, ours...), theirs...)
	return all
}

func (s *set) has(element any) bool {
	_, ok := s.find(element)
	return ok
}

func (s *set) filter(keep func(element any) bool) *set {
	kept := &set{}
	for _, element := range s.elements {
		if keep(element) {
			kept.elements = append(kept.elements, element)
		}
	}
	return kept
}

// get returns what a value has under a key; nil for nothing.
func get(value, key any) any {
	switch v := value.(type) {
	case *schema.Entry:
		if name, ok := key.(string); ok {
			return v.Value(name)
		}
	case *object:
		if i, ok := v.find(key); ok {
			return v.members[i].Value
		}
	case []any:
		if i, ok := key.(int64); ok && 0 <= i && i < int64(len(v)) {
			return v[i]
		}
	case *set:
		if v.has(key) {
			return key // the spelling that was asked for, as in OPA
		}
	}
	return nil
}

// Members returns the members of an object, sorted by key; false for anything else. They must
// not be changed.
func Members(value any) ([]Member, bool) {
	switch v := value.(type) {
	case *schema.Entry:
		members := make([]Member, v.Len())
		for i := range members {
			members[i].Key, members[i].Value = v.Member(i)
		}
		return members, true
	case *object:
		return v.members, true
	case *Input:
		o, ok := v.value().(*object)
		if ok {
			return o.members, true
		}
	}
	return nil, false
}

// size returns the number of a value's elements; false for a value that cannot have any.
func size(value any) (int, bool) {
	switch v := value.(type) {
	case string:
		return utf8.RuneCountInString(v), true
	case []any:
		return len(v), true
	case *schema.Entry:
		return v.Len(), true
	case *object:
		return len(v.members), true
	case *set:
		return len(v.elements), true
	case *Input:
		return len(v.Data), true
	}
	return 0, false
}
