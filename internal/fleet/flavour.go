package fleet

import (
	"bufio"
	"bytes"
	"io"
	"iter"
	"slices"
	"strings"
	"time"
)

// Flavour is one of the ways in which people export objects.
type Flavour struct {
	Name string
	ext  string

	write     func(*bufio.Writer, Flavour, string, iter.Seq[*Object])
	utf16     bool                // UTF-16LE, as 5.1 writes files, else UTF-8
	bom       bool                // a byte order mark first
	columns   map[string][]string // what is selected; nil for everything
	values    func(value) value   // what the session, or a calculated column, makes of values; nil for what .NET holds
	ours      bool                // by the script of exchlint export-script
	remote    bool                // over plain remoting: Exchange's own properties of certificates are gone
	depth     int                 // of ConvertTo-Json
	five      bool                // Windows PowerShell 5.1, else PowerShell 7
	enumNames bool                // ConvertTo-Json -EnumsAsStrings
	wrapped   bool                // collections as {"value": [...], "Count": n}
	typed     bool                // a #TYPE line first
	delimiter string
	dates     string // how the culture of the session writes dates
}

const (
	american = "1/2/2006 3:04:05 PM"
	german   = "02.01.2006 15:04:05"
)

// File is the name of the file that holds a kind.
func (f Flavour) File(kind string) string { return kind + f.ext }

// Write writes objects of one kind. The error is the writer's.
func (f Flavour) Write(w io.Writer, kind string, objects iter.Seq[*Object]) error {
	if f.utf16 {
		w = wide{w}
	}
	buffered := bufio.NewWriterSize(w, 1<<16)
	if f.bom && !f.utf16 {
		buffered.WriteString("\ufeff")
	}
	f.write(buffered, f, kind, objects)
	return buffered.Flush()
}

// Bytes returns what Write writes.
func (f Flavour) Bytes(kind string, objects iter.Seq[*Object]) []byte {
	var data bytes.Buffer
	if f.utf16 {
		data.WriteString("\xff\xfe")
	}
	if err := f.Write(&data, kind, objects); err != nil {
		panic(err) // a buffer takes everything
	}
	return data.Bytes()
}

// wide writes ASCII as UTF-16LE. What this package makes up is ASCII throughout.
type wide struct{ w io.Writer }

func (w wide) Write(p []byte) (int, error) {
	units := make([]byte, 0, 2*len(p))
	for _, c := range p {
		units = append(units, c, 0)
	}
	_, err := w.w.Write(units)
	return len(p), err
}

// fields are the members of an object as a flavour exports it.
func (f Flavour) fields(o *Object) []member {
	if f.ours {
		return collected(o)
	}
	var fields []member
	notes := []member{{"PSComputerName", str(strings.ToLower(o.session()))}, {"RunspaceId", str(guid(o.Kind, 0))}, {"PSShowComputerName", truth(false)}}
	if f.columns[o.Kind] == nil && !f.five {
		fields = append(fields, notes...)
	}
	for _, p := range f.pick(o) {
		v := o.value(p)
		if f.values != nil {
			v = f.values(v)
		}
		fields = append(fields, member{p.Name, v})
	}
	if f.columns[o.Kind] == nil && f.five {
		fields = append(fields, notes...)
	}
	return fields
}

// Exports reports whether a flavour has a property at all, whatever it makes of its value.
func (f Flavour) Exports(kind, property string) bool {
	columns := f.columns[kind]
	if f.remote && kind == "ExchangeCertificate" {
		columns = standard
	}
	return columns == nil || slices.Contains(columns, property)
}

// session is the server that the shell was connected to.
func (o *Object) session() string {
	if o.Server == "" {
		return "EX01." + domain
	}
	return o.Server + "." + domain
}

// pick returns the properties that a flavour exports.
func (f Flavour) pick(o *Object) []Property {
	names := f.columns[o.Kind]
	if f.remote && o.Kind == "ExchangeCertificate" {
		names = standard
	}
	if names == nil {
		return o.Properties
	}
	var picked []Property
	for _, name := range names {
		switch {
		case name == "Server" && o.Kind == "ExchangeCertificate":
			picked = append(picked, Property{name, o.Server})
		case name == "HasPrivateKey" && f.remote: // the key stays behind
			picked = append(picked, Property{name, "False"})
		case name == "FriendlyName" && f.remote:
			picked = append(picked, Property{name, ""})
		default:
			picked = append(picked, Property{name, o.Text(name)})
		}
	}
	return picked
}

// joined is what calculated columns make of values: texts, with collections cut by a
// separator.
func joined(separator string) func(value) value {
	return func(v value) value {
		switch v.form {
		case structure, enum:
			return str(v.text)
		case list:
			var texts []string
			for _, item := range v.items {
				texts = append(texts, item.text)
			}
			return str(strings.Join(texts, separator))
		}
		return v
	}
}

// keyNamed is what a calculated column makes of a public key: its kind. Nothing else is left
// of it at the default depth.
func keyNamed(v value) value {
	if v.net == publicKey {
		return v.members[0].value.members[1].value
	}
	return v
}

// deserialized is what a session without Exchange's own types makes of values.
func deserialized(v value) value {
	switch v.form {
	case structure, enum:
		return str(v.text)
	case list:
		items := make([]value, len(v.items))
		for i, item := range v.items {
			items[i] = str(item.text)
		}
		return value{form: list, items: items, text: "System.Collections.ArrayList", net: "System.Collections.ArrayList"}
	}
	return v
}

// shown is a value as a culture shows it in a table or a list.
func (f Flavour) shown(v value) string {
	if v.form == date {
		return v.time.In(time.UTC).Format(f.dates)
	}
	return v.text
}
