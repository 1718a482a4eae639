package eval

import (
	"slices"

	"github.com/exchlint/exchlint/schema"
)

// Input is the object that a rule is evaluated on.
type Input struct {
	Kind *schema.Kind
	Data []*schema.Datum // by property; nil for one that is unknown
}

// property returns the value of a property.
func (in *Input) property(i int) any {
	if datum := in.Data[i]; datum != nil {
		return datum.Value
	}
	return unknown
}

// complete reports whether all properties of the object are known.
func (in *Input) complete() bool { return !slices.Contains(in.Data, nil) }

// value returns the object as a value like any other; unknown where it is not complete.
func (in *Input) value() any {
	if !in.complete() {
		return unknown
	}
	o := &object{members: make([]Member, len(in.Data))} // properties are sorted by name
	for i, datum := range in.Data {
		o.members[i] = Member{in.Kind.Properties[i].Name, datum.Value}
	}
	return o
}

// with returns the object with another value for a property. A property that the kind
// does not have is left out.
func (in *Input) with(name any, replace func(before any) any) *Input {
	replaced := &Input{in.Kind, slices.Clone(in.Data)}
	text, _ := name.(string)
	i, ok := in.Kind.Index(text)
	if !ok {
		return replaced
	}
	replaced.Data[i] = nil
	if value := replace(in.property(i)); !isUncertain(value) {
		replaced.Data[i] = &schema.Datum{Value: value}
	}
	return replaced
}
