package source

import (
	"slices"
	"sort"
	"strings"
)

// Redact keeps [Text.Line] from ever giving out what s spans.
func (t *Text) Redact(s Span) {
	t.mu.Lock()
	defer t.mu.Unlock()
	first, last := touching(t.redacted, s)
	for _, r := range t.redacted[first:last] {
		s = Span{min(s.Start, r.Start), max(s.End, r.End)}
	}
	t.redacted = slices.Replace(t.redacted, first, last, s)
	t.masked = maskedLine{}
}

// touching returns which of the sorted spans overlap s or border on it.
func touching(spans []Span, s Span) (first, last int) {
	first = sort.Search(len(spans), func(i int) bool { return spans[i].End >= s.Start })
	last = sort.Search(len(spans), func(i int) bool { return spans[i].Start > s.End })
	return first, last
}

// Line returns the text of the n-th line, counted from 1, without its line break. It
// returns "" past the end, for a line of more than limit bytes, and for one that does not
// begin in this part of a file. What is redacted shows as asterisks, one for each UTF-16
// unit.
func (t *Text) Line(n, limit int) string {
	if n < t.first.Line || n == t.first.Line && t.first.Column > 1 {
		return ""
	}
	s := t.lineSpan(n)
	if s.End-s.Start > limit {
		return ""
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	first, last := touching(t.redacted, s)
	if first == last {
		return t.text[s.Start:s.End]
	}
	if t.masked.number != n {
		t.masked = maskedLine{n, t.mask(s, t.redacted[first:last])}
	}
	return t.masked.text
}

func (t *Text) mask(s Span, redacted []Span) string {
	var b strings.Builder
	at := s.Start
	for _, r := range redacted {
		start, end := max(r.Start, s.Start), min(r.End, s.End)
		b.WriteString(t.text[at:start])
		b.WriteString(strings.Repeat("*", units(t.text[start:end])))
		at = end
	}
	b.WriteString(t.text[at:s.End])
	return b.String()
}
