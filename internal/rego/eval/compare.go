package eval

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/exchlint/exchlint/schema"
)

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
	case *schema.Entry:
		if b, ok := b.(*schema.Entry); ok {
			return a.EqualFunc(b, equal)
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
