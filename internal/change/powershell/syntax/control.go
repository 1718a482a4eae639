package syntax

import "strings"

// condition reads a pipeline in parentheses; of says whose it is, for the message.
func (p *parser) condition(of string) Node {
	p.skipLines()
	if !p.accept(operand, leftParen) {
		p.failHere("'(' is missing after " + of)
		return p.missing()
	}
	outer := p.openParen()
	p.skipLines()
	node := p.pipelineChain()
	if node == nil {
		p.failHere("a condition is missing after " + of + " (")
		node = p.missing()
	}
	p.closeParen(outer, of+" (")
	return node
}

// openParen notes that a parenthesis was opened, and returns the context around it.
func (p *parser) openParen() context {
	outer := p.context
	p.context = context{parens: outer.parens + 1, curlies: outer.curlies, doubledQuote: outer.doubledQuote}
	return outer
}

func (p *parser) closeParen(outer context, of string) {
	p.context = outer
	p.skipLines()
	p.expect(rightParen, "')' is missing after "+of)
}

func (p *parser) ifStatement(start int) Node {
	node := &If{}
	for clauseStart := start; ; {
		clause := &Clause{Condition: p.condition("if")}
		clause.Body = p.block("the condition of if")
		clause.Span = p.from(clauseStart)
		node.Clauses = append(node.Clauses, clause)
		node.Span = p.from(start)
		before := p.place
		p.skipLines()
		clauseStart = p.pos
		if p.acceptKeyword("elseif") {
			continue
		}
		if p.acceptKeyword("else") {
			node.Else = p.block("else")
			node.Span = p.from(start)
			return node
		}
		p.place = before
		return node
	}
}

func (p *parser) loop(name, label string, start int) Node {
	switch name {
	case "while":
		node := &Loop{Label: label, Kind: "while", Condition: p.condition("while")}
		node.Body = p.block("the condition of while")
		node.Span = p.from(start)
		return node
	case "do":
		return p.doLoop(label, start)
	case "for":
		return p.forLoop(label, start)
	case "foreach":
		return p.forEach(label, start)
	}
	return p.switchStatement(label, start)
}

func (p *parser) doLoop(label string, start int) Node {
	node := &Loop{Label: label, Kind: "do while", Body: p.block("do")}
	p.skipLines()
	switch {
	case p.acceptKeyword("while"):
		node.Condition = p.condition("while")
	case p.acceptKeyword("until"):
		node.Kind, node.Condition = "do until", p.condition("until")
	default:
		p.failHere("while or until is missing after the body of do")
		node.Condition = p.missing()
	}
	node.Span = p.from(start)
	return node
}

func (p *parser) forLoop(label string, start int) Node {
	node := &For{Label: label}
	p.skipLines()
	if !p.expect(leftParen, "'(' is missing after for") {
		node.Body = &StatementBlock{Span: p.missing().Span}
		node.Span = p.from(start)
		return node
	}
	outer := p.openParen()
	node.Init = p.forPart()
	if p.forSeparator() {
		node.Condition = p.forPart()
		if p.forSeparator() {
			node.Step = p.forPart()
		}
	}
	p.closeParen(outer, "for (")
	node.Body = p.block("for (...)")
	node.Span = p.from(start)
	return node
}

// forPart reads one of the three parts of for, which may be empty.
func (p *parser) forPart() Node {
	p.skipBlanks()
	switch p.peek(operand) {
	case semicolon, rightParen, newline, endOfSource:
		return nil
	}
	return p.pipelineChain()
}

func (p *parser) forSeparator() bool {
	if p.accept(operand, semicolon) || p.accept(operand, newline) {
		p.skipLines()
		return true
	}
	return false
}

func (p *parser) forEach(label string, start int) Node {
	node := &ForEach{Label: label, Flags: p.flags()}
	p.skipLines()
	if !p.expect(leftParen, "'(' is missing after foreach") {
		node.Variable, node.Values = &Variable{Span: p.missing().Span}, p.missing()
		node.Body = &StatementBlock{Span: p.missing().Span}
		node.Span = p.from(start)
		return node
	}
	outer := p.openParen()
	p.skipLines()
	node.Variable = p.parameterName("foreach (")
	p.skipLines()
	if !p.acceptKeyword("in") {
		p.failHere("'in' is missing after the variable of foreach")
	}
	p.skipLines()
	if node.Values = p.pipelineChain(); node.Values == nil {
		p.failHere("a value is missing after in")
		node.Values = p.missing()
	}
	p.closeParen(outer, "foreach (")
	node.Body = p.block("foreach (...)")
	node.Span = p.from(start)
	return node
}

// isFlag reports whether name is a flag of switch or foreach, or its beginning.
func isFlag(name string) bool {
	for _, flag := range []string{"regex", "wildcard", "exact", "casesensitive", "file", "parallel", "throttlelimit"} {
		if strings.HasPrefix(flag, name) {
			return true
		}
	}
	return false
}

// flags reads -name before the parenthesis of foreach and switch.
func (p *parser) flags() []string {
	var flags []string
	for {
		t := p.next(argument)
		if t.kind != param {
			return flags
		}
		p.pos = t.end
		_, dash := p.char(t.start)
		flag := strings.ToLower(p.src[t.start+dash : t.end])
		if !isFlag(flag) {
			p.fail(Span{t.start, t.end}, "unknown -"+flag+"; use -regex, -wildcard, -exact, -casesensitive or -file")
		}
		flags = append(flags, flag)
	}
}
