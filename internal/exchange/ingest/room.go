package ingest

import (
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/schema"
)

// room is memory for records and their objects. Those of several lie together, as there are
// many of them; it is for one goroutine.
type room struct {
	records []Record
	objects []model.Object
	values  []model.Number
}

// together is for how many records room is made at a time.
const together = 1 << 5

// newRecord returns a record of which nothing is known yet.
func (m *room) newRecord(kind *schema.Kind, data *model.Table) *Record {
	if len(m.records) == 0 {
		m.records, m.objects = make([]Record, together), make([]model.Object, together)
	}
	size := len(kind.Properties)
	if len(m.values) < size {
		m.values = make([]model.Number, together*size)
	}
	r, o := &m.records[0], &m.objects[0]
	r.Kind, r.object = kind, o
	o.Kind, o.Data, o.Values = kind, data, m.values[:size:size]
	m.records, m.objects, m.values = m.records[1:], m.objects[1:], m.values[size:]
	return r
}
