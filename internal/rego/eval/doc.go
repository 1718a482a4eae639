// Package eval is a three-valued evaluator of OPA's query plans.
//
// OPA compiles Rego to an intermediate representation (package v1/ir of OPA): functions
// made of blocks of simple statements. [Compile] obtains the plan of one rule from OPA and
// translates it to a [Program]; a [Machine] runs the program on one object. The meaning of
// Rego is therefore settled by OPA. This package adds two things. It is fast: a machine
// reuses its memory, reads the values of the normal form without converting them, and
// answers in about a tenth of a microsecond where a rule stops at its first property. And
// it evaluates under incomplete information: a property that an export lacks has a value,
// but an unknown one.
//
// # Soundness
//
// A completion of an object gives each unknown property some value. The invariant: what a
// machine answers holds for every completion on which OPA evaluates the rule without an
// error. Each element of [Answer] is an element of OPA's answer, and unless the answer is
// open, OPA's answer has no other element.
//
// It is an abstract interpretation. The state of a local variable is an element of a
// lattice of height three:
//
//	          maybeUndefined           any value, or undefined
//	        /                \
//	optional{v}            unknown     v, or undefined; any value
//	   /      \           /
//	undefined    v ------             exactly undefined; exactly v
//
// A set may be open: its elements are certain (a must set), and it may have others. Arrays
// and objects are known as a whole or unknown as a whole.
//
// A statement is reached in one of two modes. In must mode every completion executes it;
// in may mode some may not. Machine.unresolved counts the conditions on the path to a
// statement whose outcome is unknown; in a function it is compared with its value at the
// call, as a callee runs only where its call does. Each construct preserves the invariant:
//
//   - A condition on unknown values may hold or fail. Execution goes on, in may mode. One
//     whose outcome is known ends the block, as in OPA.
//   - An assignment in may mode is recorded on the trail. When the block ends in which
//     the mode began, the new state is joined with the one before.
//   - A break or return in may mode may or may not skip the rest of the blocks that it
//     leaves, so the rest of each of them runs in may mode (mayBreak says how many).
//     A value that may have been returned is joined with the one that is returned later.
//   - An element that is added in may mode, or is unknown, opens the set. The set counts
//     from the mode in which it was created: both happen, or neither does. Arrays and
//     objects become unknown instead.
//   - A negation fails where its block certainly completes, holds where that certainly
//     stops, and is a condition of unknown outcome otherwise.
//   - A scan of unknown elements visits an unknown key and value in may mode until the
//     locals no longer change: a fixed point stands for any number of iterations. An open
//     set is scanned so before and after its known elements, as a further element may
//     come first and leave the loop.
//   - A built-in function of an unknown argument may be undefined and may give any value.
//     Functions of known arguments are OPA's own, or equal to them by test.
//   - A rule with two different values is an error only in must mode and only if both
//     values are known. Otherwise one of the completions in which it is none has to be
//     answered, and the value becomes unknown.
//   - The result of a function without parameters is kept for the same input. It holds in
//     either mode, because unresolved counts from the call.
//
// Tests hold the invariant: OPA's own conformance cases for complete inputs, and a
// differential test that completes random inputs of random policies in every way and
// compares with OPA.
package eval
