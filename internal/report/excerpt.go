package report

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/exchlint/exchlint/internal/lint"
)

// Terminal cells of an excerpt: how many it fills at most, how many of them stand
// before the value where the line had to be cut, and what a tab may take.
const (
	excerptCells = 110
	leadCells    = 40
	tabCells     = 8
)

// excerpt returns the part of a source line around a value as a terminal shows it,
// and the line of carets to print below. The value of several lines is marked to
// the end of its first. Both are empty where there is no source.
func excerpt(l lint.Location) (source, carets string) {
	line := strings.TrimRight(l.Source, "\r\n")
	if line == "" {
		return "", ""
	}
	start, end := offset(line, l.StartColumn), len(line)
	if l.EndLine <= l.StartLine {
		end = max(start, offset(line, l.EndColumn))
	}
	return mark(line, window(line, start), start, end)
}

// offset returns the byte at which a column of UTF-16 units stands, at most the
// line's length.
func offset(line string, column int) int {
	for i, r := range line {
		if column <= 1 {
			return i
		}
		column -= utf16.RuneLen(r)
	}
	return len(line)
}

// cell is glyph for a source line: there a tab stays a tab.
func cell(line string, i int) (shown string, size, cells int) {
	if line[i] == '\t' {
		return "\t", 1, tabCells
	}
	return glyph(line, i)
}

// window returns the byte at which an excerpt begins: the line's first where it
// fits, else leadCells before the value.
func window(line string, start int) int {
	if fits(line) {
		return 0
	}
	for cells := 0; start > 0; {
		_, last := utf8.DecodeLastRuneInString(line[:start])
		_, _, n := cell(line, start-last)
		if cells += n; cells > leadCells {
			break
		}
		start -= last
	}
	return start
}

func fits(line string) bool {
	used := 0
	for i := 0; i < len(line) && used <= excerptCells; {
		_, size, cells := cell(line, i)
		i, used = i+size, used+cells
	}
	return used <= excerptCells
}

// mark renders a line from byte from on and stands carets below its bytes from
// start to end, at least one. Tabs are tabs in both lines, so that they agree
// wherever the terminal's tab stops are.
func mark(line string, from, start, end int) (source, carets string) {
	var text, marks strings.Builder
	if from > 0 {
		text.WriteString("…")
		marks.WriteString(" ")
	}
	for i, used := from, 0; i < len(line); {
		shown, size, cells := cell(line, i)
		if used += cells; used > excerptCells {
			text.WriteString("…")
			break
		}
		text.WriteString(shown)
		marks.WriteString(below(shown, cells, i, start, end))
		i += size
	}
	if !strings.Contains(marks.String(), "^") {
		marks.WriteString("^")
	}
	return text.String(), marks.String()
}

// below returns what stands under the character at byte i of a source line.
func below(shown string, cells, i, start, end int) string {
	switch {
	case i >= end:
		return ""
	case shown == "\t":
		return "\t"
	case i >= start:
		return strings.Repeat("^", cells)
	}
	return strings.Repeat(" ", cells)
}
