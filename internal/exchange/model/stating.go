package model

import "slices"

// What is known of an object is stated here, and why something is not: a property has a value
// or, as far as anybody has said, a gap. What an export has is known by its place in the
// schema, a fact by its name.

// set gives a fact its value; nil takes it away.
func (o *Object) Set(fact string, value any) { o.SetShared(fact, o.Data.Add(value)) }

// setList is [Object.set] of a list, which may be nil for an empty one.
func (o *Object) SetList(fact string, list []any) {
	if len(list) == 0 {
		o.SetShared(fact, EmptyList)
		return
	}
	o.Set(fact, list)
}

// share is [Object.set] of a value that others have too.
func (o *Object) SetShared(fact string, value Number) { o.Values[o.IndexOf(fact)] = value }

// shareOr is [Object.share], or says why the fact can't be known.
func (o *Object) SetSharedOrUnknown(fact string, value Number, reason string, missing []string) {
	if missing != nil {
		o.SetUnknown(fact, reason, missing)
		return
	}
	o.SetShared(fact, value)
}

// state gives a list its value. An empty one needs everything to be known.
func (o *Object) SetListOrUnknown(fact string, list []any, why string, missing []string) {
	if len(list) == 0 && len(missing) > 0 {
		o.SetUnknown(fact, why, missing)
		return
	}
	o.SetList(fact, slices.Clone(list))
}

// decide gives a fact its value where that is known, else says what it needs.
func (o *Object) SetOrUnknown(fact string, known bool, value any, needs ...string) {
	if known {
		o.Set(fact, value)
		return
	}
	o.SetUnknown(fact, "it depends on what the export does not tell", MissingFor(o, needs...))
}

// miss says why a fact can't be known.
func (o *Object) SetUnknown(fact, reason string, missing []string) {
	o.SetGap(o.IndexOf(fact), &Gap{Reason: reason, Missing: sortedSet(missing)})
}

// missAs makes facts unknown for the reason for which a property is.
func (o *Object) SetUnknownLike(property string, facts ...string) {
	gap := o.Gap(property)
	for _, fact := range facts {
		o.SetUnknown(fact, gap.Reason, gap.Missing)
	}
}

// place returns where a fact stands among the kind's properties.
func (o *Object) IndexOf(fact string) int {
	i, ok := o.Kind.Index(fact)
	if !ok {
		panic("the schema of " + o.Kind.Name + " has no " + fact)
	}
	return i
}

// put gives a property a value; nil takes it away.
func (o *Object) SetProperty(property int, value any) {
	o.SetPropertyShared(property, o.Data.Add(value))
}

// give is [Object.put] of a value that others may have too.
func (o *Object) SetPropertyShared(property int, value Number) {
	o.Values[property] = value
	if value != Unset {
		o.gaps = slices.DeleteFunc(o.gaps, func(g oneGap) bool { return g.property == property })
	}
}

// fill gives a property a value if it has none.
func (o *Object) FillIn(property string, value any) {
	if i, ok := o.Kind.Index(property); ok && o.Values[i] == Unset {
		o.SetProperty(i, value)
	}
}

// doubt says why a property has no value, where nothing has been said of it yet.
func (o *Object) ExplainUnknown(property, reason string) {
	i, ok := o.Kind.Index(property)
	if !ok || o.Values[i] != Unset || o.Bare || o.GapOf(i) != nil {
		return
	}
	o.SetGap(i, &Gap{Reason: reason, Missing: []string{property}})
}

// lack says why a property has no value, where it has none.
func (o *Object) SetGap(property int, gap *Gap) {
	if told := o.GapOf(property); told != nil {
		told.Gap = gap
		return
	}
	o.gaps = append(o.gaps, oneGap{property, gap})
}

// told returns what has been said of a property's lack; nil for nothing.
func (o *Object) GapOf(property int) *oneGap {
	for i := range o.gaps {
		if o.gaps[i].property == property {
			return &o.gaps[i]
		}
	}
	return nil
}

// lacking returns what it would take to know those of an object's properties that are not known.
func MissingFor(o *Object, properties ...string) []string {
	var missing []string
	for _, property := range properties {
		if _, known := o.Value(property); !known {
			missing = append(missing, o.Gap(property).Missing...)
		}
	}
	return missing
}

// asSet returns names in order, each once: the list itself, if it is so, for facts often miss
// the same. Nobody changes a list that was told, only what comes behind its end.
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
