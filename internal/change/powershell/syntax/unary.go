package syntax

var unaryOperators = map[string]bool{
	"-not": true, "-bnot": true, "-join": true, "-split": true, "-csplit": true, "-isplit": true,
}

// unary reads an operand with the operators before it.
func (p *parser) unary() Node {
	if !p.enter() {
		p.leave()
		return nil
	}
	defer p.leave()
	t := p.next(operand)
	switch t.kind {
	case exclamation, plusPlus, minusMinus:
		return p.prefixed(t)
	case dashOp:
		if !unaryOperators[p.operator(t)] {
			return nil
		}
		return p.prefixed(t)
	case comma:
		return p.unaryComma(t)
	case plus, minus:
		return p.signed(t)
	case leftBracket:
		return p.bracketed()
	}
	node := p.primary(operand)
	if t := p.next(operand); node != nil && (t.kind == plusPlus || t.kind == minusMinus) && assignable(node) {
		p.pos = t.end
		return &Unary{p.from(node.Extent().Start), p.operator(t), node, true}
	}
	return node
}

// unaryComma reads ,x, an array of one element.
func (p *parser) unaryComma(t token) Node {
	if p.noComma {
		return nil
	}
	p.pos = t.end
	p.skipLines()
	list := &Array{}
	if element := p.unary(); element != nil {
		list.Elements = []Node{element}
	} else {
		p.failHere("an expression is missing after ','")
	}
	list.Span = p.from(t.start)
	return list
}

// signed reads + or - and an operand; a number directly behind the sign is one literal.
func (p *parser) signed(t token) Node {
	if r := p.peekChar(t.end); isDigit(r) || r == '.' && isDigit(p.peekChar(t.end+1)) {
		digits := token{start: t.end}
		p.lexer.number(&digits, operand)
		if value, ok := ParseNumber(p.operator(t) + p.src[digits.start:digits.end]); ok && digits.kind == number {
			p.pos = digits.end
			return p.members(&Number{Span{t.start, digits.end}, value}, operand)
		}
	}
	return p.prefixed(t)
}

func (p *parser) prefixed(t token) Node {
	p.pos = t.end
	p.skipLines()
	node := &Unary{Op: p.operator(t), Operand: p.unary()}
	if node.Operand == nil {
		p.failHere("a value is missing after '" + node.Op + "'")
		node.Operand = p.missing()
	} else if (t.kind == plusPlus || t.kind == minusMinus) && !assignable(node.Operand) {
		p.fail(node.Operand.Extent(), node.Op+" needs a variable or a property")
	}
	node.Span = p.from(t.start)
	return node
}
