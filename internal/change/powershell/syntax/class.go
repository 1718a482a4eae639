package syntax

// class reads a class or an enum. Its members are checked for their shape only.
func (p *parser) class(kind string, start int) Node {
	node := &Unsupported{Kind: kind}
	p.skipLines()
	if t := p.next(operand); t.kind == word {
		end := identEnd(p.src, t.start)
		node.Name = p.src[t.start:end]
		p.pos = max(end, t.end)
	}
	if node.Name == "" {
		p.failHere("a name is missing after " + kind)
	}
	p.skipLines()
	if p.accept(operand, colon) {
		p.bases()
	}
	p.skipLines()
	open := p.pos
	if p.expect(leftCurly, "'{' is missing after the name of the "+kind) {
		outer := p.context
		p.context = context{curlies: outer.curlies + 1}
		for p.classMember(kind) {
		}
		p.context = outer
		p.closeCurly(open)
	}
	node.Span = p.from(start)
	return node
}

// bases reads the types after the colon of a class.
func (p *parser) bases() {
	for p.skipLines(); ; p.skipLines() {
		if p.typeName(0) == "" {
			p.failHere("the name of a base type is missing")
			return
		}
		p.skipLines()
		if !p.accept(operand, comma) {
			return
		}
	}
}

// classMember reads one member and reports whether there was one.
func (p *parser) classMember(kind string) bool {
	p.skipSeparators()
	if k := p.peek(operand); k == rightCurly || k == endOfSource {
		return false
	}
	for p.peek(operand) == leftBracket || p.acceptKeyword("static") || p.acceptKeyword("hidden") {
		if p.peek(operand) == leftBracket {
			p.attributeOrType()
		}
		p.skipLines()
	}
	switch t := p.next(operand); {
	case t.kind == variable && kind == "class":
		p.pos = t.end
	case t.kind == word:
		p.pos = t.end
		if p.peek(operand) == leftParen {
			return p.method()
		}
	default:
		p.failHere("the name of a member is missing in the " + kind)
		return false
	}
	if p.accept(operand, assign) {
		p.skipLines()
		p.operandOr("a value is missing after '='")
	}
	return true
}

// method reads the parameters and the body of a method.
func (p *parser) method() bool {
	p.parameters()
	p.skipLines()
	if p.accept(operand, colon) {
		p.acceptKeyword("base")
		p.skipBlanks()
		if p.peek(operand) == leftParen {
			p.methodArguments()
		}
	}
	p.body("the head of a method")
	return true
}

// using reads using namespace, module, assembly or type.
func (p *parser) using(start int) *Using {
	node := &Using{}
	kind, span := p.keyword()
	switch kind {
	case "namespace", "module", "assembly", "type", "command":
		p.pos = span.End
		node.Kind = kind
	default:
		p.failHere("namespace, module or assembly is missing after using")
	}
	if node.Name = p.argument(); node.Name == nil {
		p.failHere("a name is missing after using " + kind)
	}
	node.Span = p.from(start)
	return node
}
