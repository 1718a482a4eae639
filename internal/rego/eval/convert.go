package eval

import (
	"encoding/json"
	"strconv"

	"github.com/open-policy-agent/opa/v1/ast"
)

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
		v.Foreach(func(key, value *ast.Term) { o.insert(fromOPA(key.Value), fromOPA(value.Value)) })
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
