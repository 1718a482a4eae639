package model

import (
	"fmt"
	"maps"
	"slices"

	"github.com/exchlint/exchlint/schema"
)

// With returns the object with another value of an exported property, in a record of its own, and
// without facts. nil stands for a property that is not exported. It is an error if the kind has no
// such exported property, if the property is of another type, or if it is a part of the identity,
// for an object of another identity is another object.
func (o *Object) With(property string, value any) (*Object, error) {
	i, ok := o.Kind.Index(property)
	switch {
	case !ok || i >= o.Kind.Exported:
		return nil, fmt.Errorf("%s has no exported property %q", o.Kind.Name, property)
	case slices.Contains(o.Kind.Identity, property):
		return nil, fmt.Errorf("%s is a part of the identity of %s %q", property, o.Kind.Name, o.Identity)
	case value != nil && !isOfType(value, o.Kind.Properties[i].Type):
		return nil, fmt.Errorf("%s of %s is of the type %q, which a %T is not", property, o.Kind.Name, o.Kind.Properties[i].Type, value)
	}
	record := o.without(i, property)
	record.values[i] = DatumOf(value)
	return &Object{Kind: o.Kind, Identity: o.Identity, Record: record}, nil
}

// WithUnknown returns the object with an exported property whose value is not known, for a reason,
// in a record of its own, and without facts. The kind must have the property.
func (o *Object) WithUnknown(property, reason string) *Object {
	i := o.IndexOf(property)
	record := o.without(i, property)
	record.Lose(i, &Gap{Reason: reason, Missing: []string{property}})
	unknown := []any{property}
	if record.Unknown != nil {
		unknown = append(slices.Clone(record.Unknown.Value.([]any)), property)
	}
	record.Unknown = DatumOf(unknown)
	return &Object{Kind: o.Kind, Identity: o.Identity, Record: record}
}

// without returns a copy of the object's record in which nothing is said of a property any more.
func (o *Object) without(i int, property string) *Record {
	record := *o.Record
	record.values, record.gaps = slices.Clone(o.values), slices.Clone(o.gaps)
	record.values[i] = nil
	record.gaps = slices.DeleteFunc(record.gaps, func(g gap) bool { return g.property == i })
	record.Unknown = withoutProperty(o.Unknown, property)
	record.Lost = withoutProperty(o.Lost, property)
	record.Conflicts = withoutProperty(o.Conflicts, property)
	return &record
}

// isOfType reports whether a value of the normal form is of a type that a schema declares; any is
// where it declares none.
func isOfType(value any, declared string) bool {
	var is bool
	switch declared {
	case "boolean":
		_, is = value.(bool)
	case "integer":
		_, is = value.(int64)
	case "string":
		_, is = value.(string)
	case "array":
		_, is = value.([]any)
	case "object":
		_, is = value.(*schema.Entry)
	case "":
		is = true
	}
	return is
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

// Replace returns the organization with an object in place of one of its own, of the same kind and
// identity. It shares all other objects. Objects are told apart by themselves, for where a part of
// an identity is not known, several may have it.
func (o *Organization) Replace(own, object *Object) (*Organization, error) {
	kind := own.Kind.Name
	i := slices.Index(o.ByKind[kind], own)
	if i < 0 {
		return nil, fmt.Errorf("%s %q is not an object of this organization", kind, own.Identity)
	}
	if object.Kind.Name != kind || object.Identity != own.Identity {
		return nil, fmt.Errorf("%s %q can't take the place of %s %q", object.Kind.Name, object.Identity, kind, own.Identity)
	}
	replaced := *o
	replaced.ByKind = maps.Clone(o.ByKind)
	replaced.ByKind[kind] = slices.Clone(o.ByKind[kind])
	replaced.ByKind[kind][i] = object
	return &replaced, nil
}
