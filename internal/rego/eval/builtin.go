package eval

import (
	"cmp"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// builtin is one of OPA's built-in functions.
type builtin struct {
	name     string
	native   native // nil for most
	opa      topdown.BuiltinFunc
	relation bool // it may have several results, which are returned as an array
	cost     cost // nil for most
	slow     bool // it may take long, however small its arguments are
}

func builtinOf(name string) builtin {
	declared := ast.BuiltinMap[name]
	return builtin{
		name: name, native: nativeBuiltins[name], opa: topdown.GetBuiltin(name),
		relation: declared != nil && declared.Relation, cost: costs[name],
		slow: strings.HasPrefix(name, "regex.") || strings.HasPrefix(name, "glob.") || strings.HasPrefix(name, "graph."),
	}
}

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
	case !f.affords(s, called, args):
		return returned
	case called.native != nil:
		if value, ok := called.native(f.Machine, args); ok {
			return f.keep(s, value)
		}
	}
	return f.keep(s, f.callOPA(s, called, args))
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

// affords reports whether a built-in function may be called with some arguments.
func (f *frame) affords(s *statement, called *builtin, args []any) bool {
	if called.cost == nil {
		return true
	}
	needed := called.cost(args)
	switch {
	case needed <= MaxValue:
		return f.within(s, f.spend(int(needed)))
	case called.name == "sprintf" && needed == tooMuch:
		f.err = f.program.at(s.place, "sprintf with %%p would show a place in memory, which is another one in each run")
	default:
		f.err = f.program.at(s.place, "%s is given what needs too much: a value has 64 MiB at most, a number 10,000 digits, a pattern 1,000 bytes", called.name)
	}
	return false
}

// keep weighs what a built-in function returns, and assigns it. What is small counts once it is put
// into a collection.
func (f *frame) keep(s *statement, result any) flow {
	weight, err := weigh(result)
	if weight > maxSmall {
		err = cmp.Or(err, f.spend(weight))
	}
	if !f.within(s, err) {
		return returned
	}
	return f.setResult(s.b, result)
}
