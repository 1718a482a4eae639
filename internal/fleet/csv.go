package fleet

import (
	"bufio"
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/exchlint/exchlint/schema"
)

// writeCSV writes as Export-Csv does: every field in quotes, nothing for null. Of a
// collection it shows the type.
func writeCSV(w *bufio.Writer, f Flavour, kind string, objects iter.Seq[*Object]) {
	header := false
	for o := range objects {
		fields := f.cells(o)
		if !header {
			if f.typed {
				w.WriteString("#TYPE " + schema.Lookup(kind).Types[0] + "\r\n")
			}
			f.row(w, fields, func(m member) (string, bool) { return m.name, true })
			header = true
		}
		f.row(w, fields, func(m member) (string, bool) { return f.shown(m.value), m.value.form != null })
	}
}

// cells puts the notes first, as Export-Csv does in every edition.
func (f Flavour) cells(o *Object) []member {
	f.five = false
	return f.fields(o)
}

func (f Flavour) row(w *bufio.Writer, fields []member, cell func(member) (string, bool)) {
	for i, m := range fields {
		if i > 0 {
			w.WriteString(f.delimiter)
		}
		if text, ok := cell(m); ok {
			w.WriteString(`"` + strings.ReplaceAll(text, `"`, `""`) + `"`)
		}
	}
	w.WriteString("\r\n")
}

// mostShown is how many elements of a collection Format-List shows.
const mostShown = 4

// writeList writes as Format-List * does into a file as wide as its lines.
func writeList(w *bufio.Writer, f Flavour, _ string, objects iter.Seq[*Object]) {
	for o := range objects {
		fields := f.fields(o)
		width := 0
		for _, m := range fields {
			width = max(width, utf8.RuneCountInString(m.name))
		}
		w.WriteString("\r\n")
		for _, m := range fields {
			line := m.name + strings.Repeat(" ", width-len(m.name)) + " : " + f.listed(m.value)
			w.WriteString(strings.TrimRight(line, " ") + "\r\n")
		}
	}
}

// listed is a value as Format-List shows it.
func (f Flavour) listed(v value) string {
	switch v.form {
	case blob:
		return "{48, 130, 3, 41...}"
	case list:
		var texts []string
		for i, item := range v.items {
			if i == mostShown {
				return "{" + strings.Join(texts, ", ") + "...}"
			}
			texts = append(texts, item.text)
		}
		return "{" + strings.Join(texts, ", ") + "}"
	}
	return f.shown(v)
}
