package json

import (
	"strings"
	"unicode/utf8"

	"github.com/exchlint/exchlint/internal/export/document"
)

// validator checks a text against the grammar. Each of its functions takes the offset of
// what it checks and returns the offset behind it, or -1 if there is a fault.
type validator struct {
	file *document.File
	text string
	cut  bool  // the text ends where more is expected
	err  error // the first fault
}

// check returns -1 if there is an error, and notes it; else end.
func (v *validator) check(err error, end int) int {
	if err == nil {
		return end
	}
	v.err = err
	return -1
}

func (v *validator) fail(at int, format string, args ...any) int {
	return v.check(v.file.ErrorAt(at, format, args...), -1)
}

// unexpected reports the character that is found where another is expected.
func (v *validator) unexpected(at int, expected string) int {
	if at == len(v.text) {
		v.cut = true
		return -1
	}
	return v.check(v.file.Unexpected(at, expected), -1)
}

// misplaced is unexpected between values, where other languages allow what JSON does not.
func (v *validator) misplaced(at int, expected string) int {
	rest := v.text[at:]
	switch found, _ := utf8.DecodeRuneInString(rest); {
	case found == '#', strings.HasPrefix(rest, "//"), strings.HasPrefix(rest, "/*"):
		return v.fail(at, "JSON has no comments; expected %s, found %q", expected, found)
	case strings.ContainsRune("'‘’“”", found):
		return v.fail(at, "JSON's quotes are straight and double; expected %s, found %q", expected, found)
	case strings.HasPrefix(rest, "NaN"), strings.HasPrefix(rest, "Infinity"):
		return v.fail(at, "JSON has no NaN and no Infinity; expected %s, found %q", expected, found)
	}
	return v.unexpected(at, expected)
}

// inside returns -1. If the text was cut, what starts at an offset is the innermost value
// that is not closed, as the innermost calls first.
func (v *validator) inside(start int) int {
	if !v.cut || v.err != nil {
		return -1
	}
	names := map[byte]string{'{': "an object", '[': "an array", '"': "a string"}
	return v.fail(len(v.text), "the file ends inside %s that starts on line %d", names[v.text[start]], v.file.Position(start).Line)
}

// fault returns the error of a text that is not valid.
func (v *validator) fault() error {
	if v.err == nil {
		v.fail(len(v.text), "the file ends inside a value")
	}
	return v.err
}
