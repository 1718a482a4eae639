package source

import (
	"sort"
	"strings"
)

// block is the distance in bytes between two offsets whose positions are kept. All others
// are counted from there, so a lookup costs the same in a file of a million lines as in
// one that is a single line of a gigabyte.
const block = 4096

// mark returns the position at which each block of a text begins that begins at p.
func mark(text string, p Position) []Position {
	marks := make([]Position, 0, len(text)/block+1)
	for at := 0; at <= len(text); at += block {
		marks = append(marks, p)
		p = p.After(text[at:min(at+block, len(text))])
	}
	return marks
}

// blocks returns the marks of the text. They are computed when they are first needed.
func (t *Text) blocks() []Position {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.marks == nil {
		t.marks = mark(t.text, t.first)
	}
	return t.marks
}

// Position returns the position of an offset. One outside of the text is moved to its
// nearest end.
func (t *Text) Position(at int) Position {
	at = min(max(at, 0), len(t.text))
	return t.blocks()[at/block].After(t.text[at/block*block : at])
}

// Place returns the place of s in the file. Lines end with a line feed.
func (t *Text) Place(s Span) Place {
	start, end := t.Position(s.Start), t.Position(s.End)
	return Place{start.Line, start.Column, end.Line, end.Column}
}

// FirstLine returns the place of s, but no further than to the end of its first line.
func (t *Text) FirstLine(s Span) Place {
	start := t.Position(s.Start)
	return t.Place(Span{s.Start, max(s.Start, min(s.End, t.lineSpan(start.Line).End))})
}

// lineSpan returns the span of the n-th line; past the last line an empty one at the end.
func (t *Text) lineSpan(n int) Span {
	marks := t.blocks()
	before := sort.Search(len(marks), func(i int) bool { return marks[i].Line >= n }) - 1
	start := 0
	if before >= 0 {
		start = t.skipLines(before*block, n-marks[before].Line)
	}
	after := sort.Search(len(marks), func(i int) bool { return marks[i].Line > n }) - 1
	end := max(start, after*block) // all that is between belongs to this line
	if i := strings.IndexByte(t.text[end:], '\n'); i >= 0 {
		end += i
	} else {
		end = len(t.text)
	}
	if start < end && end < len(t.text) && t.text[end-1] == '\r' {
		end--
	}
	return Span{start, end}
}

// skipLines returns the offset behind the n-th line feed from at on, or the end.
func (t *Text) skipLines(at, n int) int {
	for range n {
		i := strings.IndexByte(t.text[at:], '\n')
		if i < 0 {
			return len(t.text)
		}
		at += i + 1
	}
	return at
}
