package bind

import (
	"slices"
)

// candidates returns the sets that have all parameters that are bound.
func (b *binder) candidates() []string {
	var sets []string
	for _, set := range b.allSets() {
		if !slices.ContainsFunc(b.result.Bound, func(bound Bound) bool { return !bound.Parameter.in(set) }) {
			sets = append(sets, set)
		}
	}
	return sets
}

func (b *binder) allSets() []string {
	if len(b.command.Sets) == 0 {
		return []string{""}
	}
	return b.command.Sets
}

func (b *binder) possible(p *Parameter) bool {
	return slices.ContainsFunc(b.sets, p.in)
}

// choose settles the set: the only one left, else the default one, else the only one of
// which nothing mandatory is missing.
func (b *binder) choose() *Error {
	if len(b.sets) > 1 && slices.Contains(b.sets, b.command.DefaultSet) && b.missing(b.command.DefaultSet) == "" {
		b.sets = []string{b.command.DefaultSet}
	}
	if len(b.sets) > 1 {
		var complete []string
		for _, set := range b.sets {
			if b.missing(set) == "" {
				complete = append(complete, set)
			}
		}
		if len(complete) > 0 {
			b.sets = complete
		} else if slices.Contains(b.sets, b.command.DefaultSet) {
			b.sets = []string{b.command.DefaultSet}
		}
	}
	b.result.Set = b.sets[0]
	if name := b.missing(b.result.Set); name != "" {
		return &Error{Kind: MissingMandatory, Parameter: name, Index: -1}
	}
	return nil
}

// missing returns the name of a mandatory parameter of a set that isn't bound.
func (b *binder) missing(set string) string {
	for _, p := range b.command.Parameters {
		if p.mandatoryIn(set) && !b.result.has(p) && !(b.piped && p.Pipeline) {
			return p.Name
		}
	}
	return ""
}
