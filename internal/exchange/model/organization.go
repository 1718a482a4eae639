// Package exchange makes one organization of exported records.
//
// A record comes in as PowerShell left it: any of a dozen spellings for each value,
// with or without a word about the server that it belongs to. What goes out is an
// [Organization]: objects in one normal form, which is the one that the schemas
// declare, with facts beside the exported properties. A fact is what takes a join or a
// parser to find out: which certificates a TlsCertificateName names on each server,
// which certificate a connector will present, where the same connector on another
// server differs. Whether that is wrong, how bad, and what to say is not decided
// here; policies do.
//
// What is not known stays unknown. A property that an export lacks, whose value
// PowerShell lost or that can be read two ways has no value and a [Gap] that says why;
// a fact that would need it has none either, unless what is known settles it.
package model

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/export/document"
)

// Organization is everything that the exports of one run say, in the normal form.
type Organization struct {
	AsOf      time.Time
	ByKind    map[string][]*Object // by kind, each by identity
	Manifests []Manifest           // the earliest first
	Names     FullNames            // of servers, as far as exports show them
	Exported  map[string]bool      // kinds of which an export was seen, if only an empty one
}

// Objects returns the objects of a kind, by identity.
func (o *Organization) Objects(kind string) []*Object { return o.ByKind[kind] }

// Kinds returns the names of the kinds of which there are objects.
func (o *Organization) Kinds() []string { return slices.Sorted(maps.Keys(o.ByKind)) }

// All returns every object, by kind and identity.
func (o *Organization) All() []*Object {
	n := 0
	for _, objects := range o.ByKind {
		n += len(objects)
	}
	all := make([]*Object, 0, n)
	for _, kind := range o.Kinds() {
		all = append(all, o.ByKind[kind]...)
	}
	return all
}

// Derived returns an organization of the same records, whose objects have no facts yet.
func (o *Organization) Derived() *Organization {
	derived := *o
	derived.ByKind = map[string][]*Object{}
	for kind, objects := range o.ByKind {
		for _, object := range objects {
			derived.ByKind[kind] = append(derived.ByKind[kind], object.Derived())
		}
	}
	return &derived
}

// Find returns the object of a kind and identity, or nil.
func (o *Organization) Find(kind, identity string) *Object {
	objects := o.ByKind[kind]
	i, ok := slices.BinarySearchFunc(objects, identity, func(o *Object, identity string) int { return cmp.Compare(o.Identity, identity) })
	if !ok {
		return nil
	}
	return objects[i]
}

// DiagnosticAt returns a diagnostic of the place of a value.
func DiagnosticAt(v document.Value, format string, args ...any) diag.Diagnostic {
	place := v.Place()
	return diag.Diagnostic{File: v.File().Name, Line: place.StartLine, Column: place.StartColumn, Message: fmt.Sprintf(format, args...)}
}
