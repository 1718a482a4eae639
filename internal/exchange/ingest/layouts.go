package ingest

import (
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/export/document"
)

// layoutOf returns the layout of a record of this shape, the same one for many; nil where no
// property is read from it.
func (s *columnMap) layoutOf(value document.Value, fields []document.Field) *model.Layout {
	if len(s.columns) == 0 {
		return nil
	}
	_, sites, ok := value.Sites()
	if !ok {
		spans := make([]model.Span, len(fields))
		for i, field := range fields {
			spans[i] = model.SpanOf(field.Value.Span)
		}
		return &model.Layout{Fields: s.fields, Spans: spans}
	}
	sum := document.HashSites(sites)
	known := s.layouts[sum]
	if known == nil || !slices.Equal(known.Sites, sites) {
		if len(s.layouts) == maxLayouts {
			clear(s.layouts)
		}
		known = &model.Layout{Fields: s.fields, Sites: slices.Clone(sites)}
		s.layouts[sum] = known
	}
	return known
}

// mostLayouts bounds what a shape remembers.
const maxLayouts = 1 << 10
