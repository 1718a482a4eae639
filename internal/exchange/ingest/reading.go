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
	Kinds   *schema.Set                // that are read; nil for the built-in ones
	Culture string                     // how to read dates that a file leaves open: en-US, de-DE; "" if nobody told
	Known   model.OrganizationHints    // what people say that exports can't show
	Files   map[string]model.FileHints // what people say of files, by name
	// Wanted tells which properties somebody will ask for: the loss of any other is
	// not worth a word. nil stands for all.
	Wanted func(kind, property string) bool
}

// KnownKinds returns the kinds of object that are read.
func (o Options) KnownKinds() *schema.Set {
	if o.Kinds == nil {
		return schema.BuiltIn()
	}
	return o.Kinds
}

// Reading is what came of reading a run's files.
type Reading struct {
	Organization *model.Organization
	Errors       diag.List // why the organization is not all that the files say
	Notices      diag.List // what was assumed, or is worth a word
	Foreign      diag.List // what was passed over in files that have records of ours
	Unrecognized diag.List // files without a record of ours, and where they say so
}

// account says what a file lacks to be an export of ours.
func (r *Reading) Account(kinds *schema.Set, file *document.File, found *Recognized, exported map[string]bool) {
	for _, record := range found.Records {
		exported[record.Kind.Name] = true
	}
	r.Errors = append(r.Errors, found.foreign.tables...)
	r.Errors = append(r.Errors, found.contradictions...)
	kind := found.hint
	if kind == nil {
		kind = kindFinder{kinds}.ofFields(headerOf(file), nil)
	}
	switch {
	case len(found.Records)+len(found.Manifests) > 0:
		for _, stranger := range found.unrecognized {
			r.Errors = append(r.Errors, stranger.WithMessage("not an export of %s, though others of this file are", kinds.Plurals()))
		}
		if found.unnamed > 0 {
			r.Errors = append(r.Errors, theOthers(file, found.unnamed))
		}
		if passed, ok := found.foreign.summary(); ok {
			r.Foreign = append(r.Foreign, passed)
		}
	case len(found.foreign.tables) > 0:
	case found.foreign.objects+found.foreign.lines > 0 && len(found.unrecognized) == 0:
		r.Unrecognized = append(r.Unrecognized, found.foreign.first.WithMessage("not an export of %s", kinds.Plurals()))
	case len(found.unrecognized) > 0 && found.hint != nil:
		r.Errors = append(r.Errors, found.unrecognized[0].WithMessage("by its name this file holds %s, but nothing in it is one; export it again with %s", kind.Plural, kind.Cmdlet))
	case len(found.unrecognized) > 0:
		r.Unrecognized = append(r.Unrecognized, found.unrecognized[0].WithMessage("not an export of %s", kinds.Plurals()))
	case kind == nil && len(file.Columns) > 0:
		r.Unrecognized = append(r.Unrecognized, diag.Diagnostic{File: file.Name, Message: "a header alone, and not that of an export of " + kinds.Plurals()})
	case kind == nil:
		r.Errors = append(r.Errors, diag.Diagnostic{File: file.Name, Message: "nothing is in this file, and its name doesn't tell what should be"})
	case len(file.Columns) > 0 && !hasColumnOf(headerOf(file), kind):
		r.Errors = append(r.Errors, diag.Diagnostic{File: file.Name, Line: 1, Column: 1, Message: fmt.Sprintf("by its name this file holds %s, but it has none of their columns; export it again with %s", kind.Plural, kind.Cmdlet)})
	case kind.Empty == schema.Possible:
		exported[kind.Name] = true
		r.Notices = append(r.Notices, diag.Diagnostic{File: file.Name, Message: fmt.Sprintf("the export is empty: %s has no %s", owners[kind.Scope], kind.Plural)})
	default:
		r.Errors = append(r.Errors, diag.Diagnostic{File: file.Name, Message: fmt.Sprintf("the export is empty, but every %s has %s: %s failed or was not allowed to see them", every[kind.Scope], kind.Plural, kind.Cmdlet)})
	}
}

// headerOf returns the columns of a CSV that has no rows, as fields.
func headerOf(file *document.File) []document.Field {
	fields := make([]document.Field, len(file.Columns))
	for i, name := range file.Columns {
		fields[i].Name = name
	}
	return fields
}

// What has the objects of a scope.
var (
	owners = map[schema.Scope]string{schema.OfServer: "the server", schema.OfOrganization: "the organization", schema.Singleton: "the organization", schema.OfTenant: "the tenant"}
	every  = map[schema.Scope]string{schema.OfServer: "server", schema.OfOrganization: "organization", schema.Singleton: "organization", schema.OfTenant: "tenant"}
)
