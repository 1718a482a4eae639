package model

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// maxMissing bounds what one gap names: what is missing of a thousand connectors, repeated for
// each of them, would be a million lines.
const maxMissing = 20

// inputs returns what it takes to know a property: for a fact what it was derived from, else the
// property itself.
func (o *Object) inputs(property int) []Input {
	if property < o.Kind.Exported {
		return []Input{{object: o, property: o.Kind.Properties[property].Name}}
	}
	if known := findGap(o.unknown, property); known != nil && known.inputs != nil {
		return known.inputs
	}
	var inputs []Input
	for _, name := range o.Why(property).Missing {
		if strings.Contains(name, " of ") {
			inputs = append(inputs, MissingExport(name))
		} else {
			inputs = append(inputs, Input{object: o, property: name})
		}
	}
	return inputs
}

// gapOf returns why a fact of the object is not known, from what is missing for it.
func (o *Object) gapOf(inputs []Input) *Gap {
	why := &Gap{}
	var reasons []string
	for _, input := range inputs {
		why.Missing = append(why.Missing, input.nameFor(o))
		if reason := input.reason(); reason != "" && !slices.Contains(reasons, reason) {
			reasons = append(reasons, reason)
		}
	}
	slices.Sort(reasons)
	slices.Sort(why.Missing)
	why.Reason = strings.Join(reasons, "; ")
	return why
}

// nameFor returns what the input is called when it is missing for an object.
func (in Input) nameFor(o *Object) string {
	switch {
	case in.more > 0:
		return fmt.Sprintf("the same of %d more", in.more)
	case in.object == nil || in.object == o:
		return in.property
	}
	return in.property + " of " + in.object.Identity
}

// String returns what the input is called among those of other objects.
func (in Input) String() string { return in.nameFor(nil) }

// reason returns why the input is not known.
func (in Input) reason() string {
	if in.why != "" || in.more > 0 {
		return in.why
	}
	return in.object.Gap(in.property).Reason
}

// Shorten returns inputs in order, each once: the first of them, and how many more there are.
func Shorten(inputs []Input) []Input {
	all := slices.Clone(inputs)
	slices.SortFunc(all, compareInputs)
	all = slices.Compact(all)
	more := 0
	for _, input := range all {
		more += input.more
	}
	all = slices.DeleteFunc(all, func(in Input) bool { return in.more > 0 })
	if len(all) > maxMissing {
		more += len(all) - maxMissing
		all = all[:maxMissing:maxMissing]
	}
	if more > 0 {
		all = append(all, Input{more: more})
	}
	return all
}

func compareInputs(a, b Input) int {
	return cmp.Or(strings.Compare(a.property, b.property), strings.Compare(a.identity(), b.identity()), cmp.Compare(a.more, b.more), strings.Compare(a.why, b.why))
}

// identity returns that of the input's object; "" for an export.
func (in Input) identity() string {
	if in.object == nil {
		return ""
	}
	return in.object.Identity
}
