package eval

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/ir"
	"github.com/open-policy-agent/opa/v1/rego"
)

// Compile has OPA plan the rules at these references, and what they use.
func Compile(compiler *ast.Compiler, entries []ast.Ref) (*Program, error) {
	terms := make([]*ast.Term, len(entries))
	for i, entry := range entries {
		terms[i] = ast.NewTerm(entry)
	}
	query := ast.NewBody(ast.NewExpr(ast.ArrayTerm(terms...)))
	planned := &planned{}
	rego.RegisterPlugin(target, planned)
	defer rego.ResetTargetPlugins()
	if _, err := rego.New(rego.Compiler(compiler), rego.Target(target), rego.ParsedQuery(query)).PrepareForEval(context.Background()); err != nil {
		return nil, err
	}
	return translate(planned.policy)
}

const target = "exchlint"

// planned takes what OPA plans for evaluators that are not its own.
type planned struct{ policy *ir.Policy }

func (p *planned) IsTarget(name string) bool { return name == target }

func (p *planned) PrepareForEval(_ context.Context, policy *ir.Policy, _ ...rego.PrepareOption) (rego.TargetPluginEval, error) {
	p.policy = policy
	return nil, nil
}

// translation turns OPA's plan into a program.
type translation struct {
	program   *Program
	policy    *ir.Policy
	constants map[any]operand
	builtins  map[string]operand
	functions map[string]operand
	locals    int // of the function that is translated
	asked     []operand
	err       error
}

func translate(policy *ir.Policy) (*Program, error) {
	t := translation{program: &Program{}, policy: policy, constants: map[any]operand{}, builtins: map[string]operand{}, functions: map[string]operand{}}
	for _, file := range policy.Static.Files {
		t.program.files = append(t.program.files, file.Value)
	}
	for i, f := range policy.Funcs.Funcs {
		t.functions[f.Name] = operand(i)
	}
	for _, f := range policy.Funcs.Funcs {
		t.function(f)
	}
	t.program.index()
	t.program.findConstants()
	return t.program, t.err
}

func (t *translation) function(f *ir.Func) {
	t.locals, t.asked = 0, nil
	translated := function{name: f.Name[len("g0."):], path: joined(f.Path), blocks: t.blocks(f.Blocks...)}
	for _, param := range f.Params {
		translated.params = append(translated.params, t.local(param))
	}
	if len(f.Blocks) > 0 && len(f.Blocks[0].Stmts) > 0 {
		translated.file = f.Blocks[0].Stmts[0].GetLocation().File
	}
	slices.Sort(t.asked)
	translated.locals, translated.asked = t.locals, slices.Compact(t.asked)
	t.program.functions = append(t.program.functions, translated)
}

// blocks adds blocks to the program, what is in them first.
func (t *translation) blocks(blocks ...*ir.Block) span {
	var spans []span
	for _, b := range blocks {
		var statements []statement
		for _, s := range b.Stmts {
			statements = append(statements, t.statement(s))
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

// local translates a local. They count from one: an operand that a statement does without
// is 0.
func (t *translation) local(l ir.Local) operand {
	t.locals = max(t.locals, int(l)+2)
	return operand(l) + 1
}

// question translates a local of which a statement asks whether it has a value.
func (t *translation) question(l ir.Local) operand {
	t.asked = append(t.asked, t.local(l))
	return t.local(l)
}

func (t *translation) constant(value any) operand {
	if known, ok := t.constants[value]; ok {
		return known
	}
	t.program.constants = append(t.program.constants, value)
	t.constants[value] = operand(-len(t.program.constants))
	return t.constants[value]
}

func (t *translation) text(index int) operand {
	return t.constant(t.policy.Static.Strings[index].Value)
}

func (t *translation) operand(o ir.Operand) operand {
	switch v := o.Value.(type) {
	case ir.Local:
		return t.local(v)
	case ir.StringIndex:
		return t.text(int(v))
	case ir.Bool:
		return t.constant(bool(v))
	}
	t.err = fmt.Errorf("OPA has planned an operand that is unknown here: %v", o)
	return 0
}

func (t *translation) operands(list []ir.Operand) span {
	var translated []operand
	for _, o := range list {
		translated = append(translated, t.operand(o))
	}
	return added(&t.program.args, translated)
}

// statement translates one statement, which [frame.step] runs. What makes a constant assigns it.
func (t *translation) statement(s ir.Stmt) statement {
	line := int32(s.GetLocation().Row)
	switch s := s.(type) {
	case *ir.AssignIntStmt:
		return statement{op: opAssign, a: t.constant(s.Value), b: t.local(s.Target)}
	case *ir.AssignVarStmt:
		return statement{op: opAssign, a: t.operand(s.Source), b: t.local(s.Target)}
	case *ir.AssignVarOnceStmt:
		return statement{op: opAssignOnce, a: t.operand(s.Source), b: t.question(s.Target), line: line}
	case *ir.BlockStmt:
		return statement{op: opBlocks, blocks: t.blocks(s.Blocks...)}
	case *ir.BreakStmt:
		return statement{op: opBreak, a: operand(s.Index)}
	case *ir.CallStmt:
		return t.call(s)
	case *ir.CallDynamicStmt:
		return statement{op: opCallDynamic, args: t.operands(s.Path), b: t.local(s.Result)}
	case *ir.DotStmt:
		return statement{op: opDot, a: t.operand(s.Source), b: t.operand(s.Key), c: t.local(s.Target)}
	case *ir.EqualStmt:
		return statement{op: opEqual, a: t.operand(s.A), b: t.operand(s.B)}
	case *ir.NotEqualStmt:
		return statement{op: opNotEqual, a: t.operand(s.A), b: t.operand(s.B)}
	case *ir.IsDefinedStmt:
		return statement{op: opIsDefined, a: t.question(s.Source)}
	case *ir.IsUndefinedStmt:
		return statement{op: opIsUndefined, a: t.question(s.Source)}
	case *ir.MakeNullStmt:
		return statement{op: opAssign, a: t.constant(null{}), b: t.local(s.Target)}
	case *ir.MakeNumberIntStmt:
		return statement{op: opAssign, a: t.constant(s.Value), b: t.local(s.Target)}
	case *ir.MakeNumberRefStmt:
		return statement{op: opAssign, a: t.constant(asNumber(json.Number(t.policy.Static.Strings[s.Index].Value))), b: t.local(s.Target)}
	case *ir.NopStmt:
		return statement{op: opNop}
	case *ir.NotStmt:
		return statement{op: opNot, blocks: t.blocks(s.Block)}
	case *ir.ResetLocalStmt:
		return statement{op: opReset, a: t.local(s.Target)}
	case *ir.ReturnLocalStmt:
		return statement{op: opReturn, a: t.question(s.Source)}
	case *ir.ScanStmt:
		return statement{op: opScan, a: t.local(s.Source), b: t.local(s.Key), c: t.local(s.Value), blocks: t.blocks(s.Block)}
	case *ir.WithStmt:
		return t.with(s)
	}
	return t.making(s, line)
}

// making translates a statement about arrays, sets and objects, which [frame.make] runs.
func (t *translation) making(s ir.Stmt, line int32) statement {
	switch s := s.(type) {
	case *ir.ArrayAppendStmt:
		return statement{op: opArrayAppend, a: t.operand(s.Value), b: t.local(s.Array)}
	case *ir.IsArrayStmt:
		return statement{op: opIsArray, a: t.operand(s.Source)}
	case *ir.IsObjectStmt:
		return statement{op: opIsObject, a: t.operand(s.Source)}
	case *ir.IsSetStmt:
		return statement{op: opIsSet, a: t.operand(s.Source)}
	case *ir.LenStmt:
		return statement{op: opLen, a: t.operand(s.Source), b: t.local(s.Target)}
	case *ir.MakeArrayStmt:
		return statement{op: opMakeArray, a: t.local(s.Target), b: operand(s.Capacity)}
	case *ir.MakeObjectStmt:
		return statement{op: opMakeObject, a: t.local(s.Target)}
	case *ir.MakeSetStmt:
		return statement{op: opMakeSet, a: t.local(s.Target)}
	case *ir.ObjectInsertStmt:
		return statement{op: opInsert, a: t.operand(s.Key), b: t.operand(s.Value), c: t.local(s.Object)}
	case *ir.ObjectInsertOnceStmt:
		return statement{op: opInsertOnce, a: t.operand(s.Key), b: t.operand(s.Value), c: t.local(s.Object), line: line}
	case *ir.ObjectMergeStmt:
		return statement{op: opMerge, a: t.local(s.A), b: t.local(s.B), c: t.local(s.Target)}
	case *ir.SetAddStmt:
		return statement{op: opSetAdd, a: t.operand(s.Value), b: t.local(s.Set)}
	}
	t.err = fmt.Errorf("OPA has planned a statement that is unknown here: %T", s)
	return statement{}
}

func (t *translation) call(s *ir.CallStmt) statement {
	translated := statement{op: opCall, args: t.operands(s.Args), b: t.local(s.Result)}
	var known bool
	if translated.a, known = t.functions[s.Func]; known {
		return translated
	}
	translated.op = opCallBuiltin
	if translated.a, known = t.builtins[s.Func]; !known {
		translated.a = operand(len(t.program.builtins))
		t.builtins[s.Func] = translated.a
		t.program.builtins = append(t.program.builtins, builtinOf(s.Func))
	}
	return translated
}

func (t *translation) with(s *ir.WithStmt) statement {
	translated := statement{op: opWith, a: t.local(s.Local), b: t.operand(s.Value), blocks: t.blocks(s.Block)}
	var path []operand
	for _, index := range s.Path {
		path = append(path, t.text(index))
	}
	translated.args = added(&t.program.args, path)
	return translated
}
