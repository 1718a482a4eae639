package report

import (
	"bufio"
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/exchlint/exchlint/internal/lint"
)

// page is a text report while it is written.
type page struct {
	*bufio.Writer
	r     *lint.Result
	o     Options
	width int
	room  int // how many lines may follow

	placed   map[*lint.Finding]bool // those that need no details any more
	commands map[string]bool        // those that are written already
}

// pageLimit is how many lines a report has at most, unless its reader wants all.
const pageLimit = 1500

func newPage(w *bufio.Writer, r *lint.Result, o Options) *page {
	p := &page{Writer: w, r: r, o: o, width: cmp.Or(o.Width, defaultWidth), room: pageLimit, placed: map[*lint.Finding]bool{}, commands: map[string]bool{}}
	if o.Verbose {
		p.room = 1 << 62
	}
	return p
}

// line writes a line.
func (p *page) line(format string, args ...any) {
	p.room--
	fmt.Fprintf(p, format+"\n", args...)
}

// heading opens a section.
func (p *page) heading(text string) {
	p.line("")
	p.line("%s", paint("1", text, p.o))
}

// hang writes a text behind a lead, of which the following lines have the width in spaces. With a
// limit, no more lines than that are written.
func (p *page) hang(lead, text string, limit int) {
	indent := utf8.RuneCountInString(lead)
	lines := wrap(text, max(p.width-indent, 20))
	if limit > 0 {
		lines = brief(text, max(p.width-indent, 20), limit)
	}
	p.line("%s%s", p.emphasized(lead), lines[0])
	for _, line := range lines[1:] {
		p.line("%*s%s", indent, "", line)
	}
}

// emphasized paints the level that a lead begins with.
func (p *page) emphasized(lead string) string {
	for _, level := range lint.Levels {
		if strings.HasPrefix(strings.TrimSpace(lead), string(level)+" ") {
			return strings.Replace(lead, string(level), paint(levelColor(level), string(level), p.o), 1)
		}
	}
	return lead
}

// ends writes two texts at both ends of a line, or below each other where they don't fit into one.
func (p *page) ends(left, right, paints string) {
	gap := p.width - utf8.RuneCountInString(left) - utf8.RuneCountInString(right)
	if gap < 1 {
		text := strings.TrimLeft(left, " ")
		p.hang(left[:len(left)-len(text)], text, 0)
		p.line("%*s%s", max(p.width-utf8.RuneCountInString(right), numberColumns), "", right)
		return
	}
	shown := p.emphasized(left)
	if paints != "" {
		shown = paint(paints, left, p.o)
	}
	p.line("%s%*s%s", shown, gap, "", right)
}

// levelColor is the ANSI color of a level.
func levelColor(level lint.Level) string {
	switch level {
	case lint.Error:
		return "1;31"
	case lint.Warning:
		return "1;33"
	}
	return "1;36"
}

// paint wraps a text in an ANSI sequence if the reader's terminal shows colors.
func paint(color, text string, o Options) string {
	if !o.Color || color == "" {
		return text
	}
	return "\x1b[" + color + "m" + text + "\x1b[0m"
}
