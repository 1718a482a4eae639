// Package exchange makes one organization of exported records.
//
// A record comes in as PowerShell left it: any of a dozen spellings for each value,
// with or without a word about the server that it belongs to. What goes out is an
// [Organization]: objects in one normal form, which is the one that the schemas
// declare, with facts beside the exported properties. A fact is what takes a join or a
// parser to find out: which certificates a TlsCertificateName names on each server,
// which certificate a connector will present, where the same connector on another
// server differs. Whether that is wrong, how bad, and what to say is not decided
// here; policies do.
//
// What is not known stays unknown. A property that an export lacks, whose value
// PowerShell lost or that can be read two ways has no value and a [Gap] that says why;
// a fact that would need it has none either, unless what is known settles it.
package exchange

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/schema"
)

// Organization is everything that the exports of one run say, in the normal form.
type Organization struct {
	AsOf      time.Time
	data      *table
	objects   map[string][]*Object // by kind, each by identity
	manifests []manifest           // the earliest first
}

// Objects returns the objects of a kind, by identity.
func (o *Organization) Objects(kind string) []*Object { return o.objects[kind] }

// All returns every object, by kind and identity.
func (o *Organization) All() []*Object {
	n := 0
	for _, objects := range o.objects {
		n += len(objects)
	}
	all := make([]*Object, 0, n)
	for _, kind := range schema.Names {
		all = append(all, o.objects[kind]...)
	}
	return all
}

// Find returns the object of a kind and identity, or nil.
func (o *Organization) Find(kind, identity string) *Object {
	objects := o.objects[kind]
	i, ok := slices.BinarySearchFunc(objects, identity, func(o *Object, identity string) int { return cmp.Compare(o.Identity, identity) })
	if !ok {
		return nil
	}
	return objects[i]
}

// diagnosticAt returns a diagnostic of the place of a value.
func diagnosticAt(v document.Value, format string, args ...any) diag.Diagnostic {
	place := v.Place()
	return diag.Diagnostic{File: v.File().Name, Line: place.StartLine, Column: place.StartColumn, Message: fmt.Sprintf(format, args...)}
}

// Options says how exports are to be read.
type Options struct {
	AsOf    time.Time       // the instant that facts about time are worked out for
	Culture string          // how to read dates that a file leaves open: en-US, de-DE; "" if nobody told
	Known   Known           // what people say that exports can't show
	Files   map[string]Told // what people say of files, by name
	// Wanted tells which properties somebody will ask for: the loss of any other is
	// not worth a word. nil stands for all.
	Wanted func(kind, property string) bool
	// Rest is called where much was let go of and little is left: a good time to collect what
	// is garbage. nil where nobody cares.
	Rest func()
}

// Reading is what came of reading a run's files.
type Reading struct {
	Organization *Organization
	Errors       diag.List // why the organization is not all that the files say
	Notices      diag.List // what was assumed, or is worth a word
	Strangers    diag.List // files without a record of ours, and where they say so
}

// account says what a file lacks to be an export of ours.
func (r *Reading) account(file *document.File, found *recognised, exported map[string]bool) {
	for _, record := range found.records {
		exported[record.kind.Name] = true
	}
	r.Notices = append(r.Notices, aboutRepeated(file, found.repeated)...)
	kind := found.hint
	if kind == nil {
		kind = kindOfColumns(headerOf(file), nil)
	}
	switch {
	case len(found.records)+len(found.manifests) > 0:
		for _, stranger := range found.strangers {
			r.Errors = append(r.Errors, stranger.WithMessage("this is no receive connector, send connector or certificate, though others of this file are"))
		}
		if found.unnamed > 0 {
			r.Errors = append(r.Errors, theOthers(file, found.unnamed))
		}
	case len(found.strangers) > 0 && found.hint != nil:
		r.Errors = append(r.Errors, found.strangers[0].WithMessage("by its name this file holds %s, but nothing in it is one; export it again with %s", plural(kind), kind.Cmdlet))
	case len(found.strangers) > 0:
		r.Strangers = append(r.Strangers, found.strangers[0].WithMessage("not an export of receive connectors, send connectors or certificates"))
	case kind == nil && len(file.Columns) > 0:
		r.Strangers = append(r.Strangers, diag.Diagnostic{File: file.Name, Message: "a header alone, and not that of an export of receive connectors, send connectors or certificates"})
	case kind == nil:
		r.Errors = append(r.Errors, diag.Diagnostic{File: file.Name, Message: "nothing is in this file, and its name doesn't tell what should be"})
	case len(file.Columns) > 0 && !knownColumn(headerOf(file), kind):
		r.Errors = append(r.Errors, diag.Diagnostic{File: file.Name, Line: 1, Column: 1, Message: fmt.Sprintf("by its name this file holds %s, but it has none of their columns; export it again with %s", plural(kind), kind.Cmdlet)})
	case kind.Name == "SendConnector":
		exported[kind.Name] = true
		r.Notices = append(r.Notices, diag.Diagnostic{File: file.Name, Message: "the export is empty: the organization has no send connectors"})
	default:
		r.Errors = append(r.Errors, diag.Diagnostic{File: file.Name, Message: fmt.Sprintf("the export is empty, but every server has %s: %s failed or was not allowed to see them", plural(kind), kind.Cmdlet)})
	}
}

// aboutRepeated says which members stand twice in one object.
func aboutRepeated(file *document.File, repeated diag.List) diag.List {
	if more := len(repeated) - mostNamed; more > 0 {
		return append(repeated[:mostNamed:mostNamed], theOthers(file, more))
	}
	return repeated
}

// headerOf returns the columns of a CSV that has no rows, as fields.
func headerOf(file *document.File) []document.Field {
	fields := make([]document.Field, len(file.Columns))
	for i, name := range file.Columns {
		fields[i].Name = name
	}
	return fields
}

// plural returns what people call several objects of an exported kind.
func plural(kind *schema.Kind) string {
	switch kind.Name {
	case "ReceiveConnector":
		return "receive connectors"
	case "SendConnector":
		return "send connectors"
	}
	return "certificates"
}
