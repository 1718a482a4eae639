// Package json reads the JSON that ConvertTo-Json writes.
//
// One grammar validates the text (RFC 8259) and says in words what is wrong; from then on
// the text is only skipped through, and a value is read when it is asked for. A long list
// of objects can be read in parts: see [Split].
package json

import (
	"strings"

	"github.com/exchlint/exchlint/internal/export/document"
)

// Decode validates a whole file and sets its only value.
func Decode(f *document.File) error {
	v := validator{file: f, text: f.Content()}
	start := skipBlanks(v.text, 0)
	end := v.value(start, 0)
	if end < 0 {
		return v.fault()
	}
	if rest := skipBlanks(v.text, end); rest < len(v.text) {
		return v.surplus(rest)
	}
	value := valueAt(f, v.text, start, end)
	if err := checkCounts(f, value.Span); err != nil {
		return err
	}
	f.Values, f.Notation = []document.Value{value}, notation{}
	return nil
}

// surplus returns the error of text that follows the file's one value.
func (v *validator) surplus(at int) error {
	if strings.IndexByte(`{["-0123456789tfn`, v.text[at]) >= 0 {
		v.fail(at, "a second JSON document starts here; put each into a file of its own, or all of them into one array")
	} else {
		v.misplaced(at, "the end of the file")
	}
	return v.err
}
