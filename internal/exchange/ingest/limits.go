package ingest

import (
	"fmt"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/export/document"
)

// What is more than this is taken for a fault: an object of a few bytes costs thousands,
// for all that is to be said of it. The README has them all.
const (
	MaxObjects      = 250_000 // connectors and certificates of a run
	MaxCertificates = 100_000 // certificates of a file
	MaxValues       = 10_000  // values of one property: the directory holds some twelve hundred
	MaxAnswers      = 100_000 // manifests of a run, and what they say of servers
	// MaxCertificate bounds the text of one certificate's bytes. Real ones have two
	// thousand bytes, each on an indented line of its own at most.
	MaxCertificate = 4 << 20
)

// mostNamed is how many faults of one sort are named of one file. The others are counted.
const MaxNamed = 20

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

// cut names the first of many faults and counts the others.
func limitDiagnostics(flaws diag.List) diag.List {
	if len(flaws) <= MaxNamed {
		return flaws
	}
	more := diag.Diagnostic{File: flaws[MaxNamed].File, Message: fmt.Sprintf("and %d more like these", len(flaws)-MaxNamed)}
	return append(flaws[:MaxNamed:MaxNamed], more)
}

// theOthers closes a list of faults that was cut.
func theOthers(file *document.File, count int) diag.Diagnostic {
	return diag.Diagnostic{File: file.Name, Message: fmt.Sprintf("and %d more like these in this file", count)}
}
