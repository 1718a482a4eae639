// Package document defines what a notation reads from a text: a tree of values.
//
// Each value is a span of the text and is read only when it is asked for, so a
// certificate's thousand-number RawData costs nothing if nobody wants it. The package
// knows no notation and nothing of Exchange.
package document

import (
	"iter"

	"github.com/exchlint/exchlint/internal/source"
)

// Kind is the form of a value in its file.
type Kind uint8

// The forms of a value. A CSV cell is a String, or Null if it is empty and unquoted: that
// is how PowerShell tells $null from an empty string.
const (
	Null Kind = iota
	Bool
	Number
	String
	Array
	Object
)

// Value is one value of a file: a span of its text, read on demand. A string's span
// includes its quotes, as does a CSV cell's; an object's or an array's runs from its first
// to its last bracket. The zero Value is a Null of no file.
type Value struct {
	Kind Kind
	Span source.Span
	file *File
}

// Field is a named member of an object: a JSON member or a CSV cell under its column's
// name. Names are as written.
type Field struct {
	Name  string
	Value Value
}

// File is one exported file, or a part of one: its text and the values at its top. It may
// be read by several goroutines at once.
type File struct {
	*source.Text
	Notation Notation
	Values   []Value  // the values at the top: JSON's only one, or an Object for each row of a CSV
	Columns  []string // the names in a CSV's header, also if no row follows; else nil
	Prose    []Value  // lines of a Format-List's file that belong to no object, in their order
	Type     string   // the .NET type that a CSV's #TYPE line names; "" if it has none

	elements iter.Seq[Value] // of a part of a list; nil for a whole file
	current  Element         // of a part: the element that was read last
}

// Notation reads the values of one form of text. The text was validated when the file was
// decoded: it is well-formed.
type Notation interface {
	Name() string                            // json, csv, ...
	Text(v Value) string                     // what a String means
	Items(v Value) []Value                   // the elements of an Array
	Fields(v Value, yield func(Field) bool)  // the members of an Object, in the file's order
	Records(v Value, yield func(Field) bool) // the members of an Object as [Value.Records] returns them
	TypeName(v Value) string                 // the .NET type, or the cmdlet, that is stated for a value; "" if none is
	Command(v Value) string                  // the command that has shown a value, as a prompt has it; "" if none is there
	IsSelfContained(v Value) bool            // all that a value means is in its own span
}

// Flat is embedded by notations that have no lists, no types and no references.
type Flat struct{}

// Records yields nothing.
func (Flat) Records(Value, func(Field) bool) {}

// Items returns nil.
func (Flat) Items(Value) []Value { return nil }

// TypeName returns "".
func (Flat) TypeName(Value) string { return "" }

// Command returns "".
func (Flat) Command(Value) string { return "" }

// IsSelfContained returns true.
func (Flat) IsSelfContained(Value) bool { return true }
