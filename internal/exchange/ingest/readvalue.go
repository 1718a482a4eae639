package ingest

import (
	"fmt"

	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/schema"
)

// ReadValue reads one value as an export would show it into the normal form of a property. It is
// nil where the value says nothing.
func ReadValue(v document.Value, p *schema.Property) (any, error) {
	read, ok := readers[p.Reader]
	if !ok {
		return nil, fmt.Errorf("%s is not read from exports", p.Name)
	}
	return read(v, p)
}
