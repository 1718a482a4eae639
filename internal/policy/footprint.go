package policy

import (
	"maps"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/exchlint/exchlint/schema"
)

// footprint is what a rule may read of its object.
type footprint struct {
	reads map[string]*ast.Location // by property: the first place that reads it
	whole bool                     // anything, for all that can be seen
}

// Reads returns the properties of a kind that the rule may read, sorted: all of them
// where it can't be seen which.
func (r *Rule) Reads(kind string) []string {
	k := schema.Lookup(kind)
	if k == nil {
		return nil
	}
	var names []string
	for _, property := range k.Properties {
		if _, read := r.footprint.reads[property.Name]; read || r.footprint.whole {
			names = append(names, property.Name)
		}
	}
	return names
}

// unknown finds properties that none of the rule's kinds has. The type checker sees
// them where input stands, this one where a function was given it, too.
func (r *Rule) unknown() (errs Errors) {
	var names []string
	for _, kind := range r.Kinds {
		for _, property := range schema.Lookup(kind).Properties {
			names = append(names, property.Name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(r.footprint.reads)) {
		if !slices.Contains(names, name) {
			errs = append(errs, at(r.footprint.reads[name], "no object of %s has a property %q; %s", r.ID, name, suggestion(name, names)))
		}
	}
	return errs
}
