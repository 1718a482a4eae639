package eval

import (
	"fmt"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ir"
)

// translation turns OPA's plan into a program.
type translation struct {
	program   *Program
	policy    *ir.Policy
	constants map[any]operand
	builtins  map[string]operand
	declared  map[string]*ir.Func // the policy's functions, by name
	functions map[string]operand  // the program's functions, by name
	order     []*ir.Func          // the program's functions
	locals    int                 // of the function that is translated
	tested    []operand
	err       error
}

// translate translates the function with a path, and the functions that it reaches.
func translate(policy *ir.Policy, path string) (*Program, error) {
	t := &translation{
		program: &Program{}, policy: policy, constants: map[any]operand{}, builtins: map[string]operand{},
		declared: map[string]*ir.Func{}, functions: map[string]operand{},
	}
	for _, file := range policy.Static.Files {
		t.program.files = append(t.program.files, file.Value)
	}
	for _, f := range policy.Funcs.Funcs {
		t.declared[f.Name] = f
		if functionPath(f.Path...) == path {
			t.reach(f)
		}
	}
	if len(t.order) == 0 {
		return nil, fmt.Errorf("OPA planned no rule %s", strings.ReplaceAll(path, "\x00", "."))
	}
	for i := 0; i < len(t.order); i++ { // it grows meanwhile
		t.function(t.order[i])
	}
	t.program.findInvariant()
	return t.program, t.err
}

// reach returns the index that a function of the policy has in the program.
func (t *translation) reach(f *ir.Func) operand {
	index, ok := t.functions[f.Name]
	if !ok {
		index = operand(len(t.order))
		t.functions[f.Name] = index
		t.order = append(t.order, f)
	}
	return index
}

// reachAll reaches every function that a path may name. A step that is not constant may
// be any.
func (t *translation) reachAll(path []ir.Operand) {
	for _, f := range t.policy.Funcs.Funcs {
		if len(f.Path) == len(path) && t.mayName(path, f.Path) {
			t.reach(f)
		}
	}
}

func (t *translation) mayName(path []ir.Operand, steps []string) bool {
	for i, step := range path {
		if index, ok := step.Value.(*ir.StringIndex); ok && t.policy.Static.Strings[*index].Value != steps[i] {
			return false
		}
	}
	return true
}

func (t *translation) function(f *ir.Func) {
	t.locals, t.tested = 0, nil
	translated := function{name: strings.TrimPrefix(f.Name, root+"."), path: functionPath(f.Path...), blocks: t.blocks(f.Blocks...)}
	for _, param := range f.Params {
		translated.params = append(translated.params, t.local(param))
	}
	slices.Sort(t.tested)
	translated.locals, translated.tested = t.locals, slices.Compact(t.tested)
	t.program.functions = append(t.program.functions, translated)
}

// blocks adds blocks to the program, after the blocks inside them.
func (t *translation) blocks(blocks ...*ir.Block) span {
	var spans []span
	for _, b := range blocks {
		var statements []statement
		for _, s := range b.Stmts {
			translated := t.statement(s)
			translated.place = placeOf(s.GetLocation().File, s.GetLocation().Row)
			statements = append(statements, translated)
		}
		spans = append(spans, added(&t.program.statements, statements))
	}
	return added(&t.program.blocks, spans)
}

// added appends to one of the program's lists, and returns where.
func added[T any](to *[]T, more []T) span {
	from := len(*to)
	*to = append(*to, more...)
	return span{int32(from), int32(len(*to))}
}

// local translates a local. Operands count from one: one that a statement does not have is 0.
func (t *translation) local(l ir.Local) operand {
	t.locals = max(t.locals, int(l)+2)
	return operand(l) + 1
}

// testedLocal translates a local that a statement tests for having a value.
func (t *translation) testedLocal(l ir.Local) operand {
	t.tested = append(t.tested, t.local(l))
	return t.local(l)
}

func (t *translation) constant(value any) operand {
	if index, ok := t.constants[value]; ok {
		return index
	}
	t.program.constants = append(t.program.constants, value)
	t.constants[value] = operand(-len(t.program.constants))
	return t.constants[value]
}

func (t *translation) string(index int) operand {
	return t.constant(t.policy.Static.Strings[index].Value)
}

func (t *translation) operand(o ir.Operand) operand {
	switch v := o.Value.(type) {
	case *ir.Local:
		return t.local(*v)
	case *ir.StringIndex:
		return t.string(int(*v))
	case *ir.Bool:
		return t.constant(bool(*v))
	}
	t.err = fmt.Errorf("OPA's plan has an operand of the unknown type %T", o.Value)
	return 0
}

func (t *translation) operands(list []ir.Operand) span {
	var translated []operand
	for _, o := range list {
		translated = append(translated, t.operand(o))
	}
	return added(&t.program.args, translated)
}
