package fleet

import (
	"bufio"
	"encoding/base64"
	"encoding/xml"
	"iter"
	"strconv"
	"strings"
	"time"

	"github.com/exchlint/exchlint/schema"
)

// xmlWriter writes as Export-Clixml does.
type xmlWriter struct {
	*bufio.Writer
	objects int
	types   map[string]int
}

func writeCLIXML(w *bufio.Writer, f Flavour, kind string, objects iter.Seq[*Object]) {
	x := xmlWriter{Writer: w, types: map[string]int{}}
	x.WriteString(`<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">` + "\r\n")
	for o := range objects {
		x.object(f, kind, o)
	}
	x.WriteString("</Objs>\r\n")
}

// object writes one object. Of a certificate nothing is a property but its bytes; what
// Exchange adds lies in the note beside it.
func (x *xmlWriter) object(f Flavour, kind string, o *Object) {
	x.open(2, "", schema.Lookup(kind).Types[0], "System.Object")
	x.element(4, "ToString", "", o.Text("Identity"))
	notes := []member{{"PSComputerName", str(strings.ToLower(o.session()))}}
	properties := o.Properties
	if kind == "ExchangeCertificate" {
		properties = []Property{{"RawData", o.Text("RawData")}}
		notes = append(notes, member{"SerializationData", value{form: blob, bytes: serialize(o)}})
	}
	x.line(4, "<Props>")
	for _, p := range properties {
		x.value(6, p.Name, o.value(p))
	}
	x.line(4, "</Props>")
	x.line(4, "<MS>")
	for _, m := range notes {
		x.value(6, m.name, m.value)
	}
	x.line(4, "</MS>")
	x.line(2, "</Obj>")
}

func (x *xmlWriter) line(indent int, text string) {
	x.WriteString(blanks[:indent] + text + "\r\n")
}

// attribute is the name of a property; an element of a collection has none.
func attribute(name string) string {
	if name == "" {
		return ""
	}
	return ` N="` + name + `"`
}

// open begins an object and states its types, or where they were stated before.
func (x *xmlWriter) open(indent int, name, net, base string) {
	x.line(indent, `<Obj`+attribute(name)+` RefId="`+strconv.Itoa(x.objects)+`">`)
	x.objects++
	if id, known := x.types[net]; known {
		x.line(indent+2, `<TNRef RefId="`+strconv.Itoa(id)+`" />`)
		return
	}
	x.types[net] = len(x.types)
	x.line(indent+2, `<TN RefId="`+strconv.Itoa(x.types[net])+`">`)
	x.element(indent+4, "T", "", net)
	x.element(indent+4, "T", "", base)
	x.line(indent+2, "</TN>")
}

func (x *xmlWriter) element(indent int, tag, name, text string) {
	x.WriteString(blanks[:indent] + "<" + tag + attribute(name) + ">")
	if strings.ContainsAny(text, "<>&\"'\r\n\t") {
		xml.EscapeText(x, []byte(text))
	} else {
		x.WriteString(text)
	}
	x.WriteString("</" + tag + ">\r\n")
}

// simple are the elements of plain values.
var simple = map[form]string{text: "S", integer: "I32", real: "Db"}

func (x *xmlWriter) value(indent int, name string, v value) {
	switch v.form {
	case null:
		x.line(indent, "<Nil"+attribute(name)+" />")
	case boolean:
		x.element(indent, "B", name, strings.ToLower(v.text))
	case date:
		x.element(indent, "DT", name, v.time.Format(time.RFC3339))
	case blob:
		x.element(indent, "BA", name, base64.StdEncoding.EncodeToString(v.bytes))
	case enum:
		x.open(indent, name, v.net, "System.Enum")
		x.element(indent+2, "ToString", "", v.text)
		x.element(indent+2, "I32", "", strconv.FormatInt(v.number, 10))
		x.line(indent, "</Obj>")
	case list:
		x.open(indent, name, v.net, "System.Object")
		x.line(indent+2, "<LST>")
		for _, item := range v.items {
			x.value(indent+4, "", item)
		}
		x.line(indent+2, "</LST>")
		x.line(indent, "</Obj>")
	case structure:
		x.open(indent, name, v.net, "System.Object")
		x.element(indent+2, "ToString", "", v.text)
		x.line(indent+2, "<Props>")
		for _, m := range v.members {
			x.value(indent+4, m.name, m.value)
		}
		x.line(indent+2, "</Props>")
		x.line(indent, "</Obj>")
	default:
		x.element(indent, simple[v.form], name, v.text)
	}
}
