// Package csv reads the CSV that Export-Csv writes, and what other programs make of it.
package csv

import (
	"slices"

	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/internal/source"
)

// MaxColumns is the number of columns that a CSV may have.
const MaxColumns = 4096

// Decode validates every row of a file against its header. Each row is an Object.
func Decode(f *document.File) error {
	s := scanner{file: f, text: f.Content()}
	s.preamble()
	if !s.nextRow() {
		return nil
	}
	if s.delimiter == 0 {
		s.delimiter = delimiterOf(s.text[s.pos:])
	}
	start := s.pos
	header, err := s.header()
	if err != nil {
		return err
	}
	heading := s.text[start:s.pos]
	for s.nextRow() {
		if len(f.Values) == document.MaxElements {
			return f.TooMany(s.pos)
		}
		row, err := s.row(len(header))
		if err != nil {
			return err
		}
		if s.text[row.Start:row.End] == heading {
			f.Prose = append(f.Prose, f.Value(document.Null, row)) // exports were put together
			continue
		}
		f.Values = append(f.Values, f.Value(document.Object, row))
	}
	f.Columns = slices.DeleteFunc(slices.Clone(header), func(name string) bool { return name == "" })
	f.Notation = notation{delimiter: s.delimiter, header: header}
	return nil
}

// delimiterOf returns the delimiter that is most frequent outside quotes in the first line.
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
	best := delimiters[0]
	for _, d := range []byte(delimiters) {
		if count[d] > count[best] {
			best = d
		}
	}
	return best
}

// notation reads the rows of a CSV that was validated.
type notation struct {
	document.Flat
	delimiter byte
	header    []string // the name over each cell of a row; "" if it has none
}

func (notation) Name() string { return "csv" }

func (notation) Text(v document.Value) string { return unquote(v.Raw()) }

func (n notation) Fields(v document.Value, yield func(document.Field) bool) {
	row := scanner{v.File(), v.File().Content()[:v.Span.End], v.Span.Start, n.delimiter}
	for _, name := range n.header {
		cell, _ := row.cell()
		row.pos++
		if name != "" && !yield(document.Field{Name: name, Value: v.File().Value(cellKind(cell), cell)}) {
			return
		}
	}
}

func cellKind(cell source.Span) document.Kind {
	if cell.Start == cell.End {
		return document.Null
	}
	return document.String
}
