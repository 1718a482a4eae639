package rules

import (
	"cmp"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/open-policy-agent/opa/v1/ast"
)

// footprintOf works out the footprint of the rules at a path, which are about objects
// of some kinds. The errors are about comparisons on the way that decide nothing.
func footprintOf(compiler *ast.Compiler, path ast.Ref, kinds []string) (footprint, diag.List) {
	t := tracker{compiler: compiler, seen: map[visit]bool{}, comparer: newComparer(kinds), footprint: footprint{reads: map[string]*ast.Location{}}}
	for _, rule := range compiler.GetRulesExact(path) {
		t.visit(rule, asInput)
	}
	return t.footprint, t.comparer.errs
}

// tracker follows the object through the rules that see it.
type tracker struct {
	footprint
	compiler *ast.Compiler
	comparer *comparer
	seen     map[visit]bool
}

// visit is a rule looked at for what it does with the object, which is its input or
// one of its parameters.
type visit struct {
	rule      *ast.Rule
	parameter int
}

const asInput = -1

func (t *tracker) visit(rule *ast.Rule, parameter int) {
	if at := (visit{rule, parameter}); t.seen[at] {
		return
	} else {
		t.seen[at] = true
	}
	if names, ok := names(rule, parameter); ok {
		t.body(rule, parameter, names)
		t.comparer.compare(names, rule)
	} else {
		t.whole = true
	}
	if rule.Else != nil {
		t.visit(rule.Else, parameter)
	}
	if parameter == asInput {
		for used := range t.compiler.Graph.Dependencies(rule) {
			t.visit(used.(*ast.Rule), asInput)
		}
	}
}

// body reads all of a rule but the parameter that is the object, whose one place
// among the parameters is no use of it.
func (t *tracker) body(rule *ast.Rule, parameter int, s scope) {
	for i, arg := range rule.Head.Args {
		if i != parameter {
			t.read(s, arg)
		}
	}
	for _, step := range rule.Head.Ref()[1:] {
		t.read(s, step)
	}
	if rule.Head.Key != nil {
		t.read(s, rule.Head.Key)
	}
	if rule.Head.Value != nil {
		t.read(s, rule.Head.Value)
	}
	t.read(s, rule.Body)
}

// read notes what a part of a rule reads of the object. Wherever the object stands in
// a way that isn't known to be harmless, all of it is read.
func (t *tracker) read(s scope, part any) {
	ast.NewGenericVisitor(func(x any) bool {
		switch x := x.(type) {
		case *ast.Expr:
			return t.expr(s, x)
		case ast.Call:
			t.call(s, x[0], x[1:])
			return true
		case ast.Ref:
			t.ref(s, x)
			return true
		case ast.Var:
			t.whole = t.whole || s.has(x)
		}
		return false
	}).Walk(part)
}

// expr reads an expression; it returns false where its parts are to be read in turn.
func (t *tracker) expr(s scope, expr *ast.Expr) bool {
	switch {
	case len(expr.With) > 0: // it sees an object of its own making
		t.whole = true
	case s.names(expr):
	case expr.IsCall():
		t.call(s, expr.OperatorTerm(), expr.Operands())
	default:
		return false
	}
	return true
}

// call reads a call: the object as an argument is what the function makes of it.
func (t *tracker) call(s scope, function *ast.Term, args []*ast.Term) {
	name, _ := function.Value.(ast.Ref)
	for i, arg := range args {
		switch {
		case !s.stands(arg):
			t.read(s, arg)
		case i == 0 && name.Equal(ast.ObjectGet.Ref()):
			t.property(first(args[1]), arg.Location)
		default:
			t.enter(name, i)
		}
	}
}

// enter follows the object into a function. A built-in function may read all of it,
// and so does a comparison with a function's result, the argument after the last.
func (t *tracker) enter(function ast.Ref, argument int) {
	rules := t.compiler.GetRulesExact(function)
	t.whole = t.whole || len(rules) == 0
	for _, rule := range rules {
		if argument >= len(rule.Head.Args) {
			t.whole = true
			return
		}
		t.visit(rule, argument)
	}
}

// ref reads a reference such as input.Bindings[0].
func (t *tracker) ref(s scope, ref ast.Ref) {
	head, isVar := ref[0].Value.(ast.Var)
	switch {
	case !isVar:
		t.read(s, ref[0])
	case s.has(head) && len(ref) == 1:
		t.whole = true
	case s.has(head):
		t.property(ref[1], ref[0].Location)
	}
	for _, step := range ref[1:] {
		t.read(s, step)
	}
}

// property notes that a property is read: whichever, where its name isn't constant.
func (t *tracker) property(name *ast.Term, location *ast.Location) {
	text, ok := name.Value.(ast.String)
	if !ok {
		t.whole = true
		return
	}
	if known := t.reads[string(text)]; known == nil || before(location, known) {
		t.reads[string(text)] = location
	}
}

// first is the property in the second argument of object.get: a key or a path.
func first(key *ast.Term) *ast.Term {
	if path, ok := key.Value.(*ast.Array); ok && path.Len() > 0 {
		return path.Elem(0)
	}
	return key
}

func before(a, b *ast.Location) bool {
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Row, b.Row)) < 0
}
