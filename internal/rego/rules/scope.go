package rules

import "github.com/open-policy-agent/opa/v1/ast"

// scope holds the variables of one rule that stand for the object, each with the
// expression that gave it the name: nil for input or a parameter, object = input for
// a local variable.
//
// A variable that is bound in some other way as well stands in two places, and one of
// them is no such expression: the tracker takes it for a use of the whole object. So
// a comparison in disguise (x := {...}; x == input) is not mistaken for a name.
type scope map[ast.Var]*ast.Expr

// names returns the variables of a rule that stand for the object when it comes as
// input or as a parameter. ok is false if the parameter is a pattern that the object
// is taken apart by.
func names(rule *ast.Rule, parameter int) (s scope, ok bool) {
	name := ast.Var("input")
	if parameter != asInput {
		if name, ok = rule.Head.Args[parameter].Value.(ast.Var); !ok {
			return nil, false
		}
	}
	s = scope{name: nil}
	for s.grow(rule.Body) {
	}
	return s, true
}

// grow adds the variables that are set equal to one that it has.
func (s scope) grow(body ast.Body) (grown bool) {
	ast.WalkExprs(body, func(expr *ast.Expr) bool {
		if !expr.IsEquality() || expr.Negated {
			return false
		}
		a, b := expr.Operand(0), expr.Operand(1)
		if s.stands(b) {
			a, b = b, a
		}
		if name, isVar := b.Value.(ast.Var); isVar && s.stands(a) && !s.has(name) {
			s[name], grown = expr, true
		}
		return false
	})
	return grown
}

func (s scope) has(name ast.Var) bool {
	_, ok := s[name]
	return ok
}

// stands reports whether a term is the object: input, or a variable for it.
func (s scope) stands(term *ast.Term) bool {
	switch value := term.Value.(type) {
	case ast.Var:
		return s.has(value)
	case ast.Ref:
		name, isVar := value[0].Value.(ast.Var)
		return isVar && len(value) == 1 && s.has(name)
	}
	return false
}

// names reports whether an expression is the one that gives a variable its name.
func (s scope) names(expr *ast.Expr) bool {
	if !expr.IsEquality() {
		return false
	}
	for _, operand := range expr.Operands() {
		if name, isVar := operand.Value.(ast.Var); isVar && s[name] == expr {
			return true
		}
	}
	return false
}
