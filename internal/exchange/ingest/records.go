package ingest

import (
	"context"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/schema"
)

// recognised is what was found in a file, or a part of one.
type Recognized struct {
	Records      []*Record
	Unread       int              // how many records were left out, for there are too many
	Manifests    []model.Manifest // what the export script says of its run
	unrecognized diag.List        // the first values that are no export of ours: where they stand
	unnamed      int              // how many more strangers there are
	foreign      foreign          // what a shell has shown beside the exports
	// contradictions is the first record that is not what people say of the file.
	contradictions diag.List
	hint           *schema.Kind // what the file's name or type says that it holds; nil for nothing
}

// join adds what was found in another part of the file.
func (r *Recognized) Join(part *Recognized) {
	r.Records = append(r.Records, part.Records...)
	r.Unread += part.Unread
	r.Manifests = append(r.Manifests, part.Manifests...)
	room := min(MaxNamed-len(r.unrecognized), len(part.unrecognized))
	r.unrecognized = append(r.unrecognized, part.unrecognized[:room]...)
	r.unnamed += part.unnamed + len(part.unrecognized) - room
	r.foreign.join(part.foreign)
	if len(r.contradictions) == 0 {
		r.contradictions = part.contradictions
	}
	r.hint = part.hint
}

// recognise finds the exported objects of a file and reads them. A kind is told by the
// type that the file states, by the columns, and by the names of the file and of the
// members that wrap the objects.
func (rec *Recorder) Recognize(ctx context.Context, file *document.File, told model.FileHints) *Recognized {
	found := &Recognized{hint: rec.kinds().Lookup(told.Kind)}
	if found.hint == nil {
		found.hint = rec.kinds().ofFile(file)
	}
	values, depth := file.Elements()
	w := walker{Recognized: found, recorder: rec, ctx: ctx, file: file, hints: rec.fileHints(told)}
	for value := range values {
		w.walk(value, found.hint, depth)
	}
	for _, line := range file.Prose {
		w.addProse(line)
	}
	return found
}

// maxWrapping bounds how deep objects may be wrapped in others: a collection of
// servers, each with collections by cmdlet, is three.
const MaxWrapping = 6

// walker goes through the values of a file.
type walker struct {
	*Recognized
	recorder *Recorder
	ctx      context.Context
	file     *document.File
	hints    fileHints
}

// walk takes a value for an object, a collection of objects, or something that
// wraps them. It ends early when ctx does, or when there are more objects than are read.
func (w walker) walk(value document.Value, hint *schema.Kind, depth int) {
	switch {
	case value.Kind == document.Null, len(w.Records) > MaxObjects, w.ctx.Err() != nil:
	case depth > MaxWrapping:
		w.addUnrecognized(value)
	case value.Kind == document.Array:
		w.walkAll(value.Items(), hint, depth+1)
	case value.Kind == document.Object:
		w.walkObject(value, hint, depth)
	case value.Kind == document.String && hint != nil && strings.TrimSpace(value.Text()) != "":
		w.Records = append(w.Records, w.recorder.bareRecord(value, hint))
	default:
		w.addUnrecognized(value)
	}
}

func (w walker) walkAll(values []document.Value, hint *schema.Kind, depth int) {
	for _, value := range values {
		w.walk(value, hint, depth)
	}
}

func (w walker) walkObject(value document.Value, hint *schema.Kind, depth int) {
	fields := value.Fields()
	if items, ok := collectionOf(fields); ok {
		w.walkAll(items, hint, depth+1)
		return
	}
	if isManifest(fields) {
		w.Manifests = append(w.Manifests, readManifest(value))
		return
	}
	if isReport(fields) {
		w.addUnrecognized(value)
		return
	}
	if shape := w.recorder.columnMapOf(value, fields, hint); shape != nil && isOtherCmdlets(value, fields, shape.kind) {
		w.addUnrecognized(value)
		return
	} else if shape != nil {
		records := w.recorder.records(value, fields, shape)
		w.contradict(value, records[0])
		w.Records = append(w.Records, w.ofOneName(value, records)...)
		return
	}
	switch {
	case w.unwrap(value, fields, hint, depth):
	case w.recorder.kinds().isForeign(value, fields):
		w.addForeign(value)
	default:
		w.addUnrecognized(value)
	}
}

// isOtherCmdlets reports whether a row of a CSV is of another cmdlet than the first: Export-Csv gives
// the objects of several cmdlets the columns of the first object, so that those that are marks of
// its kind are null in their rows.
func isOtherCmdlets(value document.Value, fields []document.Field, kind *schema.Kind) bool {
	marks := 0
	for _, field := range fields {
		if slices.Contains(kind.Marks, field.Name) {
			marks++
			if field.Value.Kind != document.Null {
				return false
			}
		}
	}
	name, _ := memberOf(fields, "Name")
	return marks >= minMarks && name.Kind != document.Null && value.File().Notation.Name() == "csv"
}

// isReport tells what HealthChecker writes from an export. It has connectors of either
// kind in it, with a few columns that are a send connector's, and they are none.
func isReport(fields []document.Field) bool {
	_, ok := memberOf(fields, "HealthCheckerExchangeServer")
	return ok
}

// unwrap looks for objects in the members of one that is none of ours itself:
// {"ReceiveConnector": [...], "SendConnector": [...]}. It reports whether it found any. Where
// ConvertTo-Json gave up on a collection, a type's name is left of it.
func (w walker) unwrap(value document.Value, fields []document.Field, hint *schema.Kind, depth int) bool {
	inner := w
	inner.Recognized = &Recognized{hint: w.hint}
	if records := value.Records(); len(records) > 0 {
		fields = records
	}
	for _, field := range fields {
		within := w.recorder.kinds().ofName(field.Name)
		if field.Value.Kind != document.Array && field.Value.Kind != document.Object && (within == nil || !isLost(field.Value.Text())) {
			continue
		}
		if within == nil {
			within = hint
		}
		inner.walk(field.Value, within, depth+1)
	}
	if len(inner.Records)+len(inner.Manifests) == 0 {
		return false
	}
	w.Join(inner.Recognized)
	return true
}
