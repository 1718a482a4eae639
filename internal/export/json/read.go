package json

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/internal/source"
)

// notation reads JSON that was validated.
type notation struct{}

func (notation) Name() string { return "json" }

func (notation) TypeName(document.Value) string { return "" }

func (notation) Command(document.Value) string { return "" }

func (notation) Records(document.Value, func(document.Field) bool) {}

func (notation) IsSelfContained(document.Value) bool { return true }

func (notation) Text(v document.Value) string { return unquote(v.Raw()) }

func (notation) Items(v document.Value) (items []document.Value) {
	text := v.File().Content()
	at := skipBlanks(text, v.Span.Start+1)
	for text[at] != ']' {
		end := skipValue(text, at)
		items = append(items, valueAt(v.File(), text, at, end))
		at = skipSeparator(text, end, ',')
	}
	return items
}

func (notation) Fields(v document.Value, yield func(document.Field) bool) {
	text := v.File().Content()
	at := skipBlanks(text, v.Span.Start+1)
	for text[at] != '}' {
		end := skipString(text, at)
		name := unquote(text[at:end])
		at = skipSeparator(text, end, ':')
		end = skipValue(text, at)
		if !yield(document.Field{Name: name, Value: valueAt(v.File(), text, at, end)}) {
			return
		}
		at = skipSeparator(text, end, ',')
	}
}

func valueAt(f *document.File, text string, start, end int) document.Value {
	return f.Value(kindOf(text[start]), source.Span{Start: start, End: end})
}

// kindOf returns the kind of the value that begins with a character.
func kindOf(first byte) document.Kind {
	switch first {
	case '{':
		return document.Object
	case '[':
		return document.Array
	case '"':
		return document.String
	case 't', 'f':
		return document.Bool
	case 'n':
		return document.Null
	}
	return document.Number
}

// unquote removes the quotes of a string and resolves its escapes.
func unquote(raw string) string {
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
