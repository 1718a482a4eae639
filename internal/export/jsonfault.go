package export

import (
	"strings"
	"unicode/utf8"
)

func (s *jsonScanner) errorf(format string, args ...any) error {
	return s.file.errorAt(s.pos, format, args...)
}

// unexpected is the error of whatever stands at the scanner instead of what should.
func (s *jsonScanner) unexpected(expected string) error {
	if s.pos == len(s.text) {
		return s.truncated()
	}
	return s.file.unexpected(s.pos, expected)
}

// misplaced is unexpected between values, where other languages than JSON go on.
func (s *jsonScanner) misplaced(expected string) error {
	rest := s.text[s.pos:]
	switch found, _ := utf8.DecodeRuneInString(rest); {
	case found == '#', strings.HasPrefix(rest, "//"), strings.HasPrefix(rest, "/*"):
		return s.errorf("JSON has no comments; expected %s, found %q", expected, found)
	case strings.ContainsRune("'‘’“”", found):
		return s.errorf("JSON's quotes are straight and double; expected %s, found %q", expected, found)
	case strings.HasPrefix(rest, "NaN"), strings.HasPrefix(rest, "Infinity"):
		return s.errorf("JSON has no NaN and no Infinity; expected %s, found %q", expected, found)
	}
	return s.unexpected(expected)
}

// surplus is the error of text that follows the file's one value.
func (s *jsonScanner) surplus() error {
	if strings.IndexByte(`{["-0123456789tfn`, s.next()) >= 0 {
		return s.errorf("a second JSON document starts here; put each into a file of its own, or all of them into one array")
	}
	return s.misplaced("the end of the file")
}

func (s *jsonScanner) truncated() error {
	if len(s.open) == 0 {
		return s.errorf("the file ends inside a value")
	}
	names := map[byte]string{'{': "an object", '[': "an array", '"': "a string"}
	opened := s.open[len(s.open)-1]
	return s.errorf("the file ends inside %s that starts on line %d", names[s.text[opened]], s.file.position(opened).line)
}
