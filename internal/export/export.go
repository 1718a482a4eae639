// Package export turns the bytes of one exported file into values that know
// their place in it.
//
// PowerShell writes the same object in a dozen shapes: UTF-8 or UTF-16, JSON
// indented by one of two algorithms, CSV with a comma, a semicolon or a tab. What
// comes in here is bytes and a name; what goes out is a [File]: the text, and the
// values at its top, each of which is a span of that text. A value is read only
// when somebody asks for it, so a certificate's thousand-number RawData costs
// nothing where nobody wants it, and a line and a column are worked out only when a
// finding needs them.
//
// The package knows nothing of Exchange: which value is a receive connector, and
// what its properties mean, is package exchange's business.
package export

import "fmt"

// Kind is the form in which a value stands in its file.
type Kind uint8

// The forms of a value. A CSV cell is a String, or Null where it is empty and
// unquoted: that is how PowerShell tells $null from an empty string.
const (
	Null Kind = iota
	Bool
	Number
	String
	Array
	Object
)

// Value is one value of a file: a span of its text, read on demand. The zero
// Value is a Null of no file.
type Value struct {
	Kind Kind
	Span Span
	file *File
}

// Field is a named member of an object: a JSON member or a CSV cell under its
// column's name. Names are as written; members stand in file order.
type Field struct {
	Name  string
	Value Value
}

// Span is a half-open range of bytes in a file's decoded text. A string's span
// includes its quotes, a CSV cell's likewise; an object's or an array's runs from
// its first to its last bracket.
type Span struct{ Start, End int }

// Place is a span in the terms of an editor and of SARIF: lines and columns from
// one, columns in UTF-16 code units, the end exclusive.
type Place struct {
	StartLine, StartColumn, EndLine, EndColumn int
}

// Error is a fault of a file's form: what stands there instead of what. Line and
// Column count as in [Place]; both are 0 where the fault is the whole file's.
type Error struct {
	File         string
	Line, Column int
	Message      string
}

func (e *Error) Error() string {
	switch {
	case e.Line == 0:
		return fmt.Sprintf("%s: %s", e.File, e.Message)
	default:
		return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Message)
	}
}
