// Package interp follows what a PowerShell script would do, over known and unknown values,
// without running anything: a parsed script comes in, the commands that it calls go to a
// Host, and what could not be followed comes out.
//
// A value that can't be known (a file, an answer, the network) is Unknown, with a reason.
// What is computed from it is unknown as well. Where a condition is unknown, what depends
// on it is interpreted in doubt: commands reach the host marked Maybe, and the variables
// that are assigned become unknown. So nothing that is reported as known depends on a guess,
// but for two: an unknown condition that only ends the script or a loop is taken as not met,
// which Result.Assumed lists, and a hash table's keys are enumerated in the order written.
//
// Control flow that leaves a statement (break, return, throw, exit) is a panic with a
// *signal, recovered where the language ends it; no panic leaves Run.
package interp
