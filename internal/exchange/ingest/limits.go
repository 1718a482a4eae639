package ingest

import (
	"fmt"

	"github.com/exchlint/exchlint/internal/diag"
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
