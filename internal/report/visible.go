package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// Lengths in characters, as the contract with exchlint's users fixes them.
const (
	valueLimit   = 200  // a name or another value
	messageLimit = 1000 // a message, values and all
)

// glyph returns what stands for the character of s at byte i, the number of bytes
// that it takes there, and how many terminal cells it fills. What has no glyph is
// shown as its code: controls, bidirectional and zero-width marks, line and
// paragraph separators, and characters that Unicode hasn't given out.
func glyph(s string, i int) (shown string, size, cells int) {
	if ' ' <= s[i] && s[i] <= '~' && s[i] != '#' {
		return s[i : i+1], 1, 1
	}
	r, size := utf8.DecodeRuneInString(s[i:])
	switch {
	case !unicode.IsGraphic(r) && r > 0xffff:
		return fmt.Sprintf(`\U%08x`, r), size, 10
	case !unicode.IsGraphic(r) || r == '#' && opensCommand(s[:i], s[i+1:]):
		return fmt.Sprintf(`\u%04x`, r), size, 6
	case unicode.Is(unicode.Mn, r):
		return string(r), size, 0
	}
	if kind := width.LookupRune(r).Kind(); kind == width.EastAsianWide || kind == width.EastAsianFullwidth {
		return string(r), size, 2
	}
	return string(r), size, 1
}

// opensCommand reports whether a number sign between two texts is the second that opens a
// command of a CI runner. GitHub's obeys ##[error], Azure's ##vso[...], TeamCity
// ##teamcity[...], and the first two look for theirs in the middle of a line too.
func opensCommand(before, rest string) bool {
	return strings.HasSuffix(before, "#") && strings.HasPrefix(strings.TrimLeft(rest, "abcdefghijklmnopqrstuvwxyz"), "[")
}

// visible returns a text as one line in which every character can be seen.
func visible(s string) string {
	if isPlain(s) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		shown, size, _ := glyph(s, i)
		b.WriteString(shown)
		i += size
	}
	return b.String()
}

// lines is visible for texts of several lines: they stay lines, tabs stay tabs.
func lines(s string) string {
	var b strings.Builder
	for line := range strings.SplitAfterSeq(strings.ReplaceAll(s, "\r\n", "\n"), "\n") {
		text, ended := strings.CutSuffix(line, "\n")
		for n, part := range strings.Split(text, "\t") {
			if n > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(visible(part))
		}
		if ended {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// clip is visible, held to so many characters: what is longer ends in an ellipsis.
// It reads no more of s than it shows.
func clip(s string, limit int) string {
	if len(s) <= limit && isPlain(s) {
		return s
	}
	var b strings.Builder
	keep := 0
	for i, n := 0, 0; i < len(s); {
		shown, size, _ := glyph(s, i)
		if n += utf8.RuneCountInString(shown); n > limit {
			return b.String()[:keep] + "…"
		}
		b.WriteString(shown)
		if n < limit {
			keep = b.Len()
		}
		i += size
	}
	return b.String()
}

// isPlain reports whether all characters of a text are of ASCII and shown as they are, as
// those of nearly all texts.
func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' || s[i] == '#' {
			return false
		}
	}
	return true
}

// value and message are the two kinds of text that a finding shows.
func value(s string) string   { return clip(s, valueLimit) }
func message(s string) string { return clip(s, messageLimit) }
