package formatlist

import (
	"strings"

	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/internal/source"
)

// IsPrompt reports whether a line is a prompt of PowerShell.
func IsPrompt(line string) bool { return promptLine.MatchString(line) }

// Recognize reports whether a text's first line of content is a name, a colon and a value.
// Above it may be a prompt with a command of several lines and, if prose is true, anything.
func Recognize(text string, prose bool) bool {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "":
		case IsPrompt(line):
			prose = true
		case listLine.MatchString(line):
			return true
		case !prose:
			return false
		}
	}
	return false
}

// DecodeProse reads a text that is no export: an object without members.
func DecodeProse(f *document.File) error {
	f.Values, f.Notation = []document.Value{f.Value(document.Object, source.Span{})}, notation{}
	return nil
}
