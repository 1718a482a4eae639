package export

import (
	"iter"
	"strings"
)

// element is one element of an XML document that has been found well-formed: the spans
// of the whole and of what stands between its tags.
type element struct {
	name  string
	outer Span
	inner Span
	tag   Span // the start tag
}

// elementAt reads the element that begins at an offset.
func elementAt(text string, start int) element {
	tag := Span{start, start + strings.IndexByte(text[start:], '>') + 1}
	e := element{name: tagName(text[start+1:]), tag: tag, inner: Span{tag.End, tag.End}, outer: tag}
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

// attribute returns the text of an attribute, or "". Others may hold what looks like it.
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
			return clixml{}.text(value)
		}
		at += n + len(value) + 3
	}
}

func tagName(text string) string {
	return text[:strings.IndexAny(text, " \t\r\n/>")]
}

// xmlScanner checks a document from end to end. It knows the XML that .NET writes: a
// declaration, elements, attributes, text and the five escapes. What else XML has (document
// types, entities of one's own, sections) no export needs, and it is how documents attack
// their readers.
type xmlScanner struct {
	file  *File
	text  string
	form  clixml
	root  int
	stack []openElement

	objects map[string]target // by RefId: the last Obj so far
	names   map[string]Span   // by RefId: the first name in the last TN so far
	size    int               // what the references so far unfold to, in bytes
}

// openElement is one whose end is not read yet.
type openElement struct {
	tag      Span
	holds    content
	children int
	shown    shown // of an Obj
	typeName Span  // of a TN: its first name
	size     int   // what the references in it unfold to, in bytes
	depth    int   // how many references follow each other in it
}

func (s *xmlScanner) document() error {
	at := skipBlanks(s.text, 0)
	if strings.HasPrefix(s.text[at:], "<?xml ") {
		end := strings.Index(s.text[at:], "?>")
		if end < 0 {
			return s.file.errorAt(at, "the XML declaration does not end")
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
		return s.file.errorAt(open, "this %s does not end before the file does", tagName(s.text[open+1:]))
	}
	if s.root < 0 {
		return s.file.errorAt(at, "this document has no element")
	}
	return s.characters(at, len(s.text))
}

// characters checks the text between two tags.
func (s *xmlScanner) characters(start, end int) error {
	text := s.text[start:end]
	if !s.mayHoldText() {
		if rest := strings.TrimLeft(text, " \t\r\n"); rest != "" {
			return s.file.unexpected(end-len(rest), "an element")
		}
		return nil
	}
	if err := s.file.checkSize(Span{start, end}); err != nil {
		return err
	}
	for at := strings.IndexByte(text, '&'); at >= 0; {
		if !knownEscape(text[at:]) {
			return s.file.errorAt(start+at, "this & opens none of the escapes that XML has of itself; entities of one's own are not read")
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
func (s *xmlScanner) markup(at int) (int, error) {
	if err := s.file.late(at); err != nil {
		return 0, err
	}
	rest := s.text[at:]
	switch {
	case strings.HasPrefix(rest, "<!--"):
		end := strings.Index(rest, "-->")
		if end < 0 {
			return 0, s.file.errorAt(at, "this comment does not end")
		}
		if len(s.stack) > 0 && s.stack[len(s.stack)-1].holds == plain {
			return 0, s.file.errorAt(at, "this comment stands inside a value, which holds text alone")
		}
		return at + end + 3, nil
	case strings.HasPrefix(rest, "<!"), strings.HasPrefix(rest, "<?"):
		return 0, s.file.errorAt(at, "document types, sections and instructions are not read: Export-Clixml writes none")
	case strings.HasPrefix(rest, "</"):
		return s.endTag(at)
	}
	return s.startTag(at)
}

func (s *xmlScanner) endTag(at int) (int, error) {
	end := strings.IndexByte(s.text[at:], '>')
	if end < 0 || len(s.stack) == 0 {
		return 0, s.file.errorAt(at, "this tag closes nothing")
	}
	open := s.stack[len(s.stack)-1]
	if name := tagName(s.text[open.tag.Start+1:]); strings.TrimRight(s.text[at+2:at+end], " \t\r\n") != name {
		place := s.file.position(open.tag.Start)
		return 0, s.file.errorAt(at, "this tag should close the %s of line %d", name, place.line)
	}
	s.stack = s.stack[:len(s.stack)-1]
	end += at + 1
	return end, s.close(open, at, end)
}

func (s *xmlScanner) startTag(at int) (int, error) {
	if len(s.stack) == 0 && s.root >= 0 {
		return 0, s.file.errorAt(at, "a second document begins here; a file must hold one")
	}
	if len(s.stack) == MaxXMLDepth {
		return 0, s.file.errorAt(at, "elements lie more than %d deep in each other", MaxXMLDepth)
	}
	end, err := s.attributes(at)
	if err != nil {
		return 0, err
	}
	if s.root < 0 {
		s.root = at
	}
	open := openElement{tag: Span{at, end}}
	if err := s.place(&open); err != nil {
		return 0, err
	}
	if s.text[end-2] == '/' {
		return end, s.close(open, end, end)
	}
	s.stack = append(s.stack, open)
	return end, nil
}

// close takes note of an element that is read to its end, and of what it shows of the
// one around it.
func (s *xmlScanner) close(o openElement, innerEnd, end int) error {
	e := element{name: tagName(s.text[o.tag.Start+1:]), tag: o.tag, inner: Span{o.tag.End, innerEnd}, outer: Span{o.tag.Start, end}}
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

// within tells an element what stands in it.
func (s *xmlScanner) within(parent *openElement, o openElement, e element) error {
	if parent.children++; parent.children > MaxElements {
		return s.file.errorAt(o.tag.Start, tooMany)
	}
	parent.size += o.size
	parent.depth = max(parent.depth, o.depth)
	switch tagName(s.text[parent.tag.Start+1:]) {
	case "Obj":
		parent.shown.add(s.form, s.file, e)
	case "TN":
		if parent.children == 1 {
			parent.typeName = e.inner
		}
	}
	return nil
}

// attributes checks a start tag: a name, then name="value" as often as there are any.
func (s *xmlScanner) attributes(at int) (int, error) {
	pos := at + 1 + nameLength(s.text[at+1:])
	if pos == at+1 {
		return 0, s.file.errorAt(at, "a < that opens no tag must be written &lt;")
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
			return 0, s.file.errorAt(at, "this tag does not end before the file does")
		}
		n := nameLength(rest)
		if n == 0 || blanks == pos || len(rest) < n+3 || rest[n] != '=' || rest[n+1] != '"' && rest[n+1] != '\'' {
			return 0, s.file.unexpected(blanks, "an attribute, as in N=\"Name\", or the end of the tag")
		}
		length := strings.IndexByte(rest[n+2:], rest[n+1])
		if length < 0 || strings.ContainsAny(rest[n+2:n+2+length], "<>") {
			return 0, s.file.errorAt(blanks, "this attribute's value does not end, or holds a < or > that is not escaped")
		}
		pos = blanks + n + 2 + length + 1
	}
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
