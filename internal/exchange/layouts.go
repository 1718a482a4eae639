package exchange

import (
	"slices"

	"github.com/exchlint/exchlint/internal/export"
)

// layoutOf returns the layout of a record of this shape, the same one for many; nil where no
// property is read from it.
func (s *shape) layoutOf(value export.Value, fields []export.Field) *layout {
	if len(s.columns) == 0 {
		return nil
	}
	_, sites, ok := value.Sites()
	if !ok {
		spans := make([]span, len(fields))
		for i, field := range fields {
			spans[i] = spanOf(field.Value.Span)
		}
		return &layout{fields: s.fields, spans: spans}
	}
	sum := export.SumOf(sites)
	known := s.layouts[sum]
	if known == nil || !slices.Equal(known.sites, sites) {
		if len(s.layouts) == mostLayouts {
			clear(s.layouts)
		}
		known = &layout{fields: s.fields, sites: slices.Clone(sites)}
		s.layouts[sum] = known
	}
	return known
}

// mostLayouts bounds what a shape remembers.
const mostLayouts = 1 << 10
