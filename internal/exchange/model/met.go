package model

import (
	"slices"

	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/schema"
)

// met are data of the records met before: many are of one server, have one date, and lack
// the same. It is for one goroutine.
type Interner struct {
	Keeper
	texts map[string]Number
	dates map[metDate]Number
	lists map[*schema.Kind]*metList
}

type metDate struct {
	text  string
	order values.DateOrder
}

// metList is a list of a kind's properties: the last one that was met.
type metList struct {
	places []int
	names  Number
}

func NewInterner(data *Table) *Interner {
	return &Interner{Keeper: data.NewKeeper(), texts: map[string]Number{}, dates: map[metDate]Number{}, lists: map[*schema.Kind]*metList{}}
}

func (m *Interner) Text(text string) Number {
	known := m.texts[text]
	if known == Unset {
		known = m.Add(text)
		m.texts[text] = known
	}
	return known
}

// date is [readDate].
func (m *Interner) Date(text string, order values.DateOrder) (Number, error) {
	known := m.dates[metDate{text, order}]
	if known == Unset {
		date, err := values.ReadDate(text, order)
		if err != nil {
			return Unset, err
		}
		known = m.Text(date)
		m.dates[metDate{text, order}] = known
	}
	return known, nil
}

// names are those of a kind's properties, by their places in the schema.
func (m *Interner) Names(kind *schema.Kind, places []int) Number {
	last := m.lists[kind]
	if last == nil || !slices.Equal(last.places, places) {
		last = &metList{places, m.Add(PropertyNames(kind, places))}
		m.lists[kind] = last
	}
	return last.names
}

func PropertyNames(kind *schema.Kind, places []int) []any {
	names := make([]any, len(places))
	for i, place := range places {
		names[i] = kind.Properties[place].Name
	}
	return names
}
