package report

import (
	"strings"
	"unicode/utf8"
)

// defaultWidth is how many characters a line of text has where nobody knows the terminal.
const defaultWidth = 80

// wrap breaks a visible text into lines of at most so many characters, at its spaces. A word that
// is longer has a line of its own, whole.
func wrap(text string, width int) []string {
	var lines []string
	line, used := "", 0
	for _, word := range strings.Fields(text) {
		n := utf8.RuneCountInString(word)
		switch {
		case used == 0:
			line, used = word, n
		case used+1+n <= width:
			line, used = line+" "+word, used+1+n
		default:
			lines = append(lines, line)
			line, used = word, n
		}
	}
	return append(lines, line)
}

// brief is wrap, held to so many lines: where words are left out, an ellipsis says so.
func brief(text string, width, limit int) []string {
	lines := wrap(text, width)
	if len(lines) <= limit {
		return lines
	}
	lines = lines[:limit]
	last := lines[limit-1]
	for utf8.RuneCountInString(last) > width-2 && strings.Contains(last, " ") {
		last = last[:strings.LastIndexByte(last, ' ')]
	}
	lines[limit-1] = last + " …"
	return lines
}
