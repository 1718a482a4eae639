package model

import (
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
func (o *Object) gapOf(fact int, missing []Input) gap {
	gap := gap{fact, &Gap{}, limitInputs(missing)}
	var reasons []string
	for _, input := range gap.inputs {
		gap.Missing = append(gap.Missing, input.nameFor(o))
		if reason := input.reason(); !slices.Contains(reasons, reason) {
			reasons = append(reasons, reason)
		}
	}
	slices.Sort(reasons)
	gap.Reason = strings.Join(reasons, "; ")
	slices.Sort(gap.Missing)
	if more := countDistinct(missing) - len(gap.inputs); more > 0 {
		gap.Missing = append(gap.Missing, fmt.Sprintf("the same of %d more", more))
	}
	return gap
}

// nameFor returns what the input is called when it is missing for an object.
func (in Input) nameFor(o *Object) string {
	if in.object == nil || in.object == o {
		return in.property
	}
	return in.property + " of " + in.object.Identity
}

// String returns what the input is called among those of other objects.
func (in Input) String() string { return in.nameFor(nil) }

// reason returns why the input is not known.
func (in Input) reason() string {
	if in.why != "" {
		return in.why
	}
	return in.object.Gap(in.property).Reason
}

// limitInputs returns the first few of the inputs, each once, in the order of their names.
func limitInputs(inputs []Input) []Input {
	all := distinct(inputs)
	return all[:min(len(all), maxMissing)]
}

func countDistinct(inputs []Input) int { return len(distinct(inputs)) }

func distinct(inputs []Input) []Input {
	all := slices.Clone(inputs)
	slices.SortFunc(all, func(a, b Input) int { return strings.Compare(a.nameFor(nil), b.nameFor(nil)) })
	return slices.Compact(all)
}
