package model

import (
	"slices"

	"github.com/exchlint/exchlint/schema"
)

// Interner returns one datum for equal values: many objects are of one server, have one date, and
// lack the same properties. It is for one goroutine.
type Interner struct {
	texts map[string]*Datum
	names map[*schema.Kind]*nameList
}

// nameList is a list of a kind's properties: the last one that was asked for.
type nameList struct {
	properties []int
	names      *Datum
}

// NewInterner returns an empty interner.
func NewInterner() *Interner {
	return &Interner{texts: map[string]*Datum{}, names: map[*schema.Kind]*nameList{}}
}

// Text returns the datum of a text.
func (in *Interner) Text(text string) *Datum {
	known := in.texts[text]
	if known == nil {
		known = DatumOf(text)
		in.texts[text] = known
	}
	return known
}

// Names returns the list of the names of some of a kind's properties, given by index.
func (in *Interner) Names(kind *schema.Kind, properties []int) *Datum {
	last := in.names[kind]
	if last == nil || !slices.Equal(last.properties, properties) {
		last = &nameList{properties, DatumOf(PropertyNames(kind, properties))}
		in.names[kind] = last
	}
	return last.names
}

// PropertyNames returns the names of some of a kind's properties, given by index.
func PropertyNames(kind *schema.Kind, properties []int) []any {
	names := make([]any, len(properties))
	for i, property := range properties {
		names[i] = kind.Properties[property].Name
	}
	return names
}
