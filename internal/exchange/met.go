package exchange

import (
	"slices"

	"github.com/exchlint/exchlint/schema"
)

// met are data of the records met before: many are of one server, have one date, and lack
// the same. It is for one goroutine.
type met struct {
	keeper
	texts map[string]number
	dates map[metDate]number
	lists map[*schema.Kind]*metList
}

type metDate struct {
	text  string
	order dateOrder
}

// metList is a list of a kind's properties: the last one that was met.
type metList struct {
	places []int
	names  number
}

func newMet(data *table) *met {
	return &met{keeper: data.newKeeper(), texts: map[string]number{}, dates: map[metDate]number{}, lists: map[*schema.Kind]*metList{}}
}

func (m *met) text(text string) number {
	known := m.texts[text]
	if known == notKnown {
		known = m.add(text)
		m.texts[text] = known
	}
	return known
}

// date is [readDate].
func (m *met) date(text string, order dateOrder) (number, error) {
	known := m.dates[metDate{text, order}]
	if known == notKnown {
		date, err := readDate(text, order)
		if err != nil {
			return notKnown, err
		}
		known = m.text(date)
		m.dates[metDate{text, order}] = known
	}
	return known, nil
}

// names are those of a kind's properties, by their places in the schema.
func (m *met) names(kind *schema.Kind, places []int) number {
	last := m.lists[kind]
	if last == nil || !slices.Equal(last.places, places) {
		last = &metList{places, m.add(namesOf(kind, places))}
		m.lists[kind] = last
	}
	return last.names
}

func namesOf(kind *schema.Kind, places []int) []any {
	names := make([]any, len(places))
	for i, place := range places {
		names[i] = kind.Properties[place].Name
	}
	return names
}
