package ingest

import (
	"fmt"
	"time"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/schema"
)

// Options says how exports are to be read.
type Options struct {
	AsOf    time.Time                  // the instant that facts about time are worked out for
	Culture string                     // how to read dates that a file leaves open: en-US, de-DE; "" if nobody told
	Known   model.OrganizationHints    // what people say that exports can't show
	Files   map[string]model.FileHints // what people say of files, by name
	// Wanted tells which properties somebody will ask for: the loss of any other is
	// not worth a word. nil stands for all.
	Wanted func(kind, property string) bool
}

// Reading is what came of reading a run's files.
type Reading struct {
	Organization *model.Organization
	Errors       diag.List // why the organization is not all that the files say
	Notices      diag.List // what was assumed, or is worth a word
	Unrecognized diag.List // files without a record of ours, and where they say so
}

// account says what a file lacks to be an export of ours.
func (r *Reading) Account(file *document.File, found *Recognized, exported map[string]bool) {
	for _, record := range found.Records {
		exported[record.Kind.Name] = true
	}
	r.Notices = append(r.Notices, aboutRepeated(file, found.repeated)...)
	kind := found.hint
	if kind == nil {
		kind = kindOfColumns(headerOf(file), nil)
	}
	switch {
	case len(found.Records)+len(found.Manifests) > 0:
		for _, stranger := range found.unrecognized {
			r.Errors = append(r.Errors, stranger.WithMessage("this is no receive connector, send connector or certificate, though others of this file are"))
		}
		if found.unnamed > 0 {
			r.Errors = append(r.Errors, theOthers(file, found.unnamed))
		}
	case len(found.unrecognized) > 0 && found.hint != nil:
		r.Errors = append(r.Errors, found.unrecognized[0].WithMessage("by its name this file holds %s, but nothing in it is one; export it again with %s", plural(kind), kind.Cmdlet))
	case len(found.unrecognized) > 0:
		r.Unrecognized = append(r.Unrecognized, found.unrecognized[0].WithMessage("not an export of receive connectors, send connectors or certificates"))
	case kind == nil && len(file.Columns) > 0:
		r.Unrecognized = append(r.Unrecognized, diag.Diagnostic{File: file.Name, Message: "a header alone, and not that of an export of receive connectors, send connectors or certificates"})
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
	if more := len(repeated) - MaxNamed; more > 0 {
		return append(repeated[:MaxNamed:MaxNamed], theOthers(file, more))
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
