package export

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// position is a place between two characters, counted as in [Place].
type position struct{ line, column int }

// block is the distance in bytes between two offsets whose positions are
// remembered. Every other is counted from there: a lookup costs the same in a file
// of a million lines as in one that is a single line of a gigabyte.
const block = 4096

// mark returns the position at which each block of a text begins that begins at p.
func mark(text string, p position) []position {
	marks := make([]position, 0, len(text)/block+1)
	for at := 0; at <= len(text); at += block {
		marks = append(marks, p)
		p = p.after(text[at:min(at+block, len(text))])
	}
	return marks
}

// after returns the position behind text that begins at p.
func (p position) after(text string) position {
	if i := strings.LastIndexByte(text, '\n'); i >= 0 {
		return position{p.line + strings.Count(text, "\n"), 1 + units(text[i+1:])}
	}
	return position{p.line, p.column + units(text)}
}

// units counts UTF-16 code units by the first bytes of the characters, and so may
// be given a text that was cut within one.
func units(text string) int {
	n := 0
	for len(text) >= 8 && word(text, 0)&(0x80*eachByte) == 0 { // nearly all is ASCII
		text, n = text[8:], n+8
	}
	for i := range len(text) {
		if utf8.RuneStart(text[i]) {
			n++
		}
		if text[i] >= 0xF0 {
			n++
		}
	}
	return n
}

func (f *File) position(at int) position {
	at = min(max(at, 0), len(f.text))
	return f.blocks()[at/block].after(f.text[at/block*block : at])
}

// blocks returns the marks of the text, which are made when somebody asks.
func (f *File) blocks() []position {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.marks == nil {
		f.marks = mark(f.text, f.first)
	}
	return f.marks
}

// Place returns where s stands in the file. Lines end with a line feed.
func (f *File) Place(s Span) Place {
	start, end := f.position(s.Start), f.position(s.End)
	return Place{start.line, start.column, end.line, end.column}
}

// FirstLine returns where s stands, but no further than to the end of its first line.
func (f *File) FirstLine(s Span) Place {
	start := f.position(s.Start)
	return f.Place(Span{s.Start, max(s.Start, min(s.End, f.line(start.line).End))})
}

// Redact keeps what stands in s from ever being given out by [File.Line].
func (f *File) Redact(s Span) {
	f.mu.Lock()
	defer f.mu.Unlock()
	first, last := touching(f.redacted, s)
	for _, r := range f.redacted[first:last] {
		s = Span{min(s.Start, r.Start), max(s.End, r.End)}
	}
	f.redacted = slices.Replace(f.redacted, first, last, s)
	f.masked = maskedLine{}
}

// touching returns which of the sorted spans overlap s or border on it.
func touching(spans []Span, s Span) (first, last int) {
	first = sort.Search(len(spans), func(i int) bool { return spans[i].End >= s.Start })
	last = sort.Search(len(spans), func(i int) bool { return spans[i].Start > s.End })
	return first, last
}

// maskedLine is the last line that was masked. Findings come in crowds where an
// export is all on one line, and must not each bring a copy of it.
type maskedLine struct {
	number int
	text   string
}

// Line returns the text of the n-th line, counted from 1, without its line break; ""
// past the end, for a line of more bytes than most, and for one that does not begin in
// this part of a file. What is redacted shows as asterisks, one for each UTF-16 unit.
func (f *File) Line(n, most int) string {
	if n < f.first.line || n == f.first.line && f.first.column > 1 {
		return ""
	}
	s := f.line(n)
	if s.End-s.Start > most {
		return ""
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	first, last := touching(f.redacted, s)
	if first == last {
		return f.text[s.Start:s.End]
	}
	if f.masked.number != n {
		f.masked = maskedLine{n, f.mask(s, f.redacted[first:last])}
	}
	return f.masked.text
}

func (f *File) mask(s Span, redacted []Span) string {
	var b strings.Builder
	at := s.Start
	for _, r := range redacted {
		start, end := max(r.Start, s.Start), min(r.End, s.End)
		b.WriteString(f.text[at:start])
		b.WriteString(strings.Repeat("*", units(f.text[start:end])))
		at = end
	}
	b.WriteString(f.text[at:s.End])
	return b.String()
}

// line returns the span of the n-th line; an empty one at the end past that.
func (f *File) line(n int) Span {
	marks := f.blocks()
	before := sort.Search(len(marks), func(i int) bool { return marks[i].line >= n }) - 1
	start := 0
	if before >= 0 {
		start = f.skipLines(before*block, n-marks[before].line)
	}
	after := sort.Search(len(marks), func(i int) bool { return marks[i].line > n }) - 1
	end := max(start, after*block) // whatever is between is of this line
	if i := strings.IndexByte(f.text[end:], '\n'); i >= 0 {
		end += i
	} else {
		end = len(f.text)
	}
	if start < end && end < len(f.text) && f.text[end-1] == '\r' {
		end--
	}
	return Span{start, end}
}

// skipLines returns the offset behind the n-th line feed from at on, or the end.
func (f *File) skipLines(at, n int) int {
	for range n {
		i := strings.IndexByte(f.text[at:], '\n')
		if i < 0 {
			return len(f.text)
		}
		at += i + 1
	}
	return at
}
