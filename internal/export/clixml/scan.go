package clixml

import (
	"strings"

	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/internal/source"
)

// Limits of a document.
const (
	MaxDepth    = 300 // elements inside each other: an object takes three
	MaxUnfolded = 10  // bytes that references unfold to, for each byte of the file: real ones add hardly any
)

// scanner validates a document. It accepts the XML that .NET writes: a declaration, elements,
// attributes, text and the five escapes. It refuses what else XML has (document types,
// declared entities, sections): no export needs it, and it is used in attacks on readers.
type scanner struct {
	file     *document.File
	text     string
	notation notation
	root     int
	stack    []openElement

	objects map[string]target      // by RefId: the last Obj so far
	names   map[string]source.Span // by RefId: the first name in the last TN so far
	size    int                    // what the references so far unfold to, in bytes
}

// openElement is an element whose end was not read yet.
type openElement struct {
	tag      source.Span
	holds    content
	children int
	shown    shown       // of an Obj
	typeName source.Span // of a TN: its first name
	size     int         // what the references in it unfold to, in bytes
	depth    int         // how many references follow each other in it
}

func (s *scanner) document() error {
	at := skipBlanks(s.text, 0)
	if strings.HasPrefix(s.text[at:], "<?xml ") {
		end := strings.Index(s.text[at:], "?>")
		if end < 0 {
			return s.file.ErrorAt(at, "the XML declaration does not end")
		}
		at += end + 2
	}
	s.root = -1
	for {
		open := strings.IndexByte(s.text[at:], '<')
		if open < 0 {
			break
		}
		if err := s.characters(at, at+open); err != nil {
			return err
		}
		next, err := s.markup(at + open)
		if err != nil {
			return err
		}
		at = next
	}
	if len(s.stack) > 0 {
		open := s.stack[len(s.stack)-1].tag.Start
		return s.file.ErrorAt(open, "this %s does not end before the file does", tagName(s.text[open+1:]))
	}
	if s.root < 0 {
		return s.file.ErrorAt(at, "this document has no element")
	}
	return s.characters(at, len(s.text))
}

// characters checks the text between two tags.
func (s *scanner) characters(start, end int) error {
	text := s.text[start:end]
	if !s.mayHoldText() {
		if rest := strings.TrimLeft(text, " \t\r\n"); rest != "" {
			return s.file.Unexpected(end-len(rest), "an element")
		}
		return nil
	}
	if err := s.file.CheckSize(source.Span{Start: start, End: end}); err != nil {
		return err
	}
	for at := strings.IndexByte(text, '&'); at >= 0; {
		if !knownEscape(text[at:]) {
			return s.file.ErrorAt(start+at, "this & begins none of the escapes &lt; &gt; &amp; &quot; &apos; and &#...; other entities are not supported")
		}
		next := strings.IndexByte(text[at+1:], '&')
		if next < 0 {
			break
		}
		at += 1 + next
	}
	return nil
}

func knownEscape(text string) bool {
	end := strings.IndexByte(text[:min(len(text), 12)], ';')
	if end < 0 {
		return false
	}
	switch name := text[1:end]; name {
	case "lt", "gt", "amp", "quot", "apos":
		return true
	default:
		return len(name) > 1 && name[0] == '#' && strings.Trim(name[1:], "0123456789abcdefABCDEFx") == ""
	}
}

// markup checks what begins with a < and returns where it ends.
func (s *scanner) markup(at int) (int, error) {
	if err := s.file.Late(at); err != nil {
		return 0, err
	}
	rest := s.text[at:]
	switch {
	case strings.HasPrefix(rest, "<!--"):
		end := strings.Index(rest, "-->")
		if end < 0 {
			return 0, s.file.ErrorAt(at, "this comment does not end")
		}
		if len(s.stack) > 0 && s.stack[len(s.stack)-1].holds == plain {
			return 0, s.file.ErrorAt(at, "this comment is inside a value, which may hold only text")
		}
		return at + end + 3, nil
	case strings.HasPrefix(rest, "<!"), strings.HasPrefix(rest, "<?"):
		return 0, s.file.ErrorAt(at, "document types, sections and instructions are not supported: Export-Clixml writes none")
	case strings.HasPrefix(rest, "</"):
		return s.endTag(at)
	}
	return s.startTag(at)
}

func (s *scanner) endTag(at int) (int, error) {
	end := strings.IndexByte(s.text[at:], '>')
	if end < 0 || len(s.stack) == 0 {
		return 0, s.file.ErrorAt(at, "this tag closes nothing")
	}
	open := s.stack[len(s.stack)-1]
	if name := tagName(s.text[open.tag.Start+1:]); strings.TrimRight(s.text[at+2:at+end], " \t\r\n") != name {
		place := s.file.Position(open.tag.Start)
		return 0, s.file.ErrorAt(at, "this tag should close the %s of line %d", name, place.Line)
	}
	s.stack = s.stack[:len(s.stack)-1]
	end += at + 1
	return end, s.close(open, at, end)
}

func (s *scanner) startTag(at int) (int, error) {
	if len(s.stack) == 0 && s.root >= 0 {
		return 0, s.file.ErrorAt(at, "a second document begins here; a file must hold one")
	}
	if len(s.stack) == MaxDepth {
		return 0, s.file.ErrorAt(at, "elements are nested more than %d deep", MaxDepth)
	}
	end, err := s.attributes(at)
	if err != nil {
		return 0, err
	}
	if s.root < 0 {
		s.root = at
	}
	open := openElement{tag: source.Span{Start: at, End: end}}
	if err := s.place(&open); err != nil {
		return 0, err
	}
	if s.text[end-2] == '/' {
		return end, s.close(open, end, end)
	}
	s.stack = append(s.stack, open)
	return end, nil
}

// close keeps what is needed of an element that was read to its end.
func (s *scanner) close(o openElement, innerEnd, end int) error {
	e := element{name: tagName(s.text[o.tag.Start+1:]), tag: o.tag, inner: source.Span{Start: o.tag.End, End: innerEnd}, outer: source.Span{Start: o.tag.Start, End: end}}
	if o.holds != anything {
		if err := s.refer(&o, e); err != nil {
			return err
		}
	}
	if len(s.stack) == 0 {
		return nil
	}
	return s.within(&s.stack[len(s.stack)-1], o, e)
}

// within adds an element to what is known of its parent.
func (s *scanner) within(parent *openElement, o openElement, e element) error {
	if parent.children++; parent.children > document.MaxElements {
		return s.file.TooMany(o.tag.Start)
	}
	parent.size += o.size
	parent.depth = max(parent.depth, o.depth)
	switch tagName(s.text[parent.tag.Start+1:]) {
	case "Obj":
		parent.shown.add(s.notation, s.file, e)
	case "TN":
		if parent.children == 1 {
			parent.typeName = e.inner
		}
	}
	return nil
}

// attributes checks a start tag: a name, then name="value" as often as there are any.
func (s *scanner) attributes(at int) (int, error) {
	pos := at + 1 + nameLength(s.text[at+1:])
	if pos == at+1 {
		return 0, s.file.ErrorAt(at, "a < that opens no tag must be written &lt;")
	}
	for {
		blanks := skipBlanks(s.text, pos)
		rest := s.text[blanks:]
		switch {
		case strings.HasPrefix(rest, ">"):
			return blanks + 1, nil
		case strings.HasPrefix(rest, "/>"):
			return blanks + 2, nil
		case rest == "":
			return 0, s.file.ErrorAt(at, "this tag does not end before the file does")
		}
		n := nameLength(rest)
		if n == 0 || blanks == pos || len(rest) < n+3 || rest[n] != '=' || rest[n+1] != '"' && rest[n+1] != '\'' {
			return 0, s.file.Unexpected(blanks, "an attribute, as in N=\"Name\", or the end of the tag")
		}
		length := strings.IndexByte(rest[n+2:], rest[n+1])
		if length < 0 || strings.ContainsAny(rest[n+2:n+2+length], "<>") {
			return 0, s.file.ErrorAt(blanks, "this attribute's value does not end, or holds a < or > that is not escaped")
		}
		pos = blanks + n + 2 + length + 1
	}
}
