package exchange

import (
	"context"

	"github.com/exchlint/exchlint/internal/exchange/ingest"
	"github.com/exchlint/exchlint/internal/export/document"
)

// HoldsRecords reports whether a file, or a part of one, holds an object of a kind that is read. It
// releases the text of the part.
func HoldsRecords(ctx context.Context, part *document.File, options ingest.Options) bool {
	recorder := &ingest.Recorder{Options: options}
	found := recorder.Recognize(ctx, part, options.Files[part.Name])
	part.Release()
	return len(found.Records) > 0
}
