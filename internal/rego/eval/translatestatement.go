package eval

import (
	"encoding/json"
	"fmt"

	"github.com/open-policy-agent/opa/v1/ir"
)

// statement translates one statement. A statement that makes a constant becomes an assignment.
func (t *translation) statement(s ir.Stmt) statement {
	switch s := s.(type) {
	case *ir.AssignIntStmt:
		return statement{op: opAssign, a: t.constant(s.Value), b: t.local(s.Target)}
	case *ir.AssignVarStmt:
		return statement{op: opAssign, a: t.operand(s.Source), b: t.local(s.Target)}
	case *ir.AssignVarOnceStmt:
		return statement{op: opAssignOnce, a: t.operand(s.Source), b: t.testedLocal(s.Target)}
	case *ir.BlockStmt:
		return statement{op: opBlocks, blocks: t.blocks(s.Blocks...)}
	case *ir.BreakStmt:
		return statement{op: opBreak, a: operand(s.Index)}
	case *ir.CallStmt:
		return t.call(s)
	case *ir.CallDynamicStmt:
		t.reachAll(s.Path)
		return statement{op: opCallDynamic, args: t.operands(s.Path), b: t.local(s.Result)}
	case *ir.DotStmt:
		return statement{op: opDot, a: t.operand(s.Source), b: t.operand(s.Key), c: t.local(s.Target)}
	case *ir.EqualStmt:
		return statement{op: opEqual, a: t.operand(s.A), b: t.operand(s.B)}
	case *ir.NotEqualStmt:
		return statement{op: opNotEqual, a: t.operand(s.A), b: t.operand(s.B)}
	case *ir.IsDefinedStmt:
		return statement{op: opIsDefined, a: t.testedLocal(s.Source)}
	case *ir.IsUndefinedStmt:
		return statement{op: opIsUndefined, a: t.testedLocal(s.Source)}
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
		return statement{op: opReturn, a: t.testedLocal(s.Source)}
	case *ir.ScanStmt:
		return statement{op: opScan, a: t.local(s.Source), b: t.local(s.Key), c: t.local(s.Value), blocks: t.blocks(s.Block)}
	case *ir.WithStmt:
		return t.with(s)
	}
	return t.collection(s)
}

// collection translates a statement about arrays, sets and objects.
func (t *translation) collection(s ir.Stmt) statement {
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
		return statement{op: opInsertOnce, a: t.operand(s.Key), b: t.operand(s.Value), c: t.local(s.Object)}
	case *ir.ObjectMergeStmt:
		return statement{op: opMerge, a: t.local(s.A), b: t.local(s.B), c: t.local(s.Target)}
	case *ir.SetAddStmt:
		return statement{op: opSetAdd, a: t.operand(s.Value), b: t.local(s.Set)}
	}
	t.err = fmt.Errorf("OPA's plan has a statement of the unknown type %T", s)
	return statement{}
}

func (t *translation) call(s *ir.CallStmt) statement {
	translated := statement{op: opCall, args: t.operands(s.Args), b: t.local(s.Result)}
	if f, ok := t.declared[s.Func]; ok {
		translated.a = t.reach(f)
		return translated
	}
	translated.op = opCallBuiltin
	index, ok := t.builtins[s.Func]
	if !ok {
		index = operand(len(t.program.builtins))
		t.builtins[s.Func] = index
		t.program.builtins = append(t.program.builtins, builtinOf(s.Func))
	}
	translated.a = index
	return translated
}

func (t *translation) with(s *ir.WithStmt) statement {
	translated := statement{op: opWith, a: t.local(s.Local), b: t.operand(s.Value), blocks: t.blocks(s.Block)}
	var path []operand
	for _, index := range s.Path {
		path = append(path, t.string(index))
	}
	translated.args = added(&t.program.args, path)
	return translated
}
