package model

import (
	"slices"

	"github.com/exchlint/exchlint/schema"
)

// Record is what exports say of one object: the lower layer of an [Object]. Once exports are
// read it does not change, and all organizations that are derived from them share it.
type Record struct {
	RecordPosition
	Layout    *Layout   // nil for a record without columns
	Bare      bool      // nothing is left of the record but the object's name
	Selected  bool      // its command asked for some objects, so that there may be others; false where no command is known
	Legacy    bool      // a receive connector of Exchange 2010 or older, as its columns tell
	Anonymous bool      // a part of its identity is not known, so another record of this identity may be of another object
	Others    []*Object // its further records, as read: an object may be exported twice

	// About the record itself, as lists for policies; nil stands for an empty one.
	Lost      *Datum // values that PowerShell gave up on
	Conflicts *Datum // properties to which its records give different values
	Unknown   *Datum // properties that are exported but whose values are not known

	values []*Datum // by exported property; nil for one that is not known
	gaps   []gap    // why such a one is not known, each property once, in no order
}

// gap is why one property is not known.
type gap struct {
	property int
	*Gap
	inputs []Input // of a fact, in place of a Gap: what it takes to know it
}

// gaps of a record or of facts.
func findGap(gaps []gap, property int) *gap {
	i := slices.IndexFunc(gaps, func(g gap) bool { return g.property == property })
	if i < 0 {
		return nil
	}
	return &gaps[i]
}

// setGap returns the gaps with the reason for which a property is not known.
func setGap(gaps []gap, why gap) []gap {
	if known := findGap(gaps, why.property); known != nil {
		*known = why
		return gaps
	}
	return append(gaps, why)
}

// NewRecord returns an object of which nothing is known yet.
func NewRecord(kind *schema.Kind) *Object {
	return &Object{Kind: kind, Record: &Record{values: make([]*Datum, kind.Exported)}}
}

// Exported returns the value of an exported property by its index in the schema; nil for one
// that is not known.
func (r *Record) Exported(property int) *Datum { return r.values[property] }

// SetExported gives an exported property its value; nil takes it away.
func (r *Record) SetExported(property int, value *Datum) {
	r.values[property] = value
	if value != nil {
		r.gaps = slices.DeleteFunc(r.gaps, func(g gap) bool { return g.property == property })
	}
}

// Lose takes a property's value away and says why.
func (r *Record) Lose(property int, why *Gap) {
	r.values[property] = nil
	r.gaps = setGap(r.gaps, gap{property: property, Gap: why})
}

// FillIn gives an exported property a value if it has none.
func (o *Object) FillIn(property string, value any) {
	if i, ok := o.Kind.Index(property); ok && i < o.Kind.Exported && o.Exported(i) == nil {
		o.SetExported(i, DatumOf(value))
	}
}

// ExplainUnknown says why an exported property has no value, unless that has been said.
func (o *Object) ExplainUnknown(property, reason string) {
	i, ok := o.Kind.Index(property)
	if !ok || i >= o.Kind.Exported || o.Exported(i) != nil || o.Bare || o.HasGap(i) {
		return
	}
	o.Lose(i, &Gap{Reason: reason, Missing: []string{property}})
}
