package eval

import (
	"cmp"
	"errors"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// builtin is one of OPA's built-in functions.
type builtin struct {
	name      string
	native    native // nil for most
	opa       topdown.BuiltinFunc
	relation  bool // it may have several results, which are returned as an array
	unbounded bool
}

func builtinOf(name string) builtin {
	declared := ast.BuiltinMap[name]
	return builtin{
		name: name, native: nativeBuiltins[name], opa: topdown.GetBuiltin(name),
		relation: declared != nil && declared.Relation, unbounded: slices.Contains(unbounded, name),
	}
}

// unbounded are the built-in functions whose time is not bounded by the size of their
// arguments. OPA cancels them on request.
var unbounded = []string{"numbers.range", "numbers.range_step", "regex.replace", "replace", "strings.replace_n"}

// callBuiltin calls a built-in function. The result of unknown arguments is unknown, and may be
// undefined.
func (f *frame) callBuiltin(called *builtin, s *statement) flow {
	first := len(f.args)
	uncertain := false
	for _, arg := range f.argsOf(s) {
		value := f.read(arg)
		uncertain = uncertain || isUncertain(value)
		f.args = append(f.args, value)
	}
	args := f.args[first:]
	f.args = f.args[:first]
	switch {
	case uncertain && called.name == ast.ObjectGet.Name:
		return f.setResult(s.b, objectGet(args))
	case uncertain:
		return f.setResult(s.b, maybeUndefined)
	case called.native != nil:
		if value, ok := called.native(f.Machine, args); ok {
			return f.setResult(s.b, value)
		}
	}
	return f.setResult(s.b, f.callOPA(called, args))
}

// objectGet is OPA's object.get with uncertain arguments. What is known of the object may
// be sufficient.
func objectGet(args []any) any {
	in, ok := args[0].(*Input)
	if !ok || isUncertain(args[1]) {
		return maybeUndefined
	}
	path, ok := args[1].([]any)
	if !ok {
		path = args[1:2]
	}
	if len(path) == 0 {
		return unknown
	}
	name, _ := path[0].(string)
	property, ok := in.Kind.Index(name)
	if !ok {
		return args[2]
	}
	value := in.property(property)
	for _, key := range path[1:] {
		if isUnknown(value) {
			return unknown
		}
		if value = get(value, key); value == nil {
			return args[2]
		}
	}
	return value
}

// callOPA has OPA call one of its functions. An error is undefined, as in Rego.
func (f *frame) callOPA(called *builtin, args []any) any {
	if called.unbounded {
		f.watch()
	}
	var results []any
	err := called.opa(f.context, terms(args), func(result *ast.Term) error {
		results = append(results, fromOPA(result.Value))
		return nil
	})
	var halt topdown.Halt
	switch {
	case called.unbounded && f.context.Cancel.Cancelled():
		f.err = cmp.Or(f.context.Context.Err(), errTimeout)
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
