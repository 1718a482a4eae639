package exchange

import "slices"

// What is known of an object is stated here, and why something is not: a property has a value
// or, as far as anybody has said, a gap. What an export has is known by its place in the
// schema, a fact by its name.

// set gives a fact its value; nil takes it away.
func (o *Object) set(fact string, value any) { o.share(fact, o.data.add(value)) }

// setList is [Object.set] of a list, which may be nil for an empty one.
func (o *Object) setList(fact string, list []any) {
	if len(list) == 0 {
		o.share(fact, noValues)
		return
	}
	o.set(fact, list)
}

// share is [Object.set] of a value that others have too.
func (o *Object) share(fact string, value number) { o.values[o.place(fact)] = value }

// shareOr is [Object.share], or says why the fact can't be known.
func (o *Object) shareOr(fact string, value number, reason string, missing []string) {
	if missing != nil {
		o.miss(fact, reason, missing)
		return
	}
	o.share(fact, value)
}

// state gives a list its value. An empty one needs everything to be known.
func (o *Object) state(fact string, list []any, why string, missing []string) {
	if len(list) == 0 && len(missing) > 0 {
		o.miss(fact, why, missing)
		return
	}
	o.setList(fact, slices.Clone(list))
}

// decide gives a fact its value where that is known, else says what it needs.
func (o *Object) decide(fact string, known bool, value any, needs ...string) {
	if known {
		o.set(fact, value)
		return
	}
	o.miss(fact, "it depends on what the export does not tell", lacking(o, needs...))
}

// miss says why a fact can't be known.
func (o *Object) miss(fact, reason string, missing []string) {
	o.lack(o.place(fact), &Gap{Reason: reason, Missing: asSet(missing)})
}

// missAs makes facts unknown for the reason for which a property is.
func (o *Object) missAs(property string, facts ...string) {
	gap := o.Gap(property)
	for _, fact := range facts {
		o.miss(fact, gap.Reason, gap.Missing)
	}
}

// place returns where a fact stands among the kind's properties.
func (o *Object) place(fact string) int {
	i, ok := o.Kind.Index(fact)
	if !ok {
		panic("the schema of " + o.Kind.Name + " has no " + fact)
	}
	return i
}

// put gives a property a value; nil takes it away.
func (o *Object) put(property int, value any) { o.give(property, o.data.add(value)) }

// give is [Object.put] of a value that others may have too.
func (o *Object) give(property int, value number) {
	o.values[property] = value
	if value != notKnown {
		o.gaps = slices.DeleteFunc(o.gaps, func(g oneGap) bool { return g.property == property })
	}
}

// fill gives a property a value if it has none.
func (o *Object) fill(property string, value any) {
	if i, ok := o.Kind.Index(property); ok && o.values[i] == notKnown {
		o.put(i, value)
	}
}

// doubt says why a property has no value, where nothing has been said of it yet.
func (o *Object) doubt(property, reason string) {
	i, ok := o.Kind.Index(property)
	if !ok || o.values[i] != notKnown || o.bare || o.told(i) != nil {
		return
	}
	o.lack(i, &Gap{Reason: reason, Missing: []string{property}})
}

// lack says why a property has no value, where it has none.
func (o *Object) lack(property int, gap *Gap) {
	if told := o.told(property); told != nil {
		told.Gap = gap
		return
	}
	o.gaps = append(o.gaps, oneGap{property, gap})
}

// told returns what has been said of a property's lack; nil for nothing.
func (o *Object) told(property int) *oneGap {
	for i := range o.gaps {
		if o.gaps[i].property == property {
			return &o.gaps[i]
		}
	}
	return nil
}

// lacking returns what it would take to know those of an object's properties that are not known.
func lacking(o *Object, properties ...string) []string {
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
func asSet(names []string) []string {
	for i := 1; i < len(names); i++ {
		if names[i-1] >= names[i] {
			names = slices.Clone(names)
			slices.Sort(names)
			return slices.Clip(slices.Compact(names))
		}
	}
	return slices.Clip(names)
}
