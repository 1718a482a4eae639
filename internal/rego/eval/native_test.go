package eval

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"

	"github.com/exchlint/exchlint/schema"
)

// someValue returns a value at random, of few, so that equal ones meet.
func someValue(r *rand.Rand, depth int) any {
	texts := []any{"", "a", "A", "ab", "ß", "\u0130", "a.b", "%s", "%d: %s", "%v%%", "%x", "%5.1f", "%!", "^a", "(?i)A.B$", "["}
	numbers := []any{int64(-1), int64(0), int64(1), int64(1 << 60), number("0.5"), number("1.0"), number("1e3"), number("99999999999999999999")}
	kinds := 8
	if depth == 0 {
		kinds = 4
	}
	some := func() (list []any) {
		for range r.IntN(4) {
			list = append(list, someValue(r, depth-1))
		}
		return list
	}
	switch r.IntN(kinds) {
	case 0:
		return null{}
	case 1:
		return r.IntN(2) == 0
	case 2:
		return texts[r.IntN(len(texts))]
	case 3:
		return numbers[r.IntN(len(numbers))]
	case 4:
		return append([]any{}, some()...)
	case 5:
		s := &set{}
		for _, element := range some() {
			s.add(element)
		}
		return s
	case 6:
		o := &object{}
		for _, value := range some() {
			o.insert(someValue(r, depth-1), value)
		}
		return o
	}
	o := map[string]any{}
	for _, value := range some() {
		o[texts[r.IntN(len(texts))].(string)] = value
	}
	return schema.EntryOf(o)
}

func TestNativeBuiltinsReturnWhatOPAReturns(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, name := range slices.Sorted(maps.Keys(nativeBuiltins)) {
		ofOPA := topdown.GetBuiltin(name)
		native := 0
		for range 10000 {
			args := make([]any, ast.BuiltinMap[name].Decl.Arity())
			for i := range args {
				args[i] = someValue(r, 2)
			}
			got, ok := nativeBuiltins[name](&Machine{}, args)
			if !ok {
				continue
			}
			native++
			var want any
			err := ofOPA(topdown.BuiltinContext{}, terms(args), func(result *ast.Term) error {
				want = fromOPA(result.Value)
				return nil
			})
			if err != nil || !equal(got, want) {
				t.Errorf("%s of %s is %v, and %v for OPA (%v)", name, toOPA(args), got, want, err)
			}
		}
		if native < 30 {
			t.Errorf("%s was native for %d values", name, native)
		}
	}
}

func TestAVerbThatDoesNotFitIsFormattedAsByOPA(t *testing.T) {
	for _, verb := range []string{"%s", "%q", "%t", "%d", "%v", "%T", "%x", "%", "%d %d", "%[2]d", "%*d", "none"} {
		args := []any{verb, []any{int64(1)}}
		got, ok := sprintf(nil, args)
		var want any
		err := topdown.GetBuiltin("sprintf")(topdown.BuiltinContext{}, terms(args), func(result *ast.Term) error {
			want = fromOPA(result.Value)
			return nil
		})
		if err != nil || !ok || got != want {
			t.Errorf("%s of 1 is %v, and %v for OPA (%v)", verb, got, want, err)
		}
	}
}

func TestValuesAreOrderedAsByOPA(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 20000 {
		a, b := someValue(r, 2), someValue(r, 2)
		if got, want := compare(a, b), toOPA(a).Value.Compare(toOPA(b).Value); (got < 0) != (want < 0) || (got > 0) != (want > 0) {
			t.Errorf("%s and %s compare as %d, and as %d for OPA", toOPA(a), toOPA(b), got, want)
		}
	}
}
