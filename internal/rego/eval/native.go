package eval

import (
	"fmt"
	"slices"
	"strings"
)

// native is a built-in function that is written out here. Where the second result is false
// OPA has to be called.
type native func(m *Machine, args []any) (any, bool)

// nativeBuiltins are the built-in functions that rules call most, for the values that they
// are mostly called with. A test compares them with OPA's.
var nativeBuiltins = map[string]native{
	"count": func(_ *Machine, args []any) (any, bool) {
		n, ok := size(args[0])
		return int64(n), ok
	},
	"internal.member_2": func(_ *Machine, args []any) (any, bool) { return isMember(args[0], args[1]), true },
	"equal":             func(_ *Machine, args []any) (any, bool) { return equal(args[0], args[1]), true },
	"neq":               func(_ *Machine, args []any) (any, bool) { return !equal(args[0], args[1]), true },
	"gt":                func(_ *Machine, args []any) (any, bool) { return compare(args[0], args[1]) > 0, true },
	"gte":               func(_ *Machine, args []any) (any, bool) { return compare(args[0], args[1]) >= 0, true },
	"lt":                func(_ *Machine, args []any) (any, bool) { return compare(args[0], args[1]) < 0, true },
	"lte":               func(_ *Machine, args []any) (any, bool) { return compare(args[0], args[1]) <= 0, true },
	"startswith":        binary(func(a, b string) any { return strings.HasPrefix(a, b) }),
	"endswith":          binary(func(a, b string) any { return strings.HasSuffix(a, b) }),
	"contains":          binary(func(a, b string) any { return strings.Contains(a, b) }),
	"lower":             unary(func(a string) any { return strings.ToLower(a) }),
	"upper":             unary(func(a string) any { return strings.ToUpper(a) }),
	"and":               binary(func(a, b *set) any { return a.intersect(b) }),
	"or":                binary(func(a, b *set) any { return a.union(b) }),
	"minus":             binary(func(a, b *set) any { return a.minus(b) }),
	"split":             split,
	"concat":            concat,
	"array.concat":      binary(func(a, b []any) any { return slices.Concat(a, b) }),
	"sprintf":           sprintf,
	"regex.match":       (*Machine).regexMatch,
}

// unary makes a built-in function of one for arguments of a type.
func unary[T any](do func(T) any) native {
	return func(_ *Machine, args []any) (any, bool) {
		if value, ok := args[0].(T); ok {
			return do(value), true
		}
		return nil, false
	}
}

// binary does the same with two arguments.
func binary[T any](do func(a, b T) any) native {
	return func(_ *Machine, args []any) (any, bool) {
		a, ok := args[0].(T)
		b, also := args[1].(T)
		if ok && also {
			return do(a, b), true
		}
		return nil, false
	}
}

func split(_ *Machine, args []any) (any, bool) {
	text, ok := args[0].(string)
	separator, also := args[1].(string)
	if !ok || !also || separator == "" {
		return nil, false
	}
	var parts []any
	for part := range strings.SplitSeq(text, separator) {
		parts = append(parts, part)
	}
	return parts, true
}

func concat(_ *Machine, args []any) (any, bool) {
	separator, ok := args[0].(string)
	list, also := args[1].([]any)
	if s, isSet := args[1].(*set); isSet {
		list, also = s.elements, true
	}
	if !ok || !also {
		return nil, false
	}
	var b strings.Builder
	for i, element := range list {
		text, ok := element.(string)
		if !ok {
			return nil, false
		}
		if i > 0 {
			b.WriteString(separator)
		}
		b.WriteString(text)
	}
	return b.String(), true
}

// sprintf formats strings and integers.
func sprintf(_ *Machine, args []any) (any, bool) {
	format, ok := args[0].(string)
	list, also := args[1].([]any)
	if !ok || !also {
		return nil, false
	}
	for _, value := range list {
		switch value.(type) {
		case string, int64:
		default:
			return nil, false
		}
	}
	return fmt.Sprintf(format, list...), true
}

func isMember(element, of any) bool {
	switch v := of.(type) {
	case []any:
		return slices.ContainsFunc(v, func(other any) bool { return equal(element, other) })
	case *set:
		return v.has(element)
	}
	members, _ := Members(of)
	return slices.ContainsFunc(members, func(m Member) bool { return equal(element, m.Value) })
}
