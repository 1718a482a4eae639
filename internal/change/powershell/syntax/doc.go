// Package syntax reads PowerShell: source text comes in, a syntax tree, its errors and
// its comments go out. Every node has its byte span in the source.
//
// The language is that of Windows PowerShell 5.1. What only later versions have (&&, ||,
// ??, ??=, ?., ?[, ? :, a pipe at the start of a line) is read as well and listed under
// Script.Newer. The parser has no state outside a call and never runs anything.
//
// The grammar is context-dependent: the same characters mean one thing where an operand
// is expected and another where a command takes arguments. The lexer therefore has two
// modes, and the parser asks for each token in the mode of its place.
package syntax
