package export

import (
	"cmp"
	"regexp"
	"strings"
)

// Format-List is what people paste: Get-ReceiveConnector | fl *, wrapped to the width of
// a window, with a prompt above it perhaps.
//
//	Name               : Default Frontend EX01
//	Bindings           : {[::]:25, 0.0.0.0:25}
//	TlsCertificateName : <I>CN=Fabrikam CA, O=Fabrikam,
//	                     C=US<S>CN=mail.contoso.com
//
// An object ends at a blank line, or where a name comes for the second time.
var (
	listLine   = regexp.MustCompile(`^([A-Za-z]\w{0,99}) {0,99}:(?: |$)`)
	promptLine = regexp.MustCompile(`^(\[PS\]|PS [A-Za-z]:|PS>)`)
)

// decodeList reads objects in the form of Format-List.
func decodeList(f *File) error {
	r := listReader{file: f, names: map[string]bool{}}
	for start := 0; start < len(f.text); {
		end := lineEnd(f.text, start)
		line := strings.TrimRight(f.text[start:end], " \r\t")
		if err := r.line(start, line); err != nil {
			return err
		}
		start = end + 1
	}
	r.finish()
	f.notation = list{}
	return nil
}

// lineEnd returns where the line ends that an offset lies in.
func lineEnd(text string, at int) int {
	if n := strings.IndexByte(text[at:], '\n'); n >= 0 {
		return at + n
	}
	return len(text)
}

// listReader finds where each object begins and ends.
type listReader struct {
	file       *File
	open       bool
	command    bool // a prompt stands above, and what was typed there may go on
	start, end int
	names      map[string]bool // of the open object
}

// line reads a line, which stands at start. Prose above the first object is left out.
func (r *listReader) line(start int, line string) error {
	if err := cmp.Or(r.file.late(start), r.file.checkSize(Span{start, start + len(line)})); err != nil {
		return err
	}
	if i := strings.IndexByte(line, '\r'); i >= 0 {
		return r.file.errorAt(start+i, loneReturn)
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
		if len(r.names) == MaxElements || len(r.file.Values) == MaxElements {
			return r.file.errorAt(start, tooMany)
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
		return r.file.errorAt(start, "this line is neither \"Name : value\" nor the rest of a value, which would be indented")
	}
	return nil
}

// finish closes the open object, or command.
func (r *listReader) finish() {
	if r.open {
		r.file.Values = append(r.file.Values, Value{Object, Span{r.start, r.end}, r.file})
	}
	r.open, r.command = false, false
	clear(r.names)
}

// list reads the objects of a Format-List again.
type list struct{}

func (list) items(Value) []Value { return nil }

// text puts the lines of a wrapped value together. Format-List wraps at blanks, and
// what pastes the text may drop those at the ends of lines.
func (list) text(raw string) string {
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

func (list) fields(v Value) []Field {
	var fields []Field
	text := v.file.text
	for start := v.Span.Start; start < v.Span.End; {
		end := lineEnd(text[:v.Span.End], start)
		line := strings.TrimRight(text[start:end], " \r\t")
		if at := listLine.FindStringSubmatchIndex(line); at != nil {
			first := start + min(at[1], len(line))
			fields = append(fields, Field{line[:at[3]], Value{listKind(line[first-start:]), Span{first, start + len(line)}, v.file}})
		} else if n := len(fields); n > 0 && line != "" {
			value := &fields[n-1].Value
			value.Span.End = start + len(line)
			value.Kind = String
		}
		start = end + 1
	}
	return fields
}

func listKind(text string) Kind {
	if text == "" {
		return Null
	}
	return String
}
