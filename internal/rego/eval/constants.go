package eval

import "slices"

// findConstants marks the functions that give the same whatever the input is: their value is
// worked out once for a machine. Each is taken for blind until something in it speaks
// against that.
func (p *Program) findConstants() {
	blind := make([]bool, len(p.functions)) // they look at nothing but their own arguments
	for i := range blind {
		blind[i] = true
	}
	for changed := true; changed; {
		changed = false
		for i := range p.functions {
			if blind[i] && p.sees(&p.functions[i], p.functions[i].blocks, blind) {
				blind[i], changed = false, true
			}
		}
	}
	for i := range p.functions {
		p.functions[i].constant = blind[i] && len(p.functions[i].params) == 2
	}
}

// sees reports whether some statement of a function looks at the input or the data, or may
// call a function that does.
func (p *Program) sees(f *function, blocks span, blind []bool) bool {
	for _, b := range p.blocks[blocks.from:blocks.to] {
		for i := b.from; i < b.to; i++ {
			s := &p.statements[i]
			if p.looks(f, s, blind) || p.sees(f, s.blocks, blind) {
				return true
			}
		}
	}
	return false
}

func (p *Program) looks(f *function, s *statement, blind []bool) bool {
	args := p.args[s.args.from:s.args.to]
	operands := []operand{s.a, s.b, s.c}
	switch s.op {
	case opCallDynamic, opWith:
		return true
	case opBreak, opMakeArray:
		return false
	case opCall:
		if !blind[s.a] {
			return true
		}
		operands, args = nil, args[2:] // both are only handed on
	case opCallBuiltin:
		operands = nil
	}
	of := func(o operand) bool { return o == f.params[0] || o == f.params[1] }
	return slices.ContainsFunc(operands, of) || slices.ContainsFunc(args, of)
}
