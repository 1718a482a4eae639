package syntax

// primary reads an operand with its members and indexes, or returns nil where none starts.
func (p *parser) primary(m mode) Node {
	if !p.enter() {
		p.leave()
		return nil
	}
	defer p.leave()
	t := p.next(m)
	var node Node
	switch t.kind {
	case variable:
		node = p.variable(t)
	case splat:
		v := p.variable(t)
		if r := p.peekChar(p.pos); m == operand || r == '.' || r == '[' || r == ':' {
			p.fail(v.Span, "@"+v.Name+" is only allowed as an argument of a command: use $"+v.Name)
		}
		node = v
	case number:
		node = p.numberLiteral(t)
	case singleQuote:
		node = p.single()
	case doubleQuote:
		node = p.double()
	case singleHere, doubleHere:
		node = p.hereString(t.kind == doubleHere)
	default:
		node = p.enclosed(t)
	}
	if node == nil {
		return nil
	}
	return p.members(node, m)
}

func (p *parser) numberLiteral(t token) Node {
	p.pos = t.end
	text := p.src[t.start:t.end]
	value, ok := ParseNumber(text)
	if !ok {
		p.fail(Span{t.start, t.end}, "the number "+text+" is out of range")
		value = int32(0)
	}
	return &Number{Span{t.start, t.end}, value}
}

// enclosed reads an operand that starts with a bracket.
func (p *parser) enclosed(t token) Node {
	switch t.kind {
	case leftParen:
		return p.paren(t)
	case dollarParen:
		return p.subExpression(t)
	case atParen:
		return &ArrayExpression{Body: p.enclosedStatements(t, "@("), Span: p.from(t.start)}
	case atCurly:
		return p.hashtable(t)
	case leftCurly:
		body := &ScriptBlock{Span: Span{t.start, t.start}}
		p.pos = t.end
		p.inBody(body)
		return &Block{body.Span, body}
	case leftBracket:
		return p.bracketed()
	}
	return nil
}

func (p *parser) paren(t token) Node {
	p.pos = t.end
	outer := p.openParen()
	p.skipLines()
	node := &Paren{Inner: p.pipelineChain()}
	if node.Inner == nil {
		p.failHere("an expression is missing after '('")
		node.Inner = p.missing()
	}
	p.closeParen(outer, "the expression")
	node.Span = p.from(t.start)
	return node
}

func (p *parser) subExpression(t token) Node {
	node := &SubExpression{Body: p.enclosedStatements(t, "$(")}
	node.Span = p.from(t.start)
	return node
}

// enclosedStatements reads the statements of $( or @( up to the parenthesis that closes it.
func (p *parser) enclosedStatements(t token, open string) *StatementBlock {
	p.pos = t.end
	outer := p.openParen()
	b := &StatementBlock{Statements: p.statements()}
	b.Span = Span{t.end, t.end}
	if n := len(b.Statements); n > 0 {
		b.Span = Span{b.Statements[0].Extent().Start, b.Statements[n-1].Extent().End}
	}
	p.closeParen(outer, "'"+open+"'")
	return b
}
