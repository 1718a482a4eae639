package model

import (
	"fmt"
	"slices"
	"time"

	"github.com/exchlint/exchlint/schema"
)

// Property reads and states one property of some kinds of object. Properties are made at
// start-up from the schemas: a name that no schema has, or another type, ends the program then.
type Property[T any] struct {
	name   string
	places []propertyPlace
	decode func(any) T
	encode func(T) any
}

// propertyPlace is where the objects of one kind have a property.
type propertyPlace struct {
	kind  *schema.Kind
	index int
}

func newProperty[T any](name, declared string, kinds []string, decode func(any) T, encode func(T) any) *Property[T] {
	p := &Property[T]{name: name, decode: decode, encode: encode}
	for _, of := range kinds {
		kind := schema.Lookup(of)
		if kind == nil {
			panic("no schema declares the kind " + of)
		}
		index, ok := kind.Index(name)
		if !ok {
			panic(fmt.Sprintf("the schema of %s has no %s", of, name))
		}
		if is := kind.Properties[index].Type; declared != "" && is != declared {
			panic(fmt.Sprintf("%s of %s is of the type %q in the schema, not %q", name, of, is, declared))
		}
		p.places = append(p.places, propertyPlace{kind, index})
	}
	return p
}

func as[T any](value any) T { return value.(T) }

func itselfAsAny[T any](value T) any { return value }

// BoolProperty is a property that is true or false.
func BoolProperty(name string, kinds ...string) *Property[bool] {
	return newProperty(name, "boolean", kinds, as[bool], itselfAsAny[bool])
}

// TextProperty is a property that is a text; an enum is the name of its value.
func TextProperty(name string, kinds ...string) *Property[string] {
	return newProperty(name, "string", kinds, as[string], itselfAsAny[string])
}

// IntProperty is a property that is a whole number.
func IntProperty(name string, kinds ...string) *Property[int64] {
	return newProperty(name, "integer", kinds, as[int64], itselfAsAny[int64])
}

// ListProperty is a property that is a list of texts, numbers or entries. Nobody changes what it
// returns.
func ListProperty(name string, kinds ...string) *Property[[]any] {
	return newProperty(name, "array", kinds, as[[]any], itselfAsAny[[]any])
}

// EntryProperty is a property that is an object of its own.
func EntryProperty(name string, kinds ...string) *Property[*schema.Entry] {
	return newProperty(name, "object", kinds, as[*schema.Entry], itselfAsAny[*schema.Entry])
}

// ValueProperty is a property of one of several types.
func ValueProperty(name string, kinds ...string) *Property[any] {
	return newProperty(name, "", kinds, itselfAsAny[any], itselfAsAny[any])
}

// TimeProperty is a property that is an instant, in RFC 3339.
func TimeProperty(name string, kinds ...string) *Property[time.Time] {
	decode := func(value any) time.Time {
		t, _ := time.Parse(time.RFC3339, value.(string)) // reading wrote it
		return t
	}
	return newProperty(name, "string", kinds, decode, func(t time.Time) any { return t.Format(time.RFC3339) })
}

// Strings returns the texts of a list, in a list of its own.
func Strings(list []any) []string {
	texts := make([]string, 0, len(list))
	for _, element := range list {
		if text, ok := element.(string); ok {
			texts = append(texts, text)
		}
	}
	return texts
}

// Contains tells whether a list or a set of flags holds a text.
func Contains(list Known[[]any], element string) Known[bool] {
	return Map(list, func(list []any) bool {
		return slices.ContainsFunc(list, func(other any) bool { return other == element })
	})
}

// Name returns the property's name.
func (p *Property[T]) Name() string { return p.name }

// indexIn returns the property's index among those of an object's kind.
func (p *Property[T]) indexIn(o *Object) int {
	for _, place := range p.places { // which are few
		if place.kind == o.Kind || place.kind.Name == o.Kind.Name {
			return place.index
		}
	}
	panic(fmt.Sprintf("%s is not a property of %s here", p.name, o.Kind.Name))
}

// Of returns the property's value of an object.
func (p *Property[T]) Of(o *Object) Known[T] {
	index := p.indexIn(o)
	if datum := o.Datum(index); datum != nil && !o.isOpen(index) {
		return Certain(p.decode(datum.Value))
	}
	return Known[T]{missing: o.inputs(index)}
}

// Missing returns what it takes to know the property of an object; nil if it is known.
func (p *Property[T]) Missing(o *Object) []Input {
	return o.MissingAt(p.indexIn(o))
}

// MissingAt is [Property.Missing] by the property's index in the schema.
func (o *Object) MissingAt(property int) []Input {
	if o.Datum(property) != nil && !o.isOpen(property) {
		return nil
	}
	return o.inputs(property)
}

// AnyProperty is a [Property] of whatever type.
type AnyProperty interface {
	Name() string
	Missing(o *Object) []Input
}

// Missing returns what it takes to know some properties of an object; nil if all are known.
func Missing(o *Object, properties ...AnyProperty) (missing []Input) {
	for _, property := range properties {
		missing = append(missing, property.Missing(o)...)
	}
	return missing
}

// Datum returns the property's value of an object as the object has it; nil for one that is not
// known. Objects with equal values mostly share it.
func (p *Property[T]) Datum(o *Object) *Datum { return o.Datum(p.indexIn(o)) }

// Set states a fact of an object, or why it is not known.
func (p *Property[T]) Set(o *Object, value Known[T]) {
	p.Share(o, Map(value, func(value T) *Datum { return DatumOf(p.encode(value)) }))
}

// Share is [Property.Set] of a value that other objects have too.
func (p *Property[T]) Share(o *Object, value Known[*Datum]) {
	index := p.indexIn(o)
	if datum, known := value.Get(); known {
		o.state(index, datum)
		return
	}
	o.explain(gap{property: index, inputs: Shorten(value.missing)})
}

// SetFound states a fact as far as it is known: what was found holds, but there may be more. With
// nothing missing it is known.
func (p *Property[T]) SetFound(o *Object, found T, missing ...Input) {
	if len(missing) == 0 {
		p.Set(o, Certain(found))
		return
	}
	index := p.indexIn(o)
	o.state(index, &Datum{Value: p.encode(found), Open: true})
	o.unknown = setGap(o.unknown, gap{property: index, inputs: Shorten(missing)})
}
