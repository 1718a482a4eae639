package model

import (
	"slices"
	"sync"
	"time"

	"github.com/exchlint/exchlint/schema"
)

// Object is one object of the organization in its normal form: what an export said
// of it, and what could be worked out from that and from the others.
//
// A property's value is a bool, an int64, a string, a []any or a *schema.Entry of
// these, exactly as its schema says. A property without a value is not 'no': it
// was not exported, or its value was lost or can't be understood, or a fact could
// not be worked out for want of such a property.
type Object struct {
	Kind     *schema.Kind
	Identity string // as contract and reports name it: EX01\Default Frontend EX01

	RecordPosition           // of its first record; nowhere where it has none
	Layout         *Layout   // of that record; nil for one without columns
	Data           *Table    // where its values are
	Values         []Number  // by property
	gaps           []oneGap  // why properties that could be known are not, each once, in no order
	Bare           bool      // nothing is left of its record but the name
	Others         []*Object // its further records, as read: an object may be exported twice
}

// Gap is why a property is not known.
type Gap struct {
	Reason  string   // "the export has no such property", "its value was lost", ...
	Missing []string // what would be needed: "Bindings", "certificates of EX03"
}

// oneGap is why one property of an object is not known.
type oneGap struct {
	property int
	*Gap
}

// Value returns a property's value, and whether it is known.
func (o *Object) Value(property string) (any, bool) {
	i, ok := o.Kind.Index(property)
	if !ok || o.Values[i] == Unset {
		return nil, false
	}
	return o.Data.At(o.Values[i]).Value, true
}

// AppendData appends the values of all properties by their places in the kind's schema, nil for
// those that are not known.
func (o *Object) AppendData(data []*Datum) []*Datum {
	for _, n := range o.Values {
		data = append(data, o.Data.At(n))
	}
	return data
}

// Datum returns the value of a property by its place in the kind's schema; nil for one
// that is not known.
func (o *Object) Datum(property int) *Datum { return o.Data.At(o.Values[property]) }

// Gap returns why a property is not known. It has no meaning for one that is.
func (o *Object) Gap(property string) Gap {
	i, ok := o.Kind.Index(property)
	if !ok {
		return Gap{Reason: notExported, Missing: []string{property}}
	}
	return *o.Why(i)
}

// Why is [Object.Gap] by the property's place in the schema. Objects that lack the same for
// the same reason mostly share what it returns.
func (o *Object) Why(property int) *Gap {
	if told := o.GapOf(property); told != nil {
		return told.Gap
	}
	common := commonGaps()[o.Kind.Name]
	if o.Bare && o.Kind.Properties[property].Reader != "" {
		return &common.lost[property]
	}
	return &common.absent[property]
}

const notExported = "the export has no such property"

// gapsOfKind are the gaps, by property, of objects that were not exported in full.
type gapsOfKind struct{ absent, lost []Gap }

var commonGaps = sync.OnceValue(func() map[string]gapsOfKind {
	all := map[string]gapsOfKind{}
	for _, name := range schema.Names {
		var gaps gapsOfKind
		for _, property := range schema.Lookup(name).Properties {
			gaps.absent = append(gaps.absent, Gap{Reason: notExported, Missing: []string{property.Name}})
			gaps.lost = append(gaps.lost, Gap{Reason: "its value was lost: ConvertTo-Json left only the object's name", Missing: []string{property.Name}})
		}
		all[name] = gaps
	}
	return all
})

// Input returns the object as policies see it: the properties that are known.
func (o *Object) Input() map[string]any {
	input := make(map[string]any, len(o.Values))
	for i := range o.Values {
		if datum := o.Datum(i); datum != nil {
			input[o.Kind.Properties[i].Name] = datum.Value
		}
	}
	return input
}

// Record returns one of the records that an object was exported in, by number: 0 is the
// object itself. nil if there is none of that number.
func (o *Object) Record(n int) *Object {
	if n < 0 || n > len(o.Others) {
		return nil
	}
	return o.Records()[n]
}

// NewObject returns an object that no record stands for: a server, the
// organization, or one made up by a test. Values are as [Object] says.
func NewObject(kind *schema.Kind, identity string, values map[string]any) *Object {
	o := NewObjectIn(NewTable(), kind, identity)
	for i, property := range o.Kind.Properties {
		if value, ok := values[property.Name]; ok {
			o.SetProperty(i, value)
		}
	}
	return o
}

func NewObjectIn(data *Table, kind *schema.Kind, identity string) *Object {
	return &Object{Kind: kind, Identity: identity, Data: data, Values: make([]Number, len(kind.Properties))}
}

// text, yes and texts return a property's value where it is known.
func (o *Object) Text(property string) (string, bool) {
	value, _ := o.Value(property)
	text, ok := value.(string)
	return text, ok
}

// textOf is the value of a text as facts of others have it: empty where it is not known.
func (o *Object) TextOrEmpty(property string) any {
	if value, known := o.Value(property); known {
		return value
	}
	return ""
}

func (o *Object) Bool(property string) (value, known bool) {
	any, _ := o.Value(property)
	value, known = any.(bool)
	return value, known
}

func (o *Object) Strings(property string) ([]string, bool) {
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
func (o *Object) Contains(property, element string) (held, known bool) {
	value, known := o.Value(property)
	list, _ := value.([]any)
	return slices.ContainsFunc(list, func(other any) bool { return other == element }), known
}

// is reports whether a boolean is known to be true.
func (o *Object) IsTrue(property string) bool {
	value, _ := o.Bool(property)
	return value
}

// date returns a date, or the zero time where it is not known.
func (o *Object) Date(property string) time.Time {
	text, _ := o.Text(property)
	t, _ := time.Parse(time.RFC3339, text)
	return t
}

// records returns all records of an object, its own first.
func (o *Object) Records() []*Object { return append([]*Object{o}, o.Others...) }
