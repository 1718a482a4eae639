package eval

import (
	"fmt"
	"slices"
	"strings"
)

// Program is a function, the first, and all that it calls. It must not change once a
// [Machine] runs it.
type Program struct {
	constants []any
	files     []string
	builtins  []builtin
	functions []function

	// The parts of functions, which refer to them by span.
	blocks     []span // of statements
	statements []statement
	args       []operand
}

// span is a part of one of these lists.
type span struct{ from, to int32 }

// function is a rule, or a function of a policy.
type function struct {
	name      string // for messages: data.exchlint.receive.tls_not_offered.findings
	path      string // by which other functions find it
	params    []operand
	locals    int       // how many it has
	tested    []operand // locals that some statement tests for having a value
	invariant bool      // it has the same value for every input
	blocks    span
	value     any // where it is set, the value; there are no blocks then
}

// statement is one step. What its operands mean is said at each opcode. A block is a list
// of statements: it ends with the last one, or with the first that is undefined.
type statement struct {
	op      opcode
	a, b, c operand
	place   int64 // in which file and line of the policies it is; see placeOf
	args    span  // of operands
	blocks  span
}

// lineBits are those of a place that hold the line: a policy file has a mebibyte at most.
const lineBits = 20

func placeOf(file, line int) int64 { return int64(file)<<lineBits | int64(line)&(1<<lineBits-1) }

// at returns the error of a place in the policies.
func (p *Program) at(place int64, format string, args ...any) error {
	return fmt.Errorf("%s:%d: %w", p.files[place>>lineBits], place&(1<<lineBits-1), fmt.Errorf(format, args...))
}

// operand is a local variable of a function or, below zero, a constant.
type operand int32

type opcode uint8

const (
	opArrayAppend opcode = iota // a to the array b
	opAssign                    // a to b
	opAssignOnce                // a to b, which must have no other value
	opBreak                     // a blocks more than this one
	opBlocks                    // blocks, one after the other
	opCall                      // function a with args to b
	opCallBuiltin               // built-in function a with args to b
	opCallDynamic               // the function with the path args to b
	opDot                       // a[b] to c
	opEqual                     // a and b
	opNotEqual                  // a and b
	opIsArray                   // a
	opIsObject                  // a
	opIsSet                     // a
	opIsDefined                 // a
	opIsUndefined               // a
	opLen                       // of a to b
	opMakeArray                 // a, with room for b elements
	opMakeObject                // a
	opMakeSet                   // a
	opNot                       // the block
	opInsert                    // key a and value b into the object c
	opInsertOnce                // likewise, where the key must have no other value
	opMerge                     // objects a and b to c
	opReset                     // a
	opReturn                    // a
	opScan                      // a, each key to b and value to c, and the block
	opSetAdd                    // a to the set b
	opWith                      // a with b at the path args, and the block
	opNop
)

// implicitParams is the number of parameters that every function has: the input and the data.
const implicitParams = 2

// functionPath is the key by which a function is found: the steps of its path.
func functionPath(steps ...string) string { return strings.Join(steps, "\x00") }

// root is the first step of the path of every function that OPA plans.
const root = "g0"

// function returns the index of the function with a path; -1 if there is none.
func (p *Program) function(path string) int {
	return slices.IndexFunc(p.functions, func(f function) bool { return f.path == path })
}

// With returns the program with a value, as encoding/json gives it, in place of the rule at a
// path such as exchlint, receive, tls_not_offered, parameters. A program that does not
// use that rule is returned as it is.
func (p *Program) With(value any, path ...string) *Program {
	i := p.function(functionPath(append([]string{root}, path...)...))
	if i < 0 {
		return p
	}
	changed := *p
	changed.functions = slices.Clone(p.functions)
	changed.functions[i].value = fromJSON(value)
	return &changed
}
