package ingest

import (
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
)

// dateCache reads each date once: certificates are issued and renewed together. It is for one
// goroutine.
type dateCache struct {
	*model.Interner
	dates map[writtenAs]*model.Datum
}

// writtenAs is a date as it is written, and how its file orders days and months.
type writtenAs struct {
	text  string
	order values.DateOrder
}

func newDateCache() *dateCache {
	return &dateCache{model.NewInterner(), map[writtenAs]*model.Datum{}}
}

func (c *dateCache) date(text string, order values.DateOrder) (*model.Datum, error) {
	known := c.dates[writtenAs{text, order}]
	if known == nil {
		date, err := values.ReadDate(text, order)
		if err != nil {
			return nil, err
		}
		known = c.Text(date)
		c.dates[writtenAs{text, order}] = known
	}
	return known, nil
}
