package export

import "context"

// What is more than this is taken for a fault, so that no file can make the program
// grow or dig without end. The README has them all.
const (
	MaxSize     = 2 << 30   // bytes of a file
	MaxDepth    = 100       // brackets inside each other in JSON: PowerShell's largest -Depth
	MaxXMLDepth = 300       // elements inside each other in CLIXML: an object takes three
	MaxUnfolded = 10        // bytes that references in CLIXML unfold to, for each byte of the file: real ones add hardly any
	MaxElements = 1_000_000 // rows of a CSV, elements of a list, members of an object
	MaxColumns  = 4096      // columns of a CSV
	MaxCell     = 16 << 20  // bytes of one value: a CSV's cell, a string of JSON
)

const (
	tooMany  = "more than 1,000,000 elements stand beside each other here; export fewer objects into each file"
	tooLarge = "the value that starts here is larger than 16 MiB, and nothing that Exchange exports is: see what wrote it"
)

// stride is how many bytes a decoder reads between two looks at the clock.
const stride = 1 << 20

// clock tells a decoder when there is no time to read on.
type clock struct {
	ctx  context.Context
	next int // the offset from which on it is looked at again
}

// late returns an error when time has run out before the offset that is reached.
func (f *File) late(at int) error {
	if at < f.clock.next || f.clock.ctx == nil {
		return nil
	}
	f.clock.next = at + stride
	if f.clock.ctx.Err() != nil {
		return &Error{File: f.Name, Message: outOfTime}
	}
	return nil
}

const outOfTime = "the run ended while this file was read"

// checkSize wants a value that Exchange could have exported.
func (f *File) checkSize(value Span) error {
	if value.End-value.Start > MaxCell {
		return f.errorAt(value.Start, tooLarge)
	}
	return nil
}
