// Package formatlist reads what Format-List shows, as people paste it: wrapped to the width
// of a window, perhaps below a prompt.
//
//	Name               : Default Frontend EX01
//	Bindings           : {[::]:25, 0.0.0.0:25}
//	TlsCertificateName : <I>CN=Fabrikam CA, O=Fabrikam,
//	                     C=US<S>CN=mail.contoso.com
//
// An object ends at a blank line, or before a name that it has already.
package formatlist

import (
	"cmp"
	"regexp"
	"strings"

	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/internal/source"
)

var (
	listLine   = regexp.MustCompile(`^([A-Za-z]\w{0,99}) {0,99}:(?: |$)`)
	promptLine = regexp.MustCompile(`^(\[PS\]|PS [A-Za-z]:|PS>)`)
)

// Decode finds the objects of a file.
func Decode(f *document.File) error {
	r := reader{file: f, names: map[string]bool{}}
	text := f.Content()
	for start := 0; start < len(text); {
		end := lineEnd(text, start)
		line := strings.TrimRight(text[start:end], " \r\t")
		if err := r.line(start, line); err != nil {
			return err
		}
		start = end + 1
	}
	r.finish()
	f.Notation = notation{}
	return nil
}

// lineEnd returns the end of the line that contains an offset.
func lineEnd(text string, at int) int {
	if n := strings.IndexByte(text[at:], '\n'); n >= 0 {
		return at + n
	}
	return len(text)
}

// reader finds the beginning and the end of each object.
type reader struct {
	file       *document.File
	open       bool
	command    bool // a prompt is above, and what was typed there may continue
	start, end int
	names      map[string]bool // of the open object
}

// line reads the line at an offset. Prose above the first object is ignored.
func (r *reader) line(start int, line string) error {
	if err := cmp.Or(r.file.Late(start), r.file.CheckSize(source.Span{Start: start, End: start + len(line)})); err != nil {
		return err
	}
	if i := strings.IndexByte(line, '\r'); i >= 0 {
		return r.file.LoneReturn(start + i)
	}
	name := listLine.FindStringSubmatch(line)
	switch {
	case line == "":
		r.finish()
	case promptLine.MatchString(line):
		r.finish()
		r.command = true
	case name != nil:
		if r.names[name[1]] {
			r.finish()
		}
		if len(r.names) == document.MaxElements || len(r.file.Values) == document.MaxElements {
			return r.file.TooMany(start)
		}
		if !r.open {
			r.open, r.start = true, start
		}
		r.names[name[1]] = true
		r.end = start + len(line)
	case r.open && (line[0] == ' ' || line[0] == '\t'):
		r.end = start + len(line)
	case r.command:
	case r.open || len(r.file.Values) > 0 || listLine.MatchString(strings.TrimSpace(line)):
		return r.file.ErrorAt(start, "this line is neither \"Name : value\" nor the rest of a value, which would be indented")
	}
	return nil
}

// finish ends the open object, or command.
func (r *reader) finish() {
	if r.open {
		r.file.Values = append(r.file.Values, r.file.Value(document.Object, source.Span{Start: r.start, End: r.end}))
	}
	r.open, r.command = false, false
	clear(r.names)
}

// notation reads the objects of a list that was decoded.
type notation struct{ document.Flat }

func (notation) Name() string { return "format-list" }

// Text joins the lines of a wrapped value. Format-List wraps at blanks, and the program
// through which the text was pasted may drop those at the ends of lines.
func (notation) Text(raw string) string {
	first, rest, wrapped := strings.Cut(raw, "\n")
	if !wrapped {
		return strings.TrimSpace(first)
	}
	var b strings.Builder
	b.WriteString(strings.TrimSpace(first))
	for line := range strings.SplitSeq(rest, "\n") {
		b.WriteString(" " + strings.TrimSpace(line))
	}
	return b.String()
}

func (notation) Fields(v document.Value, yield func(document.Field) bool) {
	text := v.File().Content()[:v.Span.End]
	var field document.Field
	for start := v.Span.Start; start < v.Span.End; {
		end := lineEnd(text, start)
		line := strings.TrimRight(text[start:end], " \r\t")
		if at := listLine.FindStringSubmatchIndex(line); at != nil {
			if field.Name != "" && !yield(field) {
				return
			}
			first := start + min(at[1], len(line))
			span := source.Span{Start: first, End: start + len(line)}
			field = document.Field{Name: line[:at[3]], Value: v.File().Value(kindOf(line[first-start:]), span)}
		} else if field.Name != "" && line != "" {
			span := source.Span{Start: field.Value.Span.Start, End: start + len(line)}
			field.Value = v.File().Value(document.String, span)
		}
		start = end + 1
	}
	if field.Name != "" {
		yield(field)
	}
}

func kindOf(text string) document.Kind {
	if text == "" {
		return document.Null
	}
	return document.String
}
