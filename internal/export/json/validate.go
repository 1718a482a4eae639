package json

import (
	"strings"

	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/internal/source"
)

// value checks a value inside of depth brackets.
func (v *validator) value(at, depth int) int {
	if at == len(v.text) {
		return v.unexpected(at, "a value")
	}
	switch c := v.text[at]; {
	case c == '"':
		return v.string(at)
	case c == '{':
		return v.list(at, depth, '}', v.member)
	case c == '[':
		return v.list(at, depth, ']', v.value)
	case c == '-', isDigit(c):
		return v.number(at)
	case c == 't':
		return v.literal(at, "true")
	case c == 'f':
		return v.literal(at, "false")
	case c == 'n':
		return v.literal(at, "null")
	}
	return v.misplaced(at, "a value")
}

// list checks an array or an object, element by element.
func (v *validator) list(start, depth int, closing byte, element func(at, depth int) int) int {
	if depth == document.MaxDepth {
		return v.fail(start, "more than %d brackets are inside each other", document.MaxDepth)
	}
	at := skipBlanks(v.text, start+1)
	if v.is(at, closing) {
		return at + 1
	}
	for n := 1; ; n++ {
		if n > document.MaxElements {
			return v.check(v.file.TooMany(at), -1)
		}
		if at = v.check(v.file.Late(at), at); at < 0 {
			return -1
		}
		if at = element(at, depth+1); at < 0 {
			return v.inside(start)
		}
		at = skipBlanks(v.text, at)
		if v.is(at, closing) {
			return at + 1
		}
		if at = v.comma(at, closing); at < 0 {
			return v.inside(start)
		}
	}
}

// is reports whether a character is at an offset.
func (v *validator) is(at int, c byte) bool { return at < len(v.text) && v.text[at] == c }

// comma checks the comma between two elements, and skips the blanks after it.
func (v *validator) comma(at int, closing byte) int {
	if !v.is(at, ',') {
		return v.misplaced(at, "',' or '"+string(closing)+"'")
	}
	next := skipBlanks(v.text, at+1)
	if v.is(next, closing) {
		return v.fail(at, "the comma before the closing %q is one too many", closing)
	}
	return next
}

func (v *validator) member(at, depth int) int {
	name := v.name(at)
	if name < 0 {
		return -1
	}
	if at = v.colon(name); at < 0 {
		return -1
	}
	return v.value(at, depth)
}

func (v *validator) name(at int) int {
	if !v.is(at, '"') {
		return v.misplaced(at, "a name in double quotes")
	}
	return v.string(at)
}

// colon checks the colon behind a name, and skips the blanks around it.
func (v *validator) colon(at int) int {
	at = skipBlanks(v.text, at)
	if !v.is(at, ':') {
		return v.misplaced(at, "':' after a name")
	}
	return skipBlanks(v.text, at+1)
}

func (v *validator) string(start int) int {
	for at := start + 1; at >= 0; {
		at = skipPlain(v.text, at)
		if at == len(v.text) {
			v.cut = true
			break
		}
		switch v.text[at] {
		case '"':
			return v.check(v.file.CheckSize(source.Span{Start: start, End: at + 1}), at+1)
		case '\\':
			at = v.escape(at + 1)
		case '\n', '\r':
			return v.fail(at, `the line ends inside a string: its closing quote is missing, or a line break is not written \n`)
		default:
			return v.unexpected(at, "the escape of a control character")
		}
	}
	return v.inside(start)
}

// escape checks what follows a backslash.
func (v *validator) escape(at int) int {
	if at == len(v.text) || strings.IndexByte(`"\/bfnrtu`, v.text[at]) < 0 {
		return v.unexpected(at, `one of "\/bfnrtu after a backslash (to mean a backslash, write two)`)
	}
	if v.text[at] != 'u' {
		return at + 1
	}
	at++
	for range 4 {
		if at == len(v.text) || !isHex(v.text[at]) {
			return v.unexpected(at, `four hexadecimal digits after \u`)
		}
		at++
	}
	return at
}

func (v *validator) number(at int) int {
	if v.is(at, '-') {
		at++
	}
	if v.is(at, '0') {
		if at++; at < len(v.text) && isDigit(v.text[at]) {
			return v.fail(at, "a number must not start with a zero")
		}
	} else if at = v.digits(at); at < 0 {
		return -1
	}
	if v.is(at, '.') {
		if at = v.digits(at + 1); at < 0 {
			return -1
		}
	}
	if !v.is(at, 'e') && !v.is(at, 'E') {
		return at
	}
	if at++; v.is(at, '+') || v.is(at, '-') {
		at++
	}
	return v.digits(at)
}

// digits checks one digit or more.
func (v *validator) digits(at int) int {
	if at == len(v.text) || !isDigit(v.text[at]) {
		return v.unexpected(at, "a digit")
	}
	for at < len(v.text) && isDigit(v.text[at]) {
		at++
	}
	return at
}

func (v *validator) literal(at int, word string) int {
	for i := range len(word) {
		if !v.is(at+i, word[i]) {
			return v.unexpected(at+i, word)
		}
	}
	return at + len(word)
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isHex(c byte) bool { return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'f' }
