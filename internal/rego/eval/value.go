package eval

import (
	"slices"
	"unicode/utf8"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/exchlint/exchlint/schema"
)

// The values of a program are those of the normal form (bool, int64, string, []any and
// *schema.Entry) and the types below. nil is no value: undefined.

// null is JSON's, which the normal form does without.
type null struct{}

// number is any number that is no int64.
type number = ast.Number

// doubt is a value that is not known.
type doubt uint8

const (
	unknown doubt = iota // some value
	perhaps              // some value, or none
)

// maybe is a value of a local that may have none.
type maybe struct{ value any }

// set is a set, sorted. In one that is open there may be more.
type set struct {
	elements []any
	open     bool
	made     int // how many doubts there were when it was made
}

// object is an object that a policy has made, sorted by key.
type object struct {
	members []Member
	made    int
}

// Member is a member of an object.
type Member struct{ Key, Value any }

// The empty ones, which most of those that are made never cease to be.
var (
	noArray  any = []any{}
	noSet        = &set{}
	noObject     = &object{}
)

// Input is the object that a rule is asked about.
type Input struct {
	Kind *schema.Kind
	Data []*schema.Datum // by property; nil for one that is not known
}

// value returns what a property is.
func (in *Input) value(property int) any {
	if datum := in.Data[property]; datum != nil {
		return datum.Value
	}
	return unknown
}

// complete reports whether everything of the object is known.
func (in *Input) complete() bool { return !slices.Contains(in.Data, nil) }

// object returns the object as any other; unknown where something of it is.
func (in *Input) object() any {
	if !in.complete() {
		return unknown
	}
	o := &object{}
	for i, datum := range in.Data {
		o.members = append(o.members, Member{in.Kind.Properties[i].Name, datum.Value})
	}
	slices.SortFunc(o.members, func(a, b Member) int { return compare(a.Key, b.Key) })
	return o
}

// uncertain reports whether a value is not known, or not all of it.
func uncertain(value any) bool {
	switch v := value.(type) {
	case doubt, maybe:
		return true
	case *set:
		return v.open
	case *Input:
		return !v.complete()
	}
	return false
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
		if i, ok := v.find(key); ok {
			return v.elements[i]
		}
	}
	return nil
}

func (o *object) find(key any) (int, bool) {
	return slices.BinarySearchFunc(o.members, key, func(m Member, key any) int { return compare(m.Key, key) })
}

func (o *object) put(key, value any) {
	i, ok := o.find(key)
	if ok {
		o.members[i].Value = value
		return
	}
	if o.members == nil {
		o.members = make([]Member, 0, 4) // as many as most have
	}
	o.members = slices.Insert(o.members, i, Member{key, value})
}

func (s *set) find(element any) (int, bool) {
	return slices.BinarySearchFunc(s.elements, element, compare)
}

func (s *set) add(element any) {
	if i, ok := s.find(element); !ok {
		s.elements = slices.Insert(s.elements, i, element)
	}
}

// only returns the elements that another set has, too, or those that it has not.
func (s *set) only(other *set, shared bool) *set {
	left := &set{}
	for _, element := range s.elements {
		if _, ok := other.find(element); ok == shared {
			left.elements = append(left.elements, element)
		}
	}
	return left
}

func (s *set) union(other *set) *set {
	all := &set{elements: slices.Clone(s.elements)}
	for _, element := range other.elements {
		all.add(element)
	}
	return all
}

// Members returns the members of an object, sorted by key; false for anything else. They are
// not to be changed.
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
		o, ok := v.object().(*object)
		if ok {
			return o.members, true
		}
	}
	return nil, false
}

// size returns how many elements a value has; false for one that can't have any.
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
