package ingest

import (
	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/export/document"
)

// tooMany says that a file, or with what was read before a run, holds more than is read.
func (found *Recognized) TooMany(file *document.File, before int) (diag.Diagnostic, bool) {
	certificates := 0
	for _, record := range found.Records {
		if record.Kind.Name == "ExchangeCertificate" {
			certificates++
		}
	}
	count := len(found.Records) + found.Unread
	flaw := diag.Diagnostic{File: file.Name}
	switch {
	case certificates > MaxCertificates:
		flaw.Message = "the file holds more than 100,000 certificates; export fewer of them into each"
	case found.Unread > 0, before+count > MaxObjects:
		flaw.Message = "with this file there are more than 250,000 connectors and certificates; check fewer at once"
	default:
		return diag.Diagnostic{}, false
	}
	return flaw, true
}

// strange takes note of a value that is no export of ours.
func (r *Recognized) addUnrecognized(value document.Value) {
	if len(r.unrecognized) < MaxNamed {
		r.unrecognized = append(r.unrecognized, model.DiagnosticAt(value, ""))
	} else {
		r.unnamed++
	}
}
