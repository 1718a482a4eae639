package ingest

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/schema"
)

// mostStatements bounds the different values of one property that are shown. Two are
// enough to see that exports contradict each other.
const MaxStatements = 10

// statement is what some record of an object says that a property is.
type statement struct {
	record int64 // the object's own is 0
	value  any
}

// unite makes one object of its records: what some record knows is known, and what two
// records contradict each other about is not, for nobody can tell which of them is right.
func unite(o *model.Object) {
	conflicts, doubtful := []any{}, []int{}
	for i := range o.Kind.Properties {
		property := &o.Kind.Properties[i]
		if property.Reader == "" {
			continue
		}
		stated := statements(o, i, property)
		if len(stated) > 0 {
			o.SetExported(i, model.DatumOf(stated[0].value))
		}
		if len(stated) > 1 {
			doubtful = append(doubtful, i)
		}
		if len(stated) > 1 && property.Name != "WhenChanged" { // which says that time went by, no more
			conflicts = append(conflicts, schema.EntryOf(map[string]any{"property": property.Name, "values": shownStatements(stated)}))
		}
	}
	o.Lost = model.DatumOf(stillLost(o))
	for _, i := range doubtful {
		o.Lose(i, &model.Gap{Reason: "the exports contradict each other", Missing: []string{o.Kind.Properties[i].Name}})
	}
	o.Conflicts = model.DatumOf(conflicts)
	o.Unknown = model.DatumOf(model.PropertyNames(o.Kind, unknown(o)))
}

// statements returns the different values that an object's records give a property,
// each with the first record that does.
func statements(o *model.Object, i int, property *schema.Property) []statement {
	var stated []statement
	for n, record := range o.Records() {
		value, known := record.Value(property.Name)
		said := func(s statement) bool { return agree(property, s.value, value) }
		if known && len(stated) < MaxStatements && !slices.ContainsFunc(stated, said) {
			stated = append(stated, statement{int64(n), value})
		}
	}
	return stated
}

// agree reports whether two values of a property say the same. A list has no order, and
// its names no case; a date that names no zone may be a day off.
func agree(property *schema.Property, a, b any) bool {
	list, isList := a.([]any)
	other, isAlso := b.([]any)
	switch {
	case isList && isAlso:
		return slices.Equal(inOrder(list), inOrder(other))
	case property.Reader == "date":
		return sameInstant(a, b)
	}
	return reflect.DeepEqual(a, b)
}

func inOrder(list []any) []string {
	texts := make([]string, len(list))
	for i, element := range list {
		texts[i] = strings.ToLower(fmt.Sprint(element))
	}
	slices.Sort(texts)
	return texts
}

// furthestZones is how far apart two readings of one date are that names no zone: from
// twelve hours behind UTC to fourteen ahead of it.
const furthestZones = 26 * time.Hour

func sameInstant(a, b any) bool {
	first, err1 := time.Parse(time.RFC3339, fmt.Sprint(a))
	second, err2 := time.Parse(time.RFC3339, fmt.Sprint(b))
	return err1 == nil && err2 == nil && first.Sub(second).Abs() <= furthestZones
}

func shownStatements(stated []statement) []any {
	shown := make([]any, len(stated))
	for i, s := range stated {
		shown[i] = schema.EntryOf(map[string]any{"record": s.record, "value": model.Display(s.value)})
	}
	return shown
}

// stillLost returns the values that some record lost and none has, each once.
func stillLost(o *model.Object) []any {
	lost := []any{}
	seen := map[string]bool{}
	for _, record := range o.Records() {
		if record.Lost == nil {
			continue
		}
		for _, entry := range record.Lost.Value.([]any) {
			property := entry.(*schema.Entry).Value("property").(string)
			if !seen[property] && !recovered(o, entry) {
				lost = append(lost, entry)
			}
			seen[property] = true
		}
	}
	return lost
}

// recovered reports whether a value that a record lost has been found elsewhere; the
// whole record, where another one of the same object has more than its name.
func recovered(o *model.Object, lost any) bool {
	property := lost.(*schema.Entry).Value("property").(string)
	if property == "" {
		return slices.ContainsFunc(o.Records(), func(record *model.Object) bool { return record.Layout != nil })
	}
	_, known := o.Value(property)
	return known
}
