package exchange

import (
	"slices"
	"strings"
	"sync"

	"github.com/exchlint/exchlint/internal/export"
	"github.com/exchlint/exchlint/schema"
)

// column says what a column of an export is: a property of the kind, under its own
// name or one that scripts give it.
type column struct {
	property int
	alias    bool
}

// columnsOf returns the columns of a kind by lower-case name: PowerShell's names have
// no case.
func columnsOf(kind *schema.Kind) map[string]column { return allColumns()[kind.Name] }

var allColumns = sync.OnceValue(func() map[string]map[string]column {
	all := map[string]map[string]column{}
	for _, kind := range exported() {
		columns := map[string]column{}
		for i, property := range kind.Properties {
			if property.Reader == "" {
				continue
			}
			columns[strings.ToLower(property.Name)] = column{property: i}
			for _, alias := range property.Aliases {
				columns[strings.ToLower(alias)] = column{property: i, alias: true}
			}
		}
		all[kind.Name] = columns
	}
	return all
})

// The names that scripts give the column for a record's server, in lower case.
var serverColumns = []string{"server", "servername", "computer", "computername", "exportserver", "machinename", "exchangeserver", "hostserver"}

// newRecord finds the columns of an object. Where a name stands twice the last one
// wins, as in PowerShell; an alias only counts where the property's own name is
// missing. What a send connector logs on with is masked in the file before anything
// else can look at it.
func newRecord(file *export.File, value export.Value, kind *schema.Kind, fields []export.Field) *record {
	n := len(kind.Properties)
	r := &record{file: file, value: value, kind: kind, fields: newSparse[export.Value](n)}
	own := make([]bool, n)
	columns := columnsOf(kind)
	for _, field := range fields {
		name := strings.ToLower(field.Name)
		c, ok := columns[name]
		if ok && !c.alias && own[c.property] {
			r.repeated = append(r.repeated, field)
		}
		if ok && !(c.alias && own[c.property]) {
			r.fields.set(c.property, field.Value)
			own[c.property] = own[c.property] || !c.alias
		}
		r.mark(name, field.Value)
	}
	r.readSerialized(r.marked.note)
	return r
}

// mark notes what a column says of the record's own name and place.
func (r *record) mark(name string, value export.Value) {
	switch name {
	case "authenticationcredential":
		r.file.Redact(value.Span)
	case "identity":
		r.marked.identity, _ = scalar(value)
		if value.Kind == export.Object {
			r.marked.dn = memberText(value, "DistinguishedName")
		}
	case "distinguishedname":
		r.marked.dn, _ = scalar(value)
	case "rawdata":
		r.marked.raw = value
	case "serializationdata":
		r.marked.note = value
	case "pscomputername":
		r.marked.session, _ = scalar(value)
	default:
		if slices.Contains(serverColumns, name) {
			r.marked.serverColumns, _ = scalar(value)
		}
	}
}

func memberText(value export.Value, name string) string {
	member, _ := memberOf(value.Fields(), name)
	text, _ := scalar(member)
	return text
}

// bareRecord is an object of which ConvertTo-Json left nothing but its name, because
// its -Depth was used up.
func bareRecord(file *export.File, value export.Value, kind *schema.Kind) *record {
	r := newRecord(file, value, kind, nil)
	r.marked.identity = value.Text()
	return r
}

func (r *record) bare() bool { return r.value.Kind == export.String }

// field returns a property's value as the record states it.
func (r *record) field(name string) (export.Value, bool) {
	i, ok := r.kind.Index(name)
	if !ok {
		return export.Value{}, false
	}
	return r.fields.get(i)
}

// text returns a property's text, or "" where the record has none to read.
func (r *record) text(name string) string {
	value, ok := r.field(name)
	if !ok {
		return ""
	}
	text, _ := scalar(value)
	return text
}

// name returns a connector's own name: Name, else the part of its identity behind
// the server, else its name in the directory.
func (r *record) name() string {
	if name := r.text("Name"); name != "" {
		return name
	}
	if identity := r.marked.identity; identity != "" && !isLost(identity) {
		return identity[strings.LastIndexByte(identity, '\\')+1:]
	}
	return commonName(r.marked.dn)
}
