package model

import (
	"slices"
	"sync"

	"github.com/exchlint/exchlint/schema"
)

// Object is one object of the organization in its normal form, in two layers: what exports say
// of it, its [Record], and the facts that were worked out from that and from other objects.
// Facts never change what was exported, so they can be derived again.
//
// A property's value is a bool, an int64, a string, a []any or a *schema.Entry of
// these, exactly as its schema says. A property without a value is not 'no': it
// was not exported, or its value was lost or can't be understood, or a fact could
// not be derived because such a property is missing.
type Object struct {
	Kind     *schema.Kind
	Identity string // as contract and reports name it: EX01\Default Frontend EX01
	*Record

	facts   []*Datum // by property after the exported ones
	unknown []gap    // why facts are not known, each once, in no order
}

// Gap is why a property is not known.
type Gap struct {
	Reason  string   // "the export has no such property", "its value was lost", ...
	Missing []string // what would be needed: "Bindings", "certificates of EX03"
}

// Derived returns the object with the same record and no facts but those about the record
// itself.
func (o *Object) Derived() *Object {
	d := &Object{Kind: o.Kind, Identity: o.Identity, Record: o.Record, facts: make([]*Datum, len(o.Kind.Properties)-o.Kind.Exported)}
	d.setIfDeclared("identity", DatumOf(o.Identity))
	d.setIfDeclared("lost_values", orEmpty(o.Lost))
	d.setIfDeclared("conflicts", orEmpty(o.Conflicts))
	d.setIfDeclared("unknown", orEmpty(o.Unknown))
	return d
}

func (o *Object) setIfDeclared(fact string, value *Datum) {
	if i, ok := o.Kind.Index(fact); ok {
		o.facts[i-o.Kind.Exported] = value
	}
}

func orEmpty(list *Datum) *Datum {
	if list == nil {
		return EmptyList
	}
	return list
}

// NewObject returns an object that no record stands for: a server, the
// organization, or one made up by a test. Values are as [Object] says.
func NewObject(kind *schema.Kind, identity string, values map[string]any) *Object {
	record := NewRecord(kind)
	record.Identity = identity
	o := record.Derived()
	for i, property := range kind.Properties {
		if value, ok := values[property.Name]; ok && i < kind.Exported {
			o.SetExported(i, DatumOf(value))
		} else if ok {
			o.facts[i-kind.Exported] = DatumOf(value)
		}
	}
	return o
}

// Datum returns the value of a property by its index in the schema; nil for one that is not
// known.
func (o *Object) Datum(property int) *Datum {
	if property < o.Kind.Exported {
		return o.values[property]
	}
	if o.facts == nil {
		return nil
	}
	return o.facts[property-o.Kind.Exported]
}

// AppendData appends the values of all properties by their indexes in the schema, nil for
// those that are not known.
func (o *Object) AppendData(data []*Datum) []*Datum {
	return append(append(data, o.values...), o.facts...)
}

// Value returns a property's value, and whether it is known.
func (o *Object) Value(property string) (any, bool) {
	i, ok := o.Kind.Index(property)
	if !ok {
		return nil, false
	}
	datum := o.Datum(i)
	if datum == nil {
		return nil, false
	}
	return datum.Value, true
}

// Gap returns why a property is not known. It has no meaning for one that is.
func (o *Object) Gap(property string) Gap {
	i, ok := o.Kind.Index(property)
	if !ok {
		return Gap{Reason: notExported, Missing: []string{property}}
	}
	return *o.Why(i)
}

// Why is [Object.Gap] by the property's index in the schema. Objects that lack the same for
// the same reason mostly share what it returns.
func (o *Object) Why(property int) *Gap {
	switch known := findGap(o.gapsOf(property), property); {
	case known != nil && known.Gap == nil:
		return o.gapOf(known.inputs)
	case known != nil:
		return known.Gap
	}
	common := commonGapsOf(o.Kind)
	if o.Bare && property < o.Kind.Exported {
		return &common.lost[property]
	}
	return &common.absent[property]
}

// HasGap reports whether it has been said why a property is not known.
func (o *Object) HasGap(property int) bool { return findGap(o.gapsOf(property), property) != nil }

// gapsOf returns the gaps of the layer that a property belongs to.
func (o *Object) gapsOf(property int) []gap {
	if property < o.Kind.Exported {
		return o.gaps
	}
	return o.unknown
}

const notExported = "the export has no such property"

// commonGaps are the gaps, by property, of objects that were not exported in full.
type commonGaps struct{ absent, lost []Gap }

var allCommonGaps sync.Map // by kind

func commonGapsOf(kind *schema.Kind) *commonGaps {
	if known, ok := allCommonGaps.Load(kind); ok {
		return known.(*commonGaps)
	}
	gaps := &commonGaps{}
	for _, property := range kind.Properties {
		gaps.absent = append(gaps.absent, Gap{Reason: notExported, Missing: []string{property.Name}})
		gaps.lost = append(gaps.lost, Gap{Reason: "its value was lost: ConvertTo-Json left only the object's name", Missing: []string{property.Name}})
	}
	known, _ := allCommonGaps.LoadOrStore(kind, gaps)
	return known.(*commonGaps)
}

// Input returns the object as policies see it: the properties that are known.
func (o *Object) Input() map[string]any {
	input := make(map[string]any, len(o.Kind.Properties))
	for i, property := range o.Kind.Properties {
		if datum := o.Datum(i); datum != nil {
			input[property.Name] = datum.Value
		}
	}
	return input
}

// Records returns all records of an object, its own first.
func (o *Object) Records() []*Object { return append([]*Object{o}, o.Others...) }

// RecordAt returns one of the records that an object was exported in, by number: 0 is the
// object itself. nil if there is none of that number.
func (o *Object) RecordAt(n int) *Object {
	if n < 0 || n > len(o.Others) {
		return nil
	}
	return o.Records()[n]
}

// IndexOf returns the index of a property in the schema, which must have it.
func (o *Object) IndexOf(property string) int {
	i, ok := o.Kind.Index(property)
	if !ok {
		panic("the schema of " + o.Kind.Name + " has no " + property)
	}
	return i
}

// isOpen reports whether a fact was stated only as far as it is known.
func (o *Object) isOpen(property int) bool {
	datum := o.Datum(property)
	return datum != nil && datum.Open
}

// AppendOpen appends the properties, by their indexes in the schema, of which more may be true than
// their values say.
func (o *Object) AppendOpen(properties []int) []int {
	for _, why := range o.unknown {
		if o.Datum(why.property) != nil {
			properties = append(properties, why.property)
		}
	}
	return properties
}

// state gives a fact its value.
func (o *Object) state(property int, value *Datum) {
	o.facts[property-o.Kind.Exported] = value
	if len(o.unknown) > 0 {
		o.unknown = slices.DeleteFunc(o.unknown, func(g gap) bool { return g.property == property })
	}
}

// explain says why a fact is not known.
func (o *Object) explain(why gap) {
	o.facts[why.property-o.Kind.Exported] = nil
	o.unknown = setGap(o.unknown, why)
}
