package clixml

import (
	"strings"

	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/internal/source"
)

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
