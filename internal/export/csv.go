package export

import (
	"slices"
	"strings"
)

// delimiters are what may stand between cells: PowerShell's own, and those of the
// cultures and programs that save its exports again.
const delimiters = ",;\t|"

// decodeCSV checks every row of the text against its header, and keeps where each
// stands.
func decodeCSV(f *File) error {
	s := csvScanner{file: f, text: f.text}
	s.preamble()
	if !s.nextRow() {
		return nil
	}
	if s.delimiter == 0 {
		s.delimiter = delimiterOf(s.text[s.pos:])
	}
	header, err := s.header()
	if err != nil {
		return err
	}
	for s.nextRow() {
		if len(f.Values) == MaxElements {
			return f.errorAt(s.pos, tooMany)
		}
		row, err := s.row(len(header))
		if err != nil {
			return err
		}
		f.Values = append(f.Values, Value{Object, row, f})
	}
	f.Columns = slices.DeleteFunc(slices.Clone(header), func(name string) bool { return name == "" })
	f.notation = table{s.delimiter, header}
	return nil
}

// delimiterOf returns what stands most often outside quotes in the first line.
func delimiterOf(text string) byte {
	var count [256]int
	quoted := false
	for i := 0; i < len(text) && (quoted || text[i] != '\n'); i++ {
		if text[i] == '"' {
			quoted = !quoted
		}
		if !quoted {
			count[text[i]]++
		}
	}
	most := delimiters[0]
	for _, d := range []byte(delimiters) {
		if count[d] > count[most] {
			most = d
		}
	}
	return most
}

// table reads the rows of a CSV that was checked before.
type table struct {
	delimiter byte
	header    []string // the name over each cell of a row; "" where none is
}

func (table) items(Value) []Value { return nil }

func (t table) fields(v Value) []Field {
	fields := make([]Field, 0, len(t.header))
	row := csvScanner{v.file, v.file.text[:v.Span.End], v.Span.Start, t.delimiter}
	for _, name := range t.header {
		cell, _ := row.cell()
		row.pos++
		if name != "" {
			fields = append(fields, Field{name, Value{cellKind(cell), cell, v.file}})
		}
	}
	return fields
}

func cellKind(cell Span) Kind {
	if cell.Start == cell.End {
		return Null
	}
	return String
}

// text takes the quotes off a cell that has them: no other begins with one.
func (table) text(raw string) string {
	if !strings.HasPrefix(raw, `"`) {
		return raw
	}
	return strings.ReplaceAll(raw[1:len(raw)-1], `""`, `"`)
}
