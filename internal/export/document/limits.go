package document

import "github.com/exchlint/exchlint/internal/source"

// Limits of every notation, so that no file can make the program grow or recurse without
// end. More is reported as an error. The README lists all limits.
const (
	MaxDepth    = 100       // brackets inside each other in JSON, references in CLIXML: PowerShell's largest -Depth
	MaxElements = 1_000_000 // rows of a CSV, elements of a list, members of an object
	MaxCell     = 16 << 20  // bytes of one value: a CSV's cell, a string of JSON
)

// TooMany returns the error that more than [MaxElements] are side by side at an offset.
func (f *File) TooMany(at int) error {
	return f.ErrorAt(at, "more than 1,000,000 elements are side by side here; export fewer objects into each file")
}

// CheckSize returns an error if a value is larger than any that Exchange exports.
func (f *File) CheckSize(value source.Span) error {
	if value.End-value.Start > MaxCell {
		return f.ErrorAt(value.Start, "the value that starts here is larger than 16 MiB, and Exchange exports none of that size: check which program wrote it")
	}
	return nil
}

// LoneReturn returns the error of a carriage return at an offset that no line feed
// follows: the programs that read a file disagree whether it ends a line.
func (f *File) LoneReturn(at int) error {
	return f.ErrorAt(at, "a carriage return without a line feed is here; save the file with the line ends of Windows or Unix")
}
