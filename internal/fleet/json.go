package fleet

import (
	"bufio"
	"fmt"
	"iter"
	"strconv"
	"strings"
	"time"
)

// jsonWriter writes as ConvertTo-Json does.
type jsonWriter struct {
	*bufio.Writer
	Flavour
}

// writeJSON writes several objects as an array, and one alone as it is.
func writeJSON(w *bufio.Writer, f Flavour, _ string, objects iter.Seq[*Object]) {
	j := jsonWriter{w, f}
	next, stop := iter.Pull(objects)
	defer stop()
	first, ok := next()
	if !ok {
		return
	}
	o, more := next()
	if !more {
		j.members(f.fields(first), 0, 0)
		j.WriteString("\r\n")
		return
	}
	step := j.step(0)
	j.WriteString("[")
	j.newline(step)
	j.members(f.fields(first), 1, step)
	for ; more; o, more = next() {
		j.WriteString(",")
		j.newline(step)
		j.members(f.fields(o), 1, step)
	}
	j.newline(0)
	j.WriteString("]\r\n")
}

const blanks = "                                                                                                                                                "

func (j jsonWriter) newline(indent int) {
	j.WriteString("\r\n")
	for ; indent > len(blanks); indent -= len(blanks) {
		j.WriteString(blanks)
	}
	j.WriteString(blanks[:indent])
}

// step is where what stands inside a bracket begins, that stands at an indent itself.
func (j jsonWriter) step(indent int) int {
	if j.five {
		return indent + 4
	}
	return indent + 2
}

// value writes what stands at a depth, and behind so many blanks or, in 5.1, characters.
func (j jsonWriter) value(v value, depth, indent int) {
	switch v.form {
	case null:
		j.WriteString("null")
	case boolean:
		j.WriteString(strings.ToLower(v.text))
	case integer, real:
		j.WriteString(v.text)
	case enum:
		if j.enumNames {
			j.text(v.text)
			return
		}
		j.WriteString(strconv.FormatInt(v.number, 10))
	case date:
		j.date(v.time, indent)
	case blob:
		j.numbers(v.bytes, indent)
	case list:
		j.list(v.items, depth, indent)
	case structure:
		if depth > j.depth {
			j.text(v.text)
			return
		}
		j.members(v.members, depth, indent)
	default:
		j.text(v.text)
	}
}

func (j jsonWriter) members(members []member, depth, indent int) {
	inner := j.step(indent)
	j.WriteByte('{')
	for i, m := range members {
		if i > 0 {
			j.WriteByte(',')
		}
		j.newline(inner)
		j.WriteString(`"` + m.name + `": `)
		at := inner
		if j.five {
			j.WriteByte(' ')
			at += len(m.name) + 5
		}
		j.value(m.value, depth+1, at)
	}
	j.close('}', len(members) == 0, indent)
}

// close ends what a bracket has opened. 5.1 leaves an empty line in what is empty.
func (j jsonWriter) close(bracket byte, empty bool, indent int) {
	if empty && j.five {
		j.WriteString("\r\n")
	}
	if !empty || j.five {
		j.newline(indent)
	}
	j.WriteByte(bracket)
}

func (j jsonWriter) list(items []value, depth, indent int) {
	if j.wrapped {
		inner := jsonWriter{j.Writer, j.Flavour}
		inner.wrapped = false
		inner.members([]member{{"value", value{form: list, items: items}}, {"Count", whole(int64(len(items)))}}, depth-1, indent)
		return
	}
	inner := j.step(indent)
	j.WriteByte('[')
	for i, item := range items {
		if i > 0 {
			j.WriteByte(',')
		}
		j.newline(inner)
		j.value(item, depth+1, inner)
	}
	j.close(']', len(items) == 0, indent)
}

func (j jsonWriter) numbers(data []byte, indent int) {
	inner := j.step(indent)
	j.WriteByte('[')
	for i, b := range data {
		if i > 0 {
			j.WriteByte(',')
		}
		j.newline(inner)
		j.WriteString(strconv.Itoa(int(b)))
	}
	j.close(']', len(data) == 0, indent)
}

// date writes a date; beside wrapped collections, one that the shell has decorated.
func (j jsonWriter) date(t time.Time, indent int) {
	switch text := fmt.Sprintf(`"\/Date(%d)\/"`, t.UnixMilli()); {
	case !j.five:
		j.WriteString(`"` + t.UTC().Format(time.RFC3339) + `"`)
	case !j.wrapped:
		j.WriteString(text)
	default:
		inner := j.step(indent)
		j.WriteString("{")
		j.newline(inner)
		j.WriteString(`"value":  ` + text + ",")
		j.newline(inner)
		j.WriteString(`"DisplayHint":  2,`)
		j.newline(inner)
		j.WriteString(`"DateTime":  "` + t.UTC().Format("Monday, January 2, 2006 3:04:05 PM") + `"`)
		j.newline(indent)
		j.WriteString("}")
	}
}

var (
	escaped     = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\r", `\r`, "\n", `\n`)
	escapedFive = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\r", `\r`, "\n", `\n`, "<", `\u003c`, ">", `\u003e`, "&", `\u0026`, "'", `\u0027`)
)

func (j jsonWriter) text(s string) {
	j.WriteByte('"')
	if j.five {
		escapedFive.WriteString(j.Writer, s)
	} else {
		escaped.WriteString(j.Writer, s)
	}
	j.WriteByte('"')
}
