package exchange

import (
	"encoding/binary"
	"maps"
	"slices"
	"strings"
	"sync"
)

// Datum is a value of the normal form. Servers are set up alike, so most values occur
// thousands of times: an organization has one Datum for all that are equal.
type Datum struct{ Value any }

// pool holds the data of one organization. The zero pool is empty.
type pool struct {
	mu     sync.Mutex
	texts  map[string]*Datum
	others map[string]*Datum // by their encoding
}

// of returns the datum of a value, which must not change after; nil for none. What it
// keeps is no part of an export's text, which can thus be let go.
func (p *pool) of(value any) *Datum {
	if value == nil {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if text, ok := value.(string); ok {
		return p.text(text)
	}
	var room [256]byte
	code := encoded(room[:0], value)
	if known := p.others[string(code)]; known != nil {
		return known
	}
	if p.others == nil {
		p.others = map[string]*Datum{}
	}
	d := &Datum{p.own(value)}
	p.others[string(code)] = d
	return d
}

func (p *pool) text(text string) *Datum {
	if known := p.texts[text]; known != nil {
		return known
	}
	if p.texts == nil {
		p.texts = map[string]*Datum{}
	}
	text = strings.Clone(text)
	d := &Datum{text}
	p.texts[text] = d
	return d
}

// own returns a copy of a value whose texts are the pool's.
func (p *pool) own(value any) any {
	switch value := value.(type) {
	case string:
		return p.text(value).Value
	case []any:
		list := make([]any, len(value))
		for i, element := range value {
			list[i] = p.own(element)
		}
		return list
	case map[string]any:
		object := make(map[string]any, len(value))
		for name, member := range value {
			object[name] = p.own(member)
		}
		return object
	}
	return value
}

// encoded appends a value so that only equal values have equal encodings.
func encoded(b []byte, value any) []byte {
	switch value := value.(type) {
	case bool:
		if value {
			return append(b, 't')
		}
		return append(b, 'f')
	case int64:
		return binary.BigEndian.AppendUint64(append(b, 'i'), uint64(value))
	case string:
		return append(binary.AppendUvarint(append(b, 's'), uint64(len(value))), value...)
	case []any:
		b = binary.AppendUvarint(append(b, 'a'), uint64(len(value)))
		for _, element := range value {
			b = encoded(b, element)
		}
		return b
	case map[string]any:
		b = binary.AppendUvarint(append(b, 'o'), uint64(len(value)))
		for _, name := range slices.Sorted(maps.Keys(value)) {
			b = encoded(encoded(b, name), value[name])
		}
		return b
	}
	panic("a value of the normal form is of another type")
}
