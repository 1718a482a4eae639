package eval

import "slices"

// findInvariant marks the functions without parameters whose value does not depend on the
// input: a machine evaluates them once. Assume that every function is independent of its
// input until a statement disproves it.
func (p *Program) findInvariant() {
	independent := make([]bool, len(p.functions))
	for i := range independent {
		independent[i] = true
	}
	for changed := true; changed; {
		changed = false
		for i := range p.functions {
			if independent[i] && p.dependsOnInput(&p.functions[i], p.functions[i].blocks, independent) {
				independent[i], changed = false, true
			}
		}
	}
	for i := range p.functions {
		p.functions[i].invariant = independent[i] && len(p.functions[i].params) == implicitParams
	}
}

// dependsOnInput reports whether some statement of a function may read the input or the data.
func (p *Program) dependsOnInput(f *function, blocks span, independent []bool) bool {
	for _, b := range p.blocks[blocks.from:blocks.to] {
		for i := b.from; i < b.to; i++ {
			s := &p.statements[i]
			if p.readsInput(f, s, independent) || p.dependsOnInput(f, s.blocks, independent) {
				return true
			}
		}
	}
	return false
}

func (p *Program) readsInput(f *function, s *statement, independent []bool) bool {
	args := p.args[s.args.from:s.args.to]
	operands := []operand{s.a, s.b, s.c}
	switch s.op {
	case opCallDynamic, opWith:
		return true
	case opBreak, opMakeArray:
		return false
	case opCall:
		if !independent[s.a] {
			return true
		}
		operands, args = nil, args[implicitParams:] // which are only passed on
	case opCallBuiltin:
		operands = nil
	}
	isInput := func(o operand) bool { return o == f.params[0] || o == f.params[1] }
	return slices.ContainsFunc(operands, isInput) || slices.ContainsFunc(args, isInput)
}
