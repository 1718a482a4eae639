package ingest

import (
	"slices"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/schema"
)

// fileHints is what people say of a file, to be held against its records.
type fileHints struct {
	model.FileHints
	aliases model.ServerAliases
}

func (rec *Recorder) fileHints(told model.FileHints) fileHints {
	hints := fileHints{FileHints: told}
	if told.Server != "" {
		hints.aliases = rec.Options.Known.Aliases()
	}
	return hints
}

// contradict notes the first record of a file that is not what people say of the file.
func (w walker) contradict(value document.Value, record *Record) {
	if len(w.contradictions) > 0 {
		return
	}
	if flaw, ok := w.hints.contradiction(value, record); ok {
		w.contradictions = diag.List{flaw}
	}
}

// ofOneName returns the records of one object without those that give it another name or server, and
// notes the first of these.
func (w walker) ofOneName(value document.Value, records []*Record) []*Record {
	return slices.DeleteFunc(records, func(r *Record) bool {
		other := r.name() != records[0].name() || r.ownServer() != records[0].ownServer()
		if other && len(w.contradictions) == 0 {
			w.contradictions = diag.List{model.DiagnosticAt(value, "this object has two names, %q of server %q and %q of server %q: correct it, or export it again", r.name(), r.ownServer(), records[0].name(), records[0].ownServer())}
		}
		return other
	})
}

func (h fileHints) contradiction(value document.Value, record *Record) (diag.Diagnostic, bool) {
	if h.Kind != "" && h.Kind != record.Kind.Name {
		return model.DiagnosticAt(value, "the configuration says that this file has objects of kind %s, but this one is of kind %s: correct its entry under inputs", h.Kind, record.Kind.Name), true
	}
	if h.Server == "" || record.Kind.Scope != schema.OfServer {
		return diag.Diagnostic{}, false
	}
	said := h.aliases.Of(values.ShortServer(h.Server))
	if own := h.aliases.Of(record.ownServer()); own != "" && own != said {
		return model.DiagnosticAt(value, "the configuration says that this file is of server %s, but this object is of %s: correct its entry under inputs", said, own), true
	}
	return diag.Diagnostic{}, false
}

// ownServer returns the server that the record itself names; "" for none.
func (r *Record) ownServer() string {
	for _, source := range r.Kind.Owner {
		if name := firstServer(r.byRecord(source)); name != "" {
			return name
		}
	}
	return ""
}
