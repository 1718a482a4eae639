package rules

import (
	"maps"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/schema"
)

// footprint is what a rule may read of its object.
type footprint struct {
	reads map[string]*ast.Location // by property: the first place that reads it
	whole bool                     // anything, for all that can be seen
}

// note takes a footprint over. The errors are about properties that none of the rule's
// kinds has: the type checker sees them where input stands, this one where a function was
// given it, too.
func (r *Rule) note(f footprint) (errs diag.List) {
	r.Properties, r.Everything = slices.Sorted(maps.Keys(f.reads)), f.whole
	var names []string
	for _, kind := range r.Kinds {
		for _, property := range schema.Lookup(kind).Properties {
			names = append(names, property.Name)
		}
	}
	for _, name := range r.Properties {
		if !slices.Contains(names, name) {
			errs = append(errs, at(f.reads[name], "no object of %s has a property %q; %s", r.ID, name, suggestion(name, names)))
		}
	}
	return errs
}
