package clixml

import (
	"iter"
	"strings"

	"github.com/exchlint/exchlint/internal/source"
)

// element is an element of an XML document that was validated.
type element struct {
	name  string
	outer source.Span // the whole
	inner source.Span // between its tags
	tag   source.Span // the start tag
}

// elementAt returns the element that begins at an offset.
func elementAt(text string, start int) element {
	tag := source.Span{Start: start, End: start + strings.IndexByte(text[start:], '>') + 1}
	e := element{name: tagName(text[start+1:]), tag: tag, inner: source.Span{Start: tag.End, End: tag.End}, outer: tag}
	if text[tag.End-2] == '/' {
		return e
	}
	depth := 1
	for at := tag.End; ; {
		open := at + strings.IndexByte(text[at:], '<')
		closing := open + strings.IndexByte(text[open:], '>')
		switch {
		case strings.HasPrefix(text[open:], "<!--"):
			closing = open + strings.Index(text[open:], "-->") + 2
		case text[open+1] == '/':
			depth--
		case text[closing-1] != '/':
			depth++
		}
		if depth == 0 {
			e.inner.End, e.outer.End = open, closing+1
			return e
		}
		at = closing + 1
	}
}

// children yields the elements directly inside one.
func (e element) children(text string) iter.Seq[element] {
	return func(yield func(element) bool) {
		for at := e.inner.Start; at < e.inner.End; {
			open := strings.IndexByte(text[at:e.inner.End], '<')
			if open < 0 {
				return
			}
			at += open
			if strings.HasPrefix(text[at:], "<!--") {
				at += strings.Index(text[at:], "-->") + 3
				continue
			}
			child := elementAt(text, at)
			if !yield(child) {
				return
			}
			at = child.outer.End
		}
	}
}

// attribute returns the text of an attribute, or "". The values of others may look like it.
func (e element) attribute(text, name string) string {
	tag := text[e.tag.Start:e.tag.End]
	for at := 1 + len(e.name); ; {
		at = skipBlanks(tag, at)
		n := nameLength(tag[at:])
		if n == 0 {
			return ""
		}
		value := tag[at+n+2:]
		value = value[:strings.IndexByte(value, tag[at+n+1])]
		if tag[at:at+n] == name {
			return unescape(value)
		}
		at += n + len(value) + 3
	}
}

func tagName(text string) string {
	return text[:strings.IndexAny(text, " \t\r\n/>")]
}

// nameLength returns the length of the name that a text begins with.
func nameLength(text string) int {
	for i := range len(text) {
		c := text[i]
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == ':' || c >= 0x80 || i > 0 && (c >= '0' && c <= '9' || c == '-' || c == '.')) {
			return i
		}
	}
	return len(text)
}

// first returns the text of the first element inside one; an empty span if there is none.
func (e element) first(text string) source.Span {
	for child := range e.children(text) {
		return child.inner
	}
	return source.Span{}
}

// skipBlanks goes to the first character that is not white space in XML.
func skipBlanks(text string, at int) int {
	for at < len(text) && strings.IndexByte(" \t\r\n", text[at]) >= 0 {
		at++
	}
	return at
}
