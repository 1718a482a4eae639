package export

import (
	"fmt"
	"strings"
)

// csvScanner walks over a CSV as Import-Csv understands it, but takes no row that
// doesn't fit its header.
type csvScanner struct {
	file      *File
	text      string
	pos       int
	delimiter byte
}

// preamble reads what may stand above the header: the type that Export-Csv names,
// in the quotes and with the delimiters that Excel adds, and Excel's own sep= line.
func (s *csvScanner) preamble() {
	for s.nextRow() {
		line, _, _ := strings.Cut(s.text[s.pos:], "\n")
		if strings.Contains(strings.TrimRight(line, "\r"), "\r") {
			return // whoever reads the header will say so
		}
		if name, ok := typeName(line); ok {
			s.file.Type = name
		} else if d, ok := separator(line); ok {
			s.delimiter = d
		} else {
			return
		}
		s.pos += len(line)
	}
}

func typeName(line string) (name string, ok bool) {
	words := strings.Fields(strings.Trim(line, "\" \r"+delimiters))
	if len(words) == 0 || !strings.EqualFold(words[0], "#TYPE") {
		return "", false
	}
	return strings.Join(words[1:], " "), true
}

func separator(line string) (delimiter byte, ok bool) {
	line = strings.Trim(line, "\"\r")
	if len(line) != 5 || !strings.EqualFold(line[:4], "sep=") {
		return 0, false
	}
	return line[4], strings.IndexByte(delimiters, line[4]) >= 0
}

// nextRow goes to the next line that is not blank, and reports whether there is one.
func (s *csvScanner) nextRow() bool {
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

// header reads the columns' names.
func (s *csvScanner) header() ([]string, error) {
	start := s.pos
	var names []string
	for more := true; more; more = s.delimited() {
		if len(names) == MaxColumns {
			return nil, s.file.errorAt(start, "the header has more than %d columns; export fewer properties", MaxColumns)
		}
		cell, err := s.cell()
		if err != nil {
			return nil, err
		}
		names = append(names, table{}.text(s.text[cell.Start:cell.End]))
	}
	return names, s.checkNames(names, start)
}

// checkNames wants names that PowerShell could tell apart: not by case alone.
func (s *csvScanner) checkNames(names []string, header int) error {
	columns := map[string]int{}
	for i, name := range names {
		name = strings.ToLower(name)
		if first := columns[name]; first > 0 && name != "" {
			return s.file.errorAt(header, "columns %d and %d of the header have the same name; each needs its own", first, i+1)
		}
		columns[name] = i + 1
	}
	if len(columns) == 1 && columns[""] > 0 {
		return s.file.errorAt(header, "the header names no column")
	}
	return nil
}

// row reads one row, which must fill the header's columns.
func (s *csvScanner) row(columns int) (Span, error) {
	row := Span{s.pos, s.pos}
	cells := 0
	for more := true; more; more = s.delimited() {
		if _, err := s.cell(); err != nil {
			return row, err
		}
		if err := s.file.late(s.pos); err != nil {
			return row, err
		}
		cells++
	}
	row.End = s.pos
	if cells != columns {
		return row, s.file.errorAt(row.Start, "this row has %d cells where the header has %d; what holds a %q or a line break must stand in quotes", cells, columns, s.delimiter)
	}
	return row, nil
}

// delimited reads the delimiter that another cell of the row follows, if it is there.
func (s *csvScanner) delimited() bool {
	if s.next() != s.delimiter {
		return false
	}
	s.pos++
	return true
}

// cell reads one cell, as far as the delimiter or the line's end. Blanks around
// quotes and before plain text are no part of it; a plain cell's own last ones are.
func (s *csvScanner) cell() (Span, error) {
	s.spaces()
	cell := Span{s.pos, s.pos}
	if s.next() == '"' {
		return s.quoted()
	}
	for s.next() != s.delimiter && s.next() != '\r' && !s.lineEnds() {
		s.pos++
	}
	cell.End = s.pos
	if s.next() == '\r' && !s.lineEnds() {
		return cell, s.file.errorAt(s.pos, loneReturn)
	}
	return cell, s.file.checkSize(cell)
}

// quoted reads a cell in quotes, where two quotes mean one.
func (s *csvScanner) quoted() (Span, error) {
	cell := Span{s.pos, s.pos}
	for s.next() == '"' {
		i := strings.IndexByte(s.text[s.pos+1:], '"')
		if i < 0 {
			return cell, s.file.errorAt(cell.Start, "the quote that opens here is never closed")
		}
		s.pos += i + 2
	}
	cell.End = s.pos
	s.spaces()
	switch {
	case s.next() == s.delimiter, s.lineEnds():
		return cell, s.file.checkSize(cell)
	case s.next() == '\r':
		return cell, s.file.errorAt(s.pos, loneReturn)
	}
	return cell, s.file.unexpected(s.pos, fmt.Sprintf("%q or the line's end after a closing quote", s.delimiter))
}

// next returns the character at which the scanner stands, NUL at the end.
func (s *csvScanner) next() byte {
	if s.pos == len(s.text) {
		return 0
	}
	return s.text[s.pos]
}

func (s *csvScanner) spaces() {
	for c := s.next(); c != s.delimiter && (c == ' ' || c == '\t'); c = s.next() {
		s.pos++
	}
}

// loneReturn is said where the programs that read a file disagree whether a line ends.
const loneReturn = "a carriage return stands here without the line feed that ends a line with it; save the file with the line ends of Windows or Unix"

// lineEnds reports whether the line ends here: a carriage return alone doesn't end it.
func (s *csvScanner) lineEnds() bool {
	switch s.next() {
	case 0, '\n':
		return true
	case '\r':
		rest := s.text[s.pos+1:]
		return rest == "" || rest[0] == '\n'
	}
	return false
}
