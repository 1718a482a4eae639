// Package diag defines the diagnostic that every layer reports: what is wrong with an
// input, where, and what to do about it.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Diagnostic is one statement about an input. It is an error where the input is refused.
type Diagnostic struct {
	File    string // as the user named it; "" for the run as a whole
	Line    int    // from 1; 0 where it is about the whole file
	Column  int    // from 1, in UTF-16 code units; 0 where only the line is known
	Message string // what is wrong
	Help    string // what to do; "" where the message says it
}

// Error returns the diagnostic on one line, in the form file:line:column: message.
func (d Diagnostic) Error() string {
	message := d.Message
	if d.Help != "" {
		message += "; " + d.Help
	}
	switch {
	case d.File == "":
		return message
	case d.Line == 0:
		return fmt.Sprintf("%s: %s", d.File, message)
	case d.Column == 0:
		return fmt.Sprintf("%s:%d: %s", d.File, d.Line, message)
	}
	return fmt.Sprintf("%s:%d:%d: %s", d.File, d.Line, d.Column, message)
}

// WithMessage returns a diagnostic of the same place with another message.
func (d Diagnostic) WithMessage(format string, args ...any) Diagnostic {
	d.Message = fmt.Sprintf(format, args...)
	return d
}

// Compare orders diagnostics by file, line, column and message.
func Compare(a, b Diagnostic) int {
	return cmp.Or(strings.Compare(a.File, b.File), comparePlaces(a, b), strings.Compare(a.Message, b.Message), strings.Compare(a.Help, b.Help))
}

func comparePlaces(a, b Diagnostic) int {
	return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
}

// Wrap returns the diagnostic that err is, or one about the whole file with the words of
// err.
func Wrap(file string, err error) Diagnostic {
	if d, ok := err.(Diagnostic); ok {
		return d
	}
	return Diagnostic{File: file, Message: err.Error()}
}

// List is several diagnostics. As an error it is never empty.
type List []Diagnostic

// Error returns the diagnostics, one a line.
func (l List) Error() string {
	lines := make([]string, len(l))
	for i, d := range l {
		lines[i] = d.Error()
	}
	return strings.Join(lines, "\n")
}

// ByPlace sorts the diagnostics of one file by line and column, and returns them. Those of
// one place keep their order.
func (l List) ByPlace() List {
	slices.SortStableFunc(l, comparePlaces)
	return l
}

// Sort sorts the diagnostics in the order of [Compare].
func (l List) Sort() { slices.SortStableFunc(l, Compare) }
