// Package powershell follows a PowerShell script over the objects of an organization: text comes
// in, and what the script would change is made in a [change.State], with what is refused, not
// followed or assumed. Nothing of it is ever run.
//
// The parser, the binder, the tables of cmdlets and the interpreter of the language are packages
// of their own. This one is the host: it answers Get- from the state reached so far, and turns the
// cmdlets that change connectors and certificates into operations.
package powershell
