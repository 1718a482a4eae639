package syntax

import (
	"unicode"
	"unicode/utf8"
)

// eof is what is read at the end of the source.
const eof rune = -1

// charAt returns the character at i and its size in bytes. PowerShell takes typographic
// dashes and quotes for plain ones, and so does charAt.
func charAt(s string, i int) (rune, int) {
	if i >= len(s) {
		return eof, 0
	}
	if c := s[i]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	r, size := utf8.DecodeRuneInString(s[i:])
	return plain(r), size
}

func plain(r rune) rune {
	switch {
	case r >= 0x2013 && r <= 0x2015:
		return '-'
	case r >= 0x2018 && r <= 0x201B:
		return '\''
	case r >= 0x201C && r <= 0x201E:
		return '"'
	}
	return r
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isASCIILetter(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

func isIdentStart(r rune) bool {
	return isASCIILetter(r) || r == '_' || r >= utf8.RuneSelf && unicode.IsLetter(r)
}

func isIdent(r rune) bool {
	return isIdentStart(r) || isDigit(r) || r >= utf8.RuneSelf && unicode.IsDigit(r)
}

func isVariableChar(r rune) bool { return isIdent(r) || r == '?' }

func isNewline(r rune) bool { return r == '\n' || r == '\r' }

func isBlank(r rune) bool {
	switch r {
	case ' ', '\t', '\v', '\f', 0x85, 0xA0:
		return true
	}
	return r >= utf8.RuneSelf && unicode.Is(unicode.Zs, r)
}

// endsWord reports whether r ends any token, also in the argument mode.
func endsWord(r rune) bool {
	switch r {
	case eof, '&', '(', ')', ',', ';', '{', '|', '}':
		return true
	}
	return isNewline(r) || isBlank(r)
}

// endsNumber reports whether r may follow a number where an operand is expected.
func endsNumber(r rune) bool {
	switch r {
	case '!', '#', '%', '*', '+', '-', '.', '/', '<', '=', '>', ']', '?', ':', '"', '\'', '@', '$':
		return true
	}
	return endsWord(r)
}

// identEnd returns the end of the identifier that starts at i.
func identEnd(s string, i int) int {
	for {
		r, size := charAt(s, i)
		if !isIdent(r) {
			return i
		}
		i += size
	}
}

// newlineEnd returns the end of the line break at i.
func newlineEnd(s string, i int) int {
	if s[i] == '\r' && i+1 < len(s) && s[i+1] == '\n' {
		return i + 2
	}
	return i + 1
}
