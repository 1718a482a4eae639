package exchange

import "github.com/exchlint/exchlint/schema"

// room is memory for records and their objects. Those of several lie together, as there are
// many of them; it is for one goroutine.
type room struct {
	records []record
	objects []Object
	values  []number
}

// together is for how many records room is made at a time.
const together = 1 << 5

// newRecord returns a record of which nothing is known yet.
func (m *room) newRecord(kind *schema.Kind, data *table) *record {
	if len(m.records) == 0 {
		m.records, m.objects = make([]record, together), make([]Object, together)
	}
	size := len(kind.Properties)
	if len(m.values) < size {
		m.values = make([]number, together*size)
	}
	r, o := &m.records[0], &m.objects[0]
	r.kind, r.object = kind, o
	o.Kind, o.data, o.values = kind, data, m.values[:size:size]
	m.records, m.objects, m.values = m.records[1:], m.objects[1:], m.values[size:]
	return r
}
