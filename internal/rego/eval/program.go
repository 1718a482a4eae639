// Package eval runs rules: it is an evaluator for what OPA has planned.
//
// OPA compiles Rego and, for evaluators other than its own, plans it: out come functions
// whose statements say step by step what is to be done (package v1/ir of OPA). What Rego
// means is thereby settled by OPA; what is left is to do it, and that is done here for a
// purpose of our own. A rule is asked about one object at a time, a million times in a
// run, and mostly turns away at the first property that it looks at. So a [Machine] keeps
// its memory between two answers, reads the values of the normal form as they are, and
// takes a tenth of a microsecond for such an answer, less than it would take to look up
// whether the question was asked before.
//
// And it knows that some things are not known. A property that an export lacks is neither
// true nor false nor absent: it has some value. A step that hangs on it may be taken or
// not, and what follows it in the same block is done in doubt; what a block did in doubt is
// taken back into doubt when the block ends. In the end a rule's findings are those that it
// has whatever the missing values are, and the answer tells whether there might be more.
//
// Everything that OPA knows of functions is OPA's: only the few that rules call all the
// time are written out here for values of the normal form.
package eval

import (
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// Program is a set of functions that call each other. It must not change once a [Machine]
// runs it.
type Program struct {
	constants []any
	files     []string
	builtins  []builtin
	functions []function
	byPath    map[string]int

	// What functions are made of lies close together.
	blocks     []span // of statements
	statements []statement
	args       []operand
}

// span is a part of one of these lists.
type span struct{ from, to int32 }

// function is a rule, or a function of a policy.
type function struct {
	name     string // for messages: data.exchlint.receive.tls_not_offered.findings
	path     string // how others find it
	file     int    // that it stands in
	params   []operand
	locals   int       // how many it has
	asked    []operand // those of which somebody asks whether they have a value
	constant bool      // it gives the same for every input
	blocks   span
	value    any // where it is given; then there are no blocks
}

// statement is one step. What the operands stand for is said at each opcode. A block is a
// list of statements: it ends with the last one, or with the first that is undefined.
type statement struct {
	op      opcode
	a, b, c operand
	line    int32 // of those that may contradict others
	args    span  // of operands
	blocks  span
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
	opCallDynamic               // the function that args spell to b
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

// builtin is a function of OPA's.
type builtin struct {
	name     string
	own      func(args []any) (any, bool) // written out; nil for most
	opa      topdown.BuiltinFunc
	relation bool // it may have several results, which come as an array
	lasting  bool // it may take long
}

func builtinOf(name string) builtin {
	declared := ast.BuiltinMap[name]
	return builtin{name: name, own: ours[name], opa: topdown.GetBuiltin(name), relation: declared != nil && declared.Relation, lasting: slices.Contains(lasting, name)}
}

// Function returns the function of a path such as exchlint, receive, tls_not_offered,
// findings; false if there is none.
func (p *Program) Function(path ...string) (Function, bool) {
	i, ok := p.byPath[joined(append([]string{"g0"}, path...))]
	return Function(i), ok
}

// Function is a function of a program.
type Function int

// joined is how functions are found: by the steps of their path.
func joined(path []string) string { return strings.Join(path, "\x00") }

// With returns the program with another value for a function without parameters, as
// encoding/json gives it.
func (p *Program) With(f Function, value any) *Program {
	again := *p
	again.functions = slices.Clone(p.functions)
	again.functions[f].value = fromJSON(value)
	return &again
}

// index makes the functions findable.
func (p *Program) index() {
	p.byPath = make(map[string]int, len(p.functions))
	for i, f := range p.functions {
		p.byPath[f.path] = i
	}
}
