package policy

import (
	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/exchlint/exchlint/schema"
)

// watched is an object as a rule's input that notes which properties are looked at. A
// rule mostly turns away at the first: one about external connectors asks nothing else
// of an internal one.
//
// It is for rules whose footprint is known. These take a step into their input, or ask
// object.get for one, and hand the object to functions that do; OPA asks nothing of it
// for this but what the methods below answer. The rest of [ast.Object] is nil.
type watched struct {
	ast.Object

	content ast.Object
	kind    *schema.Kind
	looked  []int // at which properties, by their place in the schema, in the order of the first look
	lacking bool  // one of them is not known
}

// Get returns a property's value, or nil.
func (w *watched) Get(name *ast.Term) *ast.Term {
	return w.content.Get(w.look(name))
}

// Find returns what stands at a path.
func (w *watched) Find(path ast.Ref) (ast.Value, error) {
	if len(path) == 0 {
		return w, nil
	}
	w.look(path[0])
	return w.content.Find(path)
}

// IsGround tells that no variable stands in the object.
func (w *watched) IsGround() bool { return true }

// Hash and Compare are asked by the memory that a single evaluation has of function
// calls: there an object is like itself and nothing else.
func (w *watched) Hash() int { return 1 }

// Compare is as [watched.Hash] says.
func (w *watched) Compare(other ast.Value) int {
	if other == ast.Value(w) {
		return 0
	}
	return 1
}

// look notes that a property is asked for.
func (w *watched) look(name *ast.Term) *ast.Term {
	text, _ := name.Value.(ast.String)
	i, ok := w.kind.Index(string(text))
	if !ok {
		return name
	}
	for _, seen := range w.looked {
		if seen == i {
			return name
		}
	}
	w.looked = append(w.looked, i)
	w.lacking = w.lacking || w.content.Get(name) == nil
	return name
}
