package csv

import (
	"strings"
)

// preamble reads what may be above the header: the type that Export-Csv names, in the
// quotes and with the delimiters that Excel adds, and Excel's own sep= line.
func (s *scanner) preamble() {
	for s.nextRow() {
		line, _, _ := strings.Cut(s.text[s.pos:], "\n")
		if strings.Contains(strings.TrimRight(line, "\r"), "\r") {
			return // header reports it
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

// header reads the columns' names.
func (s *scanner) header() ([]string, error) {
	start := s.pos
	var names []string
	for more := true; more; more = s.delimited() {
		if len(names) == MaxColumns {
			return nil, s.file.ErrorAt(start, "the header has more than %d columns; export fewer properties", MaxColumns)
		}
		cell, err := s.cell()
		if err != nil {
			return nil, err
		}
		names = append(names, unquote(s.text[cell.Start:cell.End]))
	}
	return names, s.checkNames(names, start)
}

// checkNames checks that PowerShell can distinguish the names: it ignores case.
func (s *scanner) checkNames(names []string, header int) error {
	columns := map[string]int{}
	for i, name := range names {
		name = strings.ToLower(name)
		if first := columns[name]; first > 0 && name != "" {
			return s.file.ErrorAt(header, "columns %d and %d of the header have the same name; each needs its own", first, i+1)
		}
		columns[name] = i + 1
	}
	if len(columns) == 1 && columns[""] > 0 {
		return s.file.ErrorAt(header, "the header names no column")
	}
	return nil
}
