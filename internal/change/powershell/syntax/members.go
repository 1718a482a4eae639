package syntax

// members reads what follows an operand without a blank: .name, ::name, (args) and [index].
func (p *parser) members(node Node, m mode) Node {
	for n := 0; ; n++ {
		if n == maxChain {
			p.abandon("too many members in a row; the rest is not read")
			return node
		}
		next := p.memberOf(node, m)
		if next == nil {
			return node
		}
		node = next
	}
}

func (p *parser) memberOf(node Node, m mode) Node {
	start := node.Extent().Start
	switch r, after := p.peekChar(p.pos), p.peekChar(p.pos+1); {
	case r == '.' && after != '.' && !(m == argument && endsWord(after) && after != '(' && after != '{'):
		return p.member(node, 1, false, false)
	case r == ':' && after == ':':
		return p.member(node, 2, true, false)
	case r == '[':
		return p.index(node, 1, false)
	case r == '?' && after == '.' && m == operand:
		p.needsSeven(Span{p.pos, p.pos + 2}, "?.")
		return p.member(node, 2, false, true)
	case r == '?' && after == '[' && m == operand:
		p.needsSeven(Span{p.pos, p.pos + 2}, "?[")
		return p.index(node, 2, true)
	case r == '.' && after != '.' && m == operand:
		p.pos++
		p.failHere("the name of a property is missing after '.'")
		name := p.missing()
		return &Member{Span: p.from(start), Target: node, Name: name}
	}
	return nil
}

func (p *parser) index(target Node, width int, conditional bool) Node {
	p.pos += width
	outer := p.openParen()
	p.skipLines()
	index := p.operandOr("an index is missing after '['")
	p.context = outer
	p.keepLines(rightBracket)
	p.expect(rightBracket, "']' is missing after the index")
	return &Index{p.from(target.Extent().Start), target, index, conditional}
}

// member reads the name behind a dot or two colons, and the arguments of a method.
func (p *parser) member(target Node, width int, static, conditional bool) Node {
	start := target.Extent().Start
	p.pos += width
	p.skipLines()
	name := p.memberName()
	if name == nil {
		p.failHere("the name of a member is missing")
		name = p.missing()
	}
	r := p.peekChar(p.pos)
	if r != '(' && r != '{' {
		return &Member{p.from(start), target, name, static, conditional}
	}
	node := &Invoke{Target: target, Name: name, Static: static, NullConditional: conditional}
	if r == '(' {
		node.Args = p.methodArguments()
	}
	if p.peekChar(p.pos) == '{' && node.Args == nil {
		node.Args = []Node{p.enclosed(p.next(operand))}
	}
	node.Span = p.from(start)
	return node
}

func (p *parser) memberName() Node {
	switch t := p.next(operand); t.kind {
	case number:
		return p.numberLiteral(t)
	case word:
		end := identEnd(p.src, t.start)
		if end == t.start {
			return nil
		}
		p.pos = end
		return &Text{Span{t.start, end}, Bare, p.src[t.start:end]}
	case variable:
		return p.variable(t)
	case singleQuote:
		return p.single()
	case doubleQuote:
		return p.double()
	case leftParen, dollarParen, leftCurly, atParen, atCurly:
		return p.enclosed(t)
	}
	return nil
}

// methodArguments reads arguments in parentheses, which directly follow a name.
func (p *parser) methodArguments() []Node {
	p.pos++
	outer := p.openParen()
	args := []Node{}
	for p.skipLines(); p.peek(operand) != rightParen; p.skipLines() {
		p.noComma = true
		arg := p.expression()
		if arg == nil {
			p.failHere("an argument is missing")
			break
		}
		args = append(args, arg)
		p.skipLines()
		if !p.accept(operand, comma) {
			break
		}
		if p.skipLines(); p.peek(operand) == rightParen {
			p.failHere("an argument is missing after ','")
		}
	}
	p.closeParen(outer, "the arguments")
	return args
}
