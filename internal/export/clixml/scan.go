package clixml

import (
	"strings"

	"github.com/exchlint/exchlint/internal/source"
)

// document validates the whole text.
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
