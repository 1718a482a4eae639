package interp

import (
	"strings"

	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

// variable is a variable with the type that it was declared with.
type variable struct {
	value Value
	typ   string
}

// scope holds variables and functions; what isn't in it is looked for in its parent.
type scope struct {
	parent    *scope
	vars      map[string]*variable
	functions map[string]*function
	aliases   map[string]string
	doubt     map[string]*variable // as they were before an unknown condition
}

type function struct {
	name   string
	params *syntax.ParamBlock
	body   *syntax.ScriptBlock
	filter bool
	source string
	places *syntax.Span
}

func newScope(parent *scope) *scope {
	return &scope{parent: parent, vars: map[string]*variable{}, functions: map[string]*function{}, aliases: map[string]string{}}
}

// find returns a variable and the scope that it is in.
func (s *scope) find(name string) (*variable, *scope) {
	for ; s != nil; s = s.parent {
		if v, ok := s.vars[name]; ok {
			return v, s
		}
	}
	return nil, nil
}

func (in *Interp) function(name string) *function {
	for s := in.scope; s != nil; s = s.parent {
		if f, ok := s.functions[name]; ok {
			return f
		}
	}
	return nil
}

func (in *Interp) namedScope(name string) *scope {
	switch name {
	case "global":
		return in.global
	case "script":
		return in.script
	}
	return in.scope
}

// getVariable returns the value of a variable, $null where it was never set.
func (in *Interp) getVariable(node *syntax.Variable) Value {
	name, from := strings.ToLower(node.Name), in.at(node.Span)
	switch node.Scope {
	case "env":
		return in.environment(name, from)
	case "", "local", "private", "using":
		if node.Scope == "" && name == "null" {
			return Value{nil, from}
		}
		if v, _ := in.scope.find(name); v != nil {
			return written(v.value, from)
		}
	case "global", "script":
		if v, ok := in.namedScope(node.Scope).vars[name]; ok {
			return written(v.value, from)
		}
		if v, ok := in.global.vars[name]; ok {
			return written(v.value, from)
		}
	case "variable":
		if v, _ := in.scope.find(name); v != nil {
			return written(v.value, from)
		}
	case "function":
		if f := in.function(name); f != nil {
			return Value{&Block{Body: f.body, script: f.source, places: f.places}, from}
		}
	default:
		return Value{&Unknown{Reason: "$" + node.Scope + ":" + node.Name + " is read from a drive"}, from}
	}
	return Value{nil, from}
}

// nothing is the value of a variable that a command without output was assigned to: it is
// $null, but puts nothing out.
type nothing struct{}

// something returns $null for nothing.
func something(v Value) Value {
	if _, ok := v.Data.(nothing); ok {
		v.Data = nil
	}
	return v
}

// isNothing reports whether an expression is a variable that holds nothing.
func (in *Interp) isNothing(node syntax.Node) bool {
	name, ok := node.(*syntax.Variable)
	if !ok || name.Scope != "" {
		return false
	}
	v, _ := in.scope.find(strings.ToLower(name.Name))
	if v == nil {
		return false
	}
	_, ok = v.value.Data.(nothing)
	return ok
}

// written returns a value with its place: where it was written, or where it is read if
// nothing wrote it.
func written(v Value, from syntax.Span) Value {
	v = something(v)
	if v.From.End == 0 {
		v.From = from
	}
	return v
}

func (in *Interp) environment(name string, from syntax.Span) Value {
	if v, ok := in.global.vars["env:"+name]; ok {
		return written(v.value, from)
	}
	if name == "computername" && in.options.Server != "" {
		return Value{in.options.Server, from}
	}
	return Value{&Unknown{Reason: "$env:" + name + " depends on the computer"}, from}
}

// setVariable sets a variable in the current scope.
func (in *Interp) setVariable(name string, v Value) { in.setIn(in.scope, strings.ToLower(name), v) }

func (in *Interp) setIn(s *scope, name string, v Value) {
	in.remember(s, name)
	if old, ok := s.vars[name]; ok {
		if old.typ != "" {
			v = something(v)
			converted, ok := Convert(v, old.typ)
			if !ok {
				in.throw("'"+Text(v)+"' can't be converted to ["+old.typ+"]", "System.Management.Automation.ArgumentTransformationMetadataException")
			}
			v = converted
		}
		s.vars[name] = &variable{v, old.typ}
		return
	}
	s.vars[name] = &variable{value: v}
}

// remember keeps the variable as it was, where it is assigned in doubt.
func (in *Interp) remember(s *scope, name string) {
	if in.maybe == 0 || s.doubt == nil {
		return
	}
	if _, ok := s.doubt[name]; !ok {
		s.doubt[name] = s.vars[name]
	}
}
