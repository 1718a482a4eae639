package formatlist

import (
	"slices"
	"unicode/utf8"
)

// join decides for each line of a wrapped value whether a blank was between it and the line
// above. PowerShell wraps behind the blank after a word, and keeps that blank at the end of the
// line; a word that is longer than the column of values is cut at the width of the window. In
// languages other than English, French, German, Italian, Portuguese and Spanish it cuts every
// line there. A program through which the text was pasted may have dropped the blanks.
func join(text string, objects []*object) {
	for len(objects) > 0 {
		n := slices.IndexFunc(objects, func(o *object) bool { return o.command != objects[0].command })
		if n < 0 {
			n = len(objects)
		}
		w := window{text: text, objects: objects[:n]}
		w.measure()
		for _, o := range w.objects {
			w.join(o)
		}
		objects = objects[n:]
	}
}

// window is what one command has shown, in a window of one width.
type window struct {
	text    string
	objects []*object
	width   int  // columns of the longest line
	kept    bool // blanks at the ends of lines are those that PowerShell kept
	cuts    bool // it cuts every line at its width
}

// measure finds the width of the window, and whether it cuts lines: all that are continued are of
// its width then, or end one column before it, with a blank that was dropped or before a wide
// character. Blanks at the end of every line were added on the way.
func (w *window) measure() {
	w.kept = slices.ContainsFunc(w.objects, func(o *object) bool { return o.blanks < o.lines })
	continued, lines := map[int]int{}, 0
	for _, o := range w.objects {
		for _, p := range o.properties {
			for i, piece := range p.pieces {
				end := o.column + w.cells(piece)
				if w.kept {
					end += piece.blanks
				}
				w.width = max(w.width, end)
				if i < len(p.pieces)-1 {
					continued[end]++
					lines++
				}
			}
		}
	}
	w.kept = w.kept && w.keepsBlanks()
	full := continued[w.width] + continued[w.width-1]
	usual := w.width%20 == 0 || w.width%20 == 19
	w.cuts = full == lines && continued[w.width] > 0 && (lines > 2 || usual || lines == 2 && continued[w.width] == 2)
}

// keepsBlanks reports whether some line that is continued ends with a blank.
func (w *window) keepsBlanks() bool {
	return slices.ContainsFunc(w.objects, func(o *object) bool {
		return slices.ContainsFunc(o.properties, func(p *property) bool {
			return slices.ContainsFunc(p.pieces[:len(p.pieces)-1], func(p piece) bool { return p.blanks > 0 })
		})
	})
}

func (w *window) join(o *object) {
	for _, p := range o.properties {
		for i := 1; i < len(p.pieces); i++ {
			p.pieces[i].span.Start -= w.blanksBefore(p.pieces[i], o.column)
			p.pieces[i].glued = w.glued(o.column, p.pieces, i)
		}
	}
}

// glued reports whether no blank is between a piece and the one before.
func (w *window) glued(column int, pieces []piece, i int) bool {
	above, text := pieces[i-1], w.of(pieces[i])
	end := column + w.cells(above)
	switch {
	case w.width < minWidth:
		return false
	case text != "" && text[0] == ' ':
		return true // its own blank
	case w.kept && above.blanks > 0, text == "":
		return false
	}
	first, _ := utf8.DecodeRuneInString(text)
	switch {
	case end == w.width:
		return w.cuts || w.kept || w.isCut(column, pieces, i)
	case end == w.width-1:
		return cellsOf(first) == 2
	}
	return false
}

// blanksBefore returns how many blanks of a value are at the beginning of a line: PowerShell
// indents the line to the column of the values, and what is indented further is the value's.
func (w *window) blanksBefore(p piece, column int) (n int) {
	for n < p.margin-column && w.text[p.span.Start-n-1] == ' ' {
		n++
	}
	return n
}

// isCut reports whether a word that is longer than the column of values may go on from a full line
// to the next one. Such a word begins where the word before it ends, not on a line of its own.
func (w *window) isCut(column int, pieces []piece, i int) bool {
	begins := i == 1 || pieces[i-1].glued || lastWord(w.of(pieces[i-1])) != w.of(pieces[i-1])
	return begins && cells(w.word(pieces, i)) >= w.width-column
}

// word returns the word that is cut between a piece and the one before, if one is.
func (w *window) word(pieces []piece, i int) string {
	word := lastWord(w.of(pieces[i-1]))
	for ; i < len(pieces); i++ {
		text := w.of(pieces[i])
		word += firstWord(text)
		if firstWord(text) != text || w.kept && pieces[i].blanks > 0 || len(word) > w.width {
			break
		}
	}
	return word
}

func (w *window) of(p piece) string { return w.text[p.span.Start:p.span.End] }

func (w *window) cells(p piece) int { return cells(w.of(p)) }
