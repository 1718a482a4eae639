package eval

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// ours are the functions that are written out for the values that rules mostly give them,
// since they call them all the time. Of other values false says that OPA is to be asked. A
// test holds them against OPA's.
var ours = map[string]func(args []any) (any, bool){
	"count": func(args []any) (any, bool) {
		n, ok := size(args[0])
		return int64(n), ok
	},
	"internal.member_2": func(args []any) (any, bool) { return isMember(args[0], args[1]), true },
	"equal":             func(args []any) (any, bool) { return equal(args[0], args[1]), true },
	"neq":               func(args []any) (any, bool) { return !equal(args[0], args[1]), true },
	"gt":                func(args []any) (any, bool) { return compare(args[0], args[1]) > 0, true },
	"gte":               func(args []any) (any, bool) { return compare(args[0], args[1]) >= 0, true },
	"lt":                func(args []any) (any, bool) { return compare(args[0], args[1]) < 0, true },
	"lte":               func(args []any) (any, bool) { return compare(args[0], args[1]) <= 0, true },
	"startswith":        of2(func(a, b string) any { return strings.HasPrefix(a, b) }),
	"endswith":          of2(func(a, b string) any { return strings.HasSuffix(a, b) }),
	"contains":          of2(func(a, b string) any { return strings.Contains(a, b) }),
	"lower":             of1(func(a string) any { return strings.ToLower(a) }),
	"upper":             of1(func(a string) any { return strings.ToUpper(a) }),
	"and":               of2(func(a, b *set) any { return a.only(b, true) }),
	"or":                of2(func(a, b *set) any { return a.union(b) }),
	"minus":             of2(func(a, b *set) any { return a.only(b, false) }),
	"split":             split,
	"concat":            join,
	"array.concat":      of2(func(a, b []any) any { return slices.Concat(a, b) }),
	"sprintf":           format,
	"regex.match":       matches,
}

// of1 and of2 make a function of values of one type.
func of1[T any](do func(T) any) func(args []any) (any, bool) {
	return func(args []any) (any, bool) {
		if value, ok := args[0].(T); ok {
			return do(value), true
		}
		return nil, false
	}
}

func of2[T any](do func(a, b T) any) func(args []any) (any, bool) {
	return func(args []any) (any, bool) {
		a, ok := args[0].(T)
		b, also := args[1].(T)
		if ok && also {
			return do(a, b), true
		}
		return nil, false
	}
}

// lasting are the functions that may take long, or make much of little.
var lasting = []string{"numbers.range", "numbers.range_step", "regex.replace", "replace", "strings.replace_n"}

func split(args []any) (any, bool) {
	text, ok := args[0].(string)
	by, also := args[1].(string)
	if !ok || !also || by == "" {
		return nil, false
	}
	var parts []any
	for part := range strings.SplitSeq(text, by) {
		parts = append(parts, part)
	}
	return parts, true
}

// join is concat: texts with another one between them.
func join(args []any) (any, bool) {
	between, ok := args[0].(string)
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
			b.WriteString(between)
		}
		b.WriteString(text)
	}
	return b.String(), true
}

// format is sprintf, for texts and whole numbers.
func format(args []any) (any, bool) {
	verbs, ok := args[0].(string)
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
	return fmt.Sprintf(verbs, list...), true
}

// matches is regex.match. Rules mostly have a handful of patterns; one that can't be read is
// OPA's business.
func matches(args []any) (any, bool) {
	pattern, ok := args[0].(string)
	text, also := args[1].(string)
	if !ok || !also {
		return nil, false
	}
	if known, ok := patterns.Load(pattern); ok {
		return known.(*regexp.Regexp).MatchString(text), true
	}
	compiled, err := regexp.Compile(pattern)
	if err != nil {
		return nil, false
	}
	if patternsMet.Add(1) <= mostPatterns {
		patterns.Store(pattern, compiled)
	}
	return compiled.MatchString(text), true
}

// patterns are those that were met first: a policy may make any number of them.
var (
	patterns    sync.Map
	patternsMet atomic.Int64
)

const mostPatterns = 1 << 8

func isMember(element, of any) bool {
	switch v := of.(type) {
	case []any:
		for _, other := range v {
			if equal(element, other) {
				return true
			}
		}
		return false
	case *set:
		_, ok := v.find(element)
		return ok
	}
	members, _ := Members(of)
	for _, m := range members {
		if equal(element, m.Value) {
			return true
		}
	}
	return false
}

// callBuiltin calls a function of OPA's. What it makes of values that are not known is not
// known, and may be nothing.
func (f *frame) callBuiltin(called *builtin, s *statement) int {
	first := len(f.args)
	doubtful := false
	for _, arg := range f.argsOf(s) {
		value := f.read(arg)
		doubtful = doubtful || uncertain(value)
		f.args = append(f.args, value)
	}
	args := f.args[first:]
	f.args = f.args[:first]
	switch {
	case doubtful && called.name == ast.ObjectGet.Name:
		return f.result(s.b, objectGet(args))
	case doubtful:
		return f.result(s.b, perhaps)
	case called.own != nil:
		if value, ok := called.own(args); ok {
			return f.result(s.b, value)
		}
	}
	return f.result(s.b, f.callOPA(called, args))
}

// objectGet is OPA's object.get for an object of which not everything is known, which may
// be enough.
func objectGet(args []any) any {
	in, ok := args[0].(*Input)
	if !ok || uncertain(args[1]) {
		return perhaps
	}
	path, ok := args[1].([]any)
	if !ok {
		path = args[1:2]
	}
	if len(path) == 0 {
		return unknown
	}
	name, _ := path[0].(string)
	place, ok := in.Kind.Index(name)
	if !ok {
		return args[2]
	}
	value := in.value(place)
	for _, key := range path[1:] {
		if isDoubt(value) {
			return unknown
		}
		if value = get(value, key); value == nil {
			return args[2]
		}
	}
	return value
}

// callOPA has OPA call a function of its own. One that fails is undefined, as in Rego.
func (f *frame) callOPA(called *builtin, args []any) any {
	if called.lasting {
		f.watch()
	}
	var results []any
	err := called.opa(f.context, terms(args), func(result *ast.Term) error {
		results = append(results, fromOPA(result.Value))
		return nil
	})
	var halt topdown.Halt
	switch {
	case called.lasting && f.context.Cancel.Cancelled():
		f.err = cmp.Or(f.context.Context.Err(), errLongest)
	case errors.As(err, &halt):
		f.err = halt.Err
	case err != nil || len(results) == 0 && !called.relation:
	case called.relation:
		return results
	default:
		return results[0]
	}
	return nil
}
