package export

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// jsonText reads JSON that was checked before.
type jsonText struct{}

func (jsonText) items(v Value) []Value {
	var items []Value
	text := v.file.text
	at := skipBlanks(text, v.Span.Start+1)
	for text[at] != ']' {
		end := skipValue(text, at)
		items = append(items, Value{jsonKind(text[at]), Span{at, end}, v.file})
		at = skipSeparator(text, end, ',')
	}
	return items
}

func (j jsonText) fields(v Value) []Field {
	fields := make([]Field, 0, min(len(v.Raw())/64+1, 64)) // about as many as there are
	for field := range func(yield func(Field) bool) { j.all(v, yield) } {
		fields = append(fields, field)
	}
	return fields
}

// all goes through the members of an object.
func (j jsonText) all(v Value, yield func(Field) bool) {
	text := v.file.text
	at := skipBlanks(text, v.Span.Start+1)
	for text[at] != '}' {
		end := skipString(text, at)
		name := j.text(text[at:end])
		at = skipSeparator(text, end, ':')
		end = skipValue(text, at)
		if !yield(Field{name, Value{jsonKind(text[at]), Span{at, end}, v.file}}) {
			return
		}
		at = skipSeparator(text, end, ',')
	}
}

// text takes the quotes and the escapes off a string.
func (jsonText) text(raw string) string {
	raw = raw[1 : len(raw)-1]
	i := strings.IndexByte(raw, '\\')
	if i < 0 {
		return raw
	}
	out := make([]byte, 0, len(raw))
	for ; i >= 0; i = strings.IndexByte(raw, '\\') {
		out = append(out, raw[:i]...)
		r, size := unescape(raw[i:])
		out = utf8.AppendRune(out, r)
		raw = raw[i+size:]
	}
	return string(append(out, raw...))
}

// unescape returns the character of the escape that s begins with, and how many
// bytes it takes: both halves of a surrogate pair, or one half as U+FFFD.
func unescape(s string) (r rune, size int) {
	switch s[1] {
	case 'b':
		return '\b', 2
	case 'f':
		return '\f', 2
	case 'n':
		return '\n', 2
	case 'r':
		return '\r', 2
	case 't':
		return '\t', 2
	case 'u':
		r = codeUnit(s)
	default:
		return rune(s[1]), 2
	}
	if !utf16.IsSurrogate(r) {
		return r, 6
	}
	if strings.HasPrefix(s[6:], `\u`) {
		if pair := utf16.DecodeRune(r, codeUnit(s[6:])); pair != utf8.RuneError {
			return pair, 12
		}
	}
	return utf8.RuneError, 6
}

func codeUnit(s string) rune {
	n, _ := strconv.ParseUint(s[2:6], 16, 16)
	return rune(n)
}

// jsonKind tells a value's kind by its first character.
func jsonKind(first byte) Kind {
	switch first {
	case '{':
		return Object
	case '[':
		return Array
	case '"':
		return String
	case 't', 'f':
		return Bool
	case 'n':
		return Null
	}
	return Number
}
