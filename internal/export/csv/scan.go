package csv

import (
	"fmt"
	"strings"

	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/internal/source"
)

// delimiters are what may separate cells: PowerShell's own, and those of the cultures and
// programs that save its exports again.
const delimiters = ",;\t|"

// scanner scans a CSV as Import-Csv does, but refuses a row that doesn't fit its header.
type scanner struct {
	file      *document.File
	text      string
	pos       int
	delimiter byte
}

// nextRow goes to the next line that is not blank, and reports whether there is one.
func (s *scanner) nextRow() bool {
	for s.pos < len(s.text) {
		line := s.pos
		s.spaces()
		if !s.lineEnds() {
			s.pos = line
			return true
		}
		if s.next() == '\r' {
			s.pos++
		}
		if s.next() == '\n' {
			s.pos++
		}
	}
	return false
}

// row reads one row, which must fill the header's columns.
func (s *scanner) row(columns int) (source.Span, error) {
	row := source.Span{Start: s.pos, End: s.pos}
	cells := 0
	for more := true; more; more = s.delimited() {
		if _, err := s.cell(); err != nil {
			return row, err
		}
		if err := s.file.Late(s.pos); err != nil {
			return row, err
		}
		cells++
	}
	row.End = s.pos
	if cells != columns {
		return row, s.file.ErrorAt(row.Start, "this row has %d cells where the header has %d; a cell that holds a %q or a line break must be in quotes", cells, columns, s.delimiter)
	}
	return row, nil
}

// delimited reads the delimiter before another cell of the row, if there is one.
func (s *scanner) delimited() bool {
	if s.next() != s.delimiter {
		return false
	}
	s.pos++
	return true
}

// cell reads one cell, up to the delimiter or the line's end. Blanks around quotes and
// before plain text are not part of it; those at the end of plain text are.
func (s *scanner) cell() (source.Span, error) {
	s.spaces()
	cell := source.Span{Start: s.pos, End: s.pos}
	if s.next() == '"' {
		return s.quoted()
	}
	for s.next() != s.delimiter && s.next() != '\r' && !s.lineEnds() {
		s.pos++
	}
	cell.End = s.pos
	if s.next() == '\r' && !s.lineEnds() {
		return cell, s.file.LoneReturn(s.pos)
	}
	return cell, s.file.CheckSize(cell)
}

// quoted reads a cell in quotes, where two quotes mean one.
func (s *scanner) quoted() (source.Span, error) {
	cell := source.Span{Start: s.pos, End: s.pos}
	for s.next() == '"' {
		i := strings.IndexByte(s.text[s.pos+1:], '"')
		if i < 0 {
			return cell, s.file.ErrorAt(cell.Start, "the quote that opens here is never closed")
		}
		s.pos += i + 2
	}
	cell.End = s.pos
	s.spaces()
	switch {
	case s.next() == s.delimiter, s.lineEnds():
		return cell, s.file.CheckSize(cell)
	case s.next() == '\r':
		return cell, s.file.LoneReturn(s.pos)
	}
	return cell, s.file.Unexpected(s.pos, fmt.Sprintf("%q or the line's end after a closing quote", s.delimiter))
}

// next returns the next character, NUL at the end.
func (s *scanner) next() byte {
	if s.pos == len(s.text) {
		return 0
	}
	return s.text[s.pos]
}

func (s *scanner) spaces() {
	for c := s.next(); c != s.delimiter && (c == ' ' || c == '\t'); c = s.next() {
		s.pos++
	}
}

// lineEnds reports whether the line ends here: a carriage return alone doesn't end it.
func (s *scanner) lineEnds() bool {
	switch s.next() {
	case 0, '\n':
		return true
	case '\r':
		rest := s.text[s.pos+1:]
		return rest == "" || rest[0] == '\n'
	}
	return false
}

// unquote removes the quotes of a cell that has them. No other cell begins with one.
func unquote(raw string) string {
	if !strings.HasPrefix(raw, `"`) {
		return raw
	}
	return strings.ReplaceAll(raw[1:len(raw)-1], `""`, `"`)
}
