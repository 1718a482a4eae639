// Package source turns the bytes of a file into text that knows its places.
//
// PowerShell writes UTF-8, UTF-16 or the ANSI code page, with a byte order mark or without
// one. What comes in is bytes and a name; what goes out is a [Text]. A part of it is a
// [Span] of bytes; its line and column are worked out only when a diagnostic needs them.
// A text can be released, and loaded again when a place in it is asked for. What is
// redacted in it is never given out.
package source

import (
	"strings"
	"unicode/utf8"
)

// Span is a half-open range of bytes in a decoded text.
type Span struct{ Start, End int }

// Place is a span in the terms of an editor and of SARIF: lines and columns from
// one, columns in UTF-16 code units, the end exclusive.
type Place struct {
	StartLine, StartColumn, EndLine, EndColumn int
}

// Position is a point between two characters, counted as in [Place].
type Position struct{ Line, Column int }

// start is the position at which a file begins.
var start = Position{1, 1}

// After returns the position at the end of a text that begins at p.
func (p Position) After(text string) Position {
	if i := strings.LastIndexByte(text, '\n'); i >= 0 {
		return Position{p.Line + strings.Count(text, "\n"), 1 + units(text[i+1:])}
	}
	return Position{p.Line, p.Column + units(text)}
}

// Distance returns how far it is from the beginning of a text to its end: the line breaks,
// and the columns since the last one. These count from one if there is a line break.
func Distance(text string) Position { return Position{}.After(text) }

// Plus returns the position at a distance from p.
func (p Position) Plus(distance Position) Position {
	if distance.Line > 0 {
		return Position{p.Line + distance.Line, distance.Column}
	}
	return Position{p.Line, p.Column + distance.Column}
}

// units counts UTF-16 code units by the first bytes of the characters, so the text may be
// cut within a character.
func units(text string) int {
	n := 0
	for len(text) >= 8 && text[0]|text[1]|text[2]|text[3]|text[4]|text[5]|text[6]|text[7] < utf8.RuneSelf {
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
