package model

import "slices"

// Facts are stated here by name, or why they are not known.

// Set gives a fact its value.
func (o *Object) Set(fact string, value any) { o.SetShared(fact, DatumOf(value)) }

// SetList is [Object.Set] of a list, which may be nil for an empty one.
func (o *Object) SetList(fact string, list []any) { o.SetShared(fact, DatumOf(list)) }

// SetShared is [Object.Set] of a value that other objects have too.
func (o *Object) SetShared(fact string, value *Datum) {
	o.facts[o.IndexOf(fact)-o.Kind.Exported] = value
}

// SetSharedOrUnknown is [Object.SetShared], or says why the fact can't be known.
func (o *Object) SetSharedOrUnknown(fact string, value *Datum, reason string, missing []string) {
	if missing != nil {
		o.SetUnknown(fact, reason, missing)
		return
	}
	o.SetShared(fact, value)
}

// SetListOrUnknown gives a list its value. An empty list may be stated only if nothing is
// missing.
func (o *Object) SetListOrUnknown(fact string, list []any, why string, missing []string) {
	if len(list) == 0 && len(missing) > 0 {
		o.SetUnknown(fact, why, missing)
		return
	}
	o.SetList(fact, slices.Clone(list))
}

// SetOrUnknown gives a fact its value where that is known, else says what it needs.
func (o *Object) SetOrUnknown(fact string, known bool, value any, needs ...string) {
	if known {
		o.Set(fact, value)
		return
	}
	o.SetUnknown(fact, "it depends on what the export does not tell", MissingFor(o, needs...))
}

// SetUnknown says why a fact can't be known.
func (o *Object) SetUnknown(fact, reason string, missing []string) {
	o.explain(gap{property: o.IndexOf(fact), Gap: &Gap{Reason: reason, Missing: sortedSet(missing)}})
}

// explain says why a fact is not known.
func (o *Object) explain(why gap) {
	o.facts[why.property-o.Kind.Exported] = nil
	o.unknown = setGap(o.unknown, why)
}

// SetUnknownLike makes facts unknown for the reason for which a property is.
func (o *Object) SetUnknownLike(property string, facts ...string) {
	gap := o.Gap(property)
	for _, fact := range facts {
		o.SetUnknown(fact, gap.Reason, gap.Missing)
	}
}

// IndexOf returns the index of a property in the schema, which must have it.
func (o *Object) IndexOf(property string) int {
	i, ok := o.Kind.Index(property)
	if !ok {
		panic("the schema of " + o.Kind.Name + " has no " + property)
	}
	return i
}

// MissingFor returns what it would take to know those of an object's properties that are not known.
func MissingFor(o *Object, properties ...string) []string {
	var missing []string
	for _, property := range properties {
		if _, known := o.Value(property); !known {
			missing = append(missing, o.Gap(property).Missing...)
		}
	}
	return missing
}

// sortedSet returns names in order, each once: the list itself if it is that already, as facts
// often lack the same. A caller changes no list that was passed here.
func sortedSet(names []string) []string {
	for i := 1; i < len(names); i++ {
		if names[i-1] >= names[i] {
			names = slices.Clone(names)
			slices.Sort(names)
			return slices.Clip(slices.Compact(names))
		}
	}
	return slices.Clip(names)
}
