// Package bind binds the arguments of a command to its parameters as PowerShell does: by
// name, abbreviation or alias, by position, within one parameter set. Values are of any
// kind to it and are handed through; converting them is left to the caller.
package bind
