package plan

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/exchlint/exchlint/schema"
)

// The values of a program are those of the normal form (bool, int64, string, []any and
// map[string]any) and the types below. nil is no value: undefined.

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
	Kind   *schema.Kind
	Values []any // by property; nil for one that is not known
}

// complete reports whether everything of the object is known.
func (in *Input) complete() bool { return !slices.Contains(in.Values, nil) }

// object returns the object as any other; unknown where something of it is.
func (in *Input) object() any {
	if !in.complete() {
		return unknown
	}
	o := &object{}
	for i, value := range in.Values {
		o.members = append(o.members, Member{in.Kind.Properties[i].Name, value})
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
	case map[string]any:
		if name, ok := key.(string); ok {
			return v[name]
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
	case map[string]any:
		members := make([]Member, 0, len(v))
		for _, name := range slices.Sorted(maps.Keys(v)) {
			members = append(members, Member{name, v[name]})
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
	case map[string]any:
		return len(v), true
	case *object:
		return len(v.members), true
	case *set:
		return len(v.elements), true
	case *Input:
		return len(v.Values), true
	}
	return 0, false
}

// equal reports whether two known values are the same to Rego.
func equal(a, b any) bool {
	switch a := a.(type) {
	case bool:
		b, ok := b.(bool)
		return ok && a == b
	case string:
		b, ok := b.(string)
		return ok && a == b
	case int64:
		if b, ok := b.(int64); ok {
			return a == b
		}
	case map[string]any:
		if b, ok := b.(map[string]any); ok {
			return maps.EqualFunc(a, b, equal)
		}
	}
	return compare(a, b) == 0
}

// compare orders known values as Rego does.
func compare(a, b any) int {
	rank, other := rankOf(a), rankOf(b)
	if rank != other {
		return cmp.Compare(rank, other)
	}
	switch a := a.(type) {
	case bool:
		return cmp.Compare(rankOfBool(a), rankOfBool(b.(bool)))
	case string:
		return strings.Compare(a, b.(string))
	case int64:
		if b, ok := b.(int64); ok {
			return cmp.Compare(a, b)
		}
		return ast.NumberCompare(numberOf(a), numberOf(b))
	case number:
		return ast.NumberCompare(a, numberOf(b))
	case []any:
		return slices.CompareFunc(a, b.([]any), compare)
	case *set:
		return slices.CompareFunc(a.elements, b.(*set).elements, compare)
	case null:
		return 0
	}
	members, _ := Members(a)
	others, _ := Members(b)
	return slices.CompareFunc(members, others, func(a, b Member) int {
		return cmp.Or(compare(a.Key, b.Key), compare(a.Value, b.Value))
	})
}

func rankOf(value any) int {
	switch value.(type) {
	case null:
		return 0
	case bool:
		return 1
	case int64, number:
		return 2
	case string:
		return 3
	case []any:
		return 4
	case *set:
		return 6
	}
	return 5
}

func rankOfBool(b bool) int {
	if b {
		return 1
	}
	return 0
}

func numberOf(value any) number {
	if n, ok := value.(int64); ok {
		return number(strconv.FormatInt(n, 10))
	}
	return value.(number)
}

// asNumber returns a number, as an int64 where that says the same.
func asNumber(n json.Number) any {
	if i, err := strconv.ParseInt(string(n), 10, 64); err == nil && strconv.FormatInt(i, 10) == string(n) {
		return i
	}
	return number(n)
}

// fromJSON returns a value as encoding/json gives it.
func fromJSON(value any) any { return fromOPA(ast.MustInterfaceToValue(value)) }

// fromOPA returns a value of OPA's.
func fromOPA(value ast.Value) any {
	switch v := value.(type) {
	case ast.Boolean:
		return bool(v)
	case ast.Number:
		return asNumber(json.Number(v))
	case ast.String:
		return string(v)
	case *ast.Array:
		list := make([]any, 0, v.Len())
		v.Foreach(func(t *ast.Term) { list = append(list, fromOPA(t.Value)) })
		return list
	case ast.Set:
		s := &set{}
		for _, t := range v.Slice() {
			s.add(fromOPA(t.Value))
		}
		return s
	case ast.Object:
		o := &object{}
		v.Foreach(func(key, value *ast.Term) { o.put(fromOPA(key.Value), fromOPA(value.Value)) })
		return o
	}
	return null{}
}

// toOPA returns a known value for OPA.
func toOPA(value any) *ast.Term {
	switch v := value.(type) {
	case bool:
		return ast.InternedTerm(v)
	case int64:
		return ast.NewTerm(numberOf(v))
	case number:
		return ast.NewTerm(v)
	case string:
		return ast.StringTerm(v)
	case []any:
		return ast.ArrayTerm(terms(v)...)
	case *set:
		return ast.SetTerm(terms(v.elements)...)
	case null:
		return ast.NullTerm()
	}
	members, _ := Members(value)
	pairs := make([][2]*ast.Term, len(members))
	for i, m := range members {
		pairs[i] = [2]*ast.Term{toOPA(m.Key), toOPA(m.Value)}
	}
	return ast.ObjectTerm(pairs...)
}

func terms(values []any) []*ast.Term {
	list := make([]*ast.Term, len(values))
	for i, value := range values {
		list[i] = toOPA(value)
	}
	return list
}
