package syntax

func (p *parser) switchStatement(label string, start int) Node {
	node := &Switch{Label: label, Flags: p.flags()}
	if n := len(node.Flags); n > 0 && len(node.Flags[n-1]) > 0 && node.Flags[n-1][0] == 'f' && p.peek(operand) != leftParen {
		node.Condition = p.fileArgument()
	} else {
		node.Condition = p.condition("switch")
	}
	p.skipLines()
	open := p.pos
	if !p.expect(leftCurly, "'{' is missing after the condition of switch") {
		node.Span = p.from(start)
		return node
	}
	outer := p.context
	p.context = context{curlies: outer.curlies + 1, doubledQuote: outer.doubledQuote}
	for p.switchClause(node) {
	}
	p.context = outer
	p.closeCurly(open)
	node.Span = p.from(start)
	return node
}

// fileArgument reads the file of switch -file, as a pipeline as other conditions are.
func (p *parser) fileArgument() Node {
	value := p.argumentValue()
	if value == nil {
		p.failHere("a file is missing after -file")
		return p.missing()
	}
	span := value.Extent()
	return &Pipeline{Span: span, Elements: []Node{&CommandExpression{Span: span, Expression: value}}}
}

// switchClause reads one clause and reports whether there was one.
func (p *parser) switchClause(node *Switch) bool {
	for p.skipLines(); p.accept(operand, semicolon); p.skipLines() {
	}
	start := p.pos
	switch p.peek(argument) {
	case rightCurly, endOfSource:
		return false
	}
	if p.acceptKeyword("default") {
		if node.Default != nil {
			p.fail(Span{start, p.pos}, "switch has a second default")
		}
		node.Default = p.block("default")
		return true
	}
	clause := &Clause{}
	if clause.Condition = p.argumentValue(); clause.Condition == nil {
		p.failHere("a condition is missing in switch")
		return false
	}
	clause.Body = p.block("a condition of switch")
	clause.Span = p.from(start)
	node.Clauses = append(node.Clauses, clause)
	return clause.Body.End > clause.Body.Start
}

func (p *parser) try(start int) Node {
	node := &Try{Body: p.block("try")}
	end := p.place
	for {
		p.skipLines()
		at := p.pos
		if !p.acceptKeyword("catch") {
			break
		}
		if n := len(node.Catches); n > 0 && node.Catches[n-1].Types == nil {
			p.fail(Span{at, p.pos}, "catch after one that catches everything: put that one last")
		}
		node.Catches = append(node.Catches, p.catch(at))
		end = p.place
	}
	if p.acceptKeyword("finally") {
		node.Finally = p.block("finally")
		end = p.place
	}
	p.place = end
	if node.Catches == nil && node.Finally == nil {
		p.fail(Span{end.pos, end.pos}, "catch or finally is missing after the body of try")
	}
	node.Span = p.from(start)
	return node
}

func (p *parser) catch(start int) *Catch {
	c := &Catch{}
	for p.skipLines(); p.peek(operand) == leftBracket; p.skipLines() {
		c.Types = append(c.Types, p.typeInBrackets())
		p.skipLines()
		if !p.accept(operand, comma) {
			break
		}
	}
	c.Body = p.block("catch")
	c.Span = p.from(start)
	return c
}

func (p *parser) trap(start int) Node {
	node := &Trap{}
	p.skipLines()
	if p.peek(operand) == leftBracket {
		node.Type = p.typeInBrackets()
	}
	node.Body = p.block("trap")
	node.Span = p.from(start)
	return node
}

// jump reads return, throw, exit, break and continue. Break and continue take a label.
func (p *parser) jump(name string, start int) Node {
	node := &Jump{Kind: name}
	end := p.place
	if name == "break" || name == "continue" {
		if p.peek(argument) == word || p.peek(argument) == variable {
			node.Operand = p.argumentValue()
			end = p.place
		}
	} else if node.Operand = p.pipelineChain(); node.Operand != nil {
		end = p.place
	}
	p.place = end
	node.Span = p.from(start)
	return node
}

func (p *parser) data(start int) Node {
	node := &Data{}
	if t := p.next(argument); t.kind == word {
		if name, ok := p.bareWord().(*Text); ok {
			node.Name = name.Value
		}
	}
	for t := p.next(argument); t.kind == param; t = p.next(argument) {
		p.pos = t.end
		p.argument()
	}
	node.Body = p.block("data")
	node.Span = p.from(start)
	return node
}
