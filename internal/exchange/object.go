package exchange

import (
	"slices"

	"github.com/exchlint/exchlint/internal/export"
	"github.com/exchlint/exchlint/schema"
)

// Object is one object of the organization in its normal form: what an export said
// of it, and what could be worked out from that and from the others.
//
// A property's value is a bool, an int64, a string, a []any or a map[string]any of
// these, exactly as its schema says. A property without a value is not 'no': it
// was not exported, or its value was lost or can't be understood, or a fact could
// not be worked out for want of such a property.
type Object struct {
	Kind     *schema.Kind
	Identity string       // as contract and reports name it: EX01\Default Frontend EX01
	File     *export.File // where its first record stands; nil for a server and the organization
	Span     export.Span  // that record in File

	values []any               // by property; nil: not known
	spans  sparse[export.Span] // where the values of the properties that the record has stand in File
	gaps   map[int]Gap         // by property; why a property that could be known is not
	others []*Object           // its further records, as read: an object may be exported twice
}

// Gap is why a property is not known.
type Gap struct {
	Reason  string   // "the export has no such property", "its value was lost", ...
	Missing []string // what would be needed: "Bindings", "certificates of EX03"
}

// Value returns a property's value, and whether it is known.
func (o *Object) Value(property string) (any, bool) {
	i, ok := o.Kind.Index(property)
	if !ok || o.values[i] == nil {
		return nil, false
	}
	return o.values[i], true
}

// Gap returns why a property is not known. It has no meaning for one that is.
func (o *Object) Gap(property string) Gap {
	i, ok := o.Kind.Index(property)
	if gap, found := o.gaps[i]; ok && found {
		return gap
	}
	return Gap{Reason: notExported, Missing: []string{property}}
}

const notExported = "the export has no such property"

// Input returns the object as policies see it: the properties that are known.
func (o *Object) Input() map[string]any {
	input := make(map[string]any, len(o.values))
	for i, value := range o.values {
		if value != nil {
			input[o.Kind.Properties[i].Name] = value
		}
	}
	return input
}

// Record returns one of the records that an object was exported in, by number: 0 is the
// object itself. nil if there is none of that number.
func (o *Object) Record(n int) *Object {
	if n < 0 || n > len(o.others) {
		return nil
	}
	return o.records()[n]
}

// Place returns the file and the place in it where a property's value stands, in the
// first record that has the property; where none has, the first line of the object's
// record. The file is nil for an object that has no record of its own.
func (o *Object) Place(property string) (*export.File, export.Place) {
	if o.File == nil {
		return nil, export.Place{}
	}
	i, known := o.Kind.Index(property)
	for _, record := range o.records() {
		if known && record.states(i) {
			span, _ := record.spans.get(i)
			return record.File, record.File.Place(span)
		}
	}
	return o.File, o.File.FirstLine(o.Span)
}

// states reports whether an object's record has a property, with or without a value.
func (o *Object) states(property int) bool {
	_, stated := o.spans.get(property)
	return stated
}

// NewObject returns an object that no record stands for: a server, the
// organization, or one made up by a test. Values are as [Object] says.
func NewObject(kind *schema.Kind, identity string, values map[string]any) *Object {
	o := newObject(kind, identity)
	for i, property := range kind.Properties {
		if value, ok := values[property.Name]; ok {
			o.values[i] = value
		}
	}
	return o
}

func newObject(kind *schema.Kind, identity string) *Object {
	n := len(kind.Properties)
	return &Object{Kind: kind, Identity: identity, values: make([]any, n), spans: newSparse[export.Span](n), gaps: map[int]Gap{}}
}

// text, yes, count and texts return a property's value where it is known.
func (o *Object) text(property string) (string, bool) {
	value, _ := o.Value(property)
	text, ok := value.(string)
	return text, ok
}

func (o *Object) yes(property string) (value, known bool) {
	any, _ := o.Value(property)
	value, known = any.(bool)
	return value, known
}

func (o *Object) texts(property string) ([]string, bool) {
	value, known := o.Value(property)
	list, _ := value.([]any)
	texts := make([]string, 0, len(list))
	for _, element := range list {
		if text, ok := element.(string); ok {
			texts = append(texts, text)
		}
	}
	return texts, known
}

// has reports whether a list or set of flags holds a text.
func (o *Object) has(property, element string) (held, known bool) {
	texts, known := o.texts(property)
	return slices.Contains(texts, element), known
}

// is reports whether a boolean is known to be true.
func (o *Object) is(property string) bool {
	value, _ := o.yes(property)
	return value
}

// missAs makes facts unknown for the reason for which a property is.
func (o *Object) missAs(property string, facts ...string) {
	gap := o.Gap(property)
	for _, fact := range facts {
		o.miss(fact, gap.Reason, gap.Missing)
	}
}
