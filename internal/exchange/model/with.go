package model

import (
	"fmt"
	"slices"

	"github.com/exchlint/exchlint/schema"
)

// With returns the object with another value of an exported property, in a record of its own, and
// without facts. nil stands for a property that is not exported. It is an error if the kind has no
// such exported property.
func (o *Object) With(property string, value any) (*Object, error) {
	i, ok := o.Kind.Index(property)
	if !ok || i >= o.Kind.Exported {
		return nil, fmt.Errorf("%s has no exported property %q", o.Kind.Name, property)
	}
	record := *o.Record
	record.values, record.gaps = slices.Clone(o.values), slices.Clone(o.gaps)
	record.SetExported(i, DatumOf(value))
	record.gaps = slices.DeleteFunc(record.gaps, func(g gap) bool { return g.property == i })
	record.Unknown = withoutProperty(o.Unknown, property)
	record.Lost = withoutProperty(o.Lost, property)
	record.Conflicts = withoutProperty(o.Conflicts, property)
	return &Object{Kind: o.Kind, Identity: o.Identity, Record: &record}, nil
}

// withoutProperty returns a list of properties, or of entries about properties, without one.
func withoutProperty(list *Datum, property string) *Datum {
	if list == nil {
		return nil
	}
	return DatumOf(slices.DeleteFunc(slices.Clone(list.Value.([]any)), func(element any) bool {
		entry, ok := element.(*schema.Entry)
		return element == any(property) || ok && entry.Value("property") == property
	}))
}

// Replace returns the organization with an object in place of the one of its kind and identity,
// which there must be. It shares all other objects.
func (o *Organization) Replace(object *Object) (*Organization, error) {
	objects := slices.Clone(o.ByKind[object.Kind.Name])
	i := slices.IndexFunc(objects, func(other *Object) bool { return other.Identity == object.Identity })
	if i < 0 {
		return nil, fmt.Errorf("there is no %s %q", object.Kind.Name, object.Identity)
	}
	objects[i] = object
	replaced := *o
	replaced.ByKind = map[string][]*Object{}
	for kind, all := range o.ByKind {
		replaced.ByKind[kind] = all
	}
	replaced.ByKind[object.Kind.Name] = objects
	return &replaced, nil
}
