package syntax

import "strings"

var unaryOperators = map[string]bool{
	"-not": true, "-bnot": true, "-join": true, "-split": true, "-csplit": true, "-isplit": true,
}

// operator returns the operator that a token is, in lower case and with a plain dash.
func (p *parser) operator(t token) string {
	text := p.src[t.start:t.end]
	if t.kind == dashOp {
		_, dash := p.char(t.start)
		return "-" + strings.ToLower(text[dash:])
	}
	if t.kind == minus {
		return "-"
	}
	if t.kind == minusMinus {
		return "--"
	}
	return text
}

// precedence returns how strongly a binary operator binds, 0 for what is none.
func (p *parser) precedence(t token) int {
	switch t.kind {
	case coalesce:
		return 7
	case plus, minus:
		return 9
	case times, divide, modulo:
		return 10
	case dotDot:
		return 13
	case dashOp:
		return dashPrecedence(p.operator(t))
	}
	return 0
}

func dashPrecedence(op string) int {
	switch op {
	case "-and", "-or", "-xor":
		return 1
	case "-band", "-bor", "-bxor":
		return 2
	case "-f":
		return 12
	case "-not", "-bnot":
		return 0
	}
	return 5
}

// expression reads an expression, or returns nil where none starts.
func (p *parser) expression() Node {
	if !p.enter() {
		p.leave()
		return nil
	}
	defer p.leave()
	p.skipBlanks()
	start := p.pos
	condition := p.binary(1)
	if condition == nil {
		return nil
	}
	t := p.next(operand)
	if t.kind != question {
		return condition
	}
	p.needsSeven(Span{t.start, t.end}, "? :")
	p.pos = t.end
	node := &Ternary{Condition: condition}
	outer := p.noTernary
	p.noTernary = true
	node.Then = p.branch("an expression is missing after '?'")
	p.noTernary = outer
	if !p.accept(operand, colon) {
		p.skipLines()
		p.expect(colon, "':' is missing after '?'")
	}
	node.Else = p.branch("an expression is missing after ':'")
	node.Span = p.from(start)
	return node
}

func (p *parser) branch(missing string) Node {
	p.skipLines()
	node := p.expression()
	p.keepLines(colon)
	if node == nil {
		p.failHere(missing)
		node = p.missing()
	}
	return node
}

// keepLines moves over line breaks if a token of kind k follows them.
func (p *parser) keepLines(k kind) {
	before := p.place
	p.skipLines()
	if p.peek(operand) != k {
		p.place = before
	}
}

// binary reads operands joined by operators that bind at least as strongly as low.
func (p *parser) binary(low int) Node {
	start := p.pos
	left := p.list()
	for n := 0; left != nil; n++ {
		t := p.next(operand)
		level := p.precedence(t)
		if level == 0 || level < low {
			return left
		}
		if n == maxChain {
			p.abandon("the expression has too many operators; the rest is not read")
			return left
		}
		left = p.operation(left, t, level, start)
	}
	return left
}

func (p *parser) operation(left Node, t token, level, start int) Node {
	node := &Binary{Op: p.operator(t), OpSpan: Span{t.start, t.end}, Left: left}
	if t.kind == coalesce {
		p.needsSeven(node.OpSpan, "??")
	}
	p.pos = t.end
	p.skipLines()
	if p.enter() {
		node.Right = p.binary(level + 1)
	}
	p.leave()
	if node.Right == nil {
		p.failHere("a value is missing after '" + node.Op + "'")
		node.Right = p.missing()
	}
	node.Span = p.from(start)
	return node
}

// operandOr reads an expression and reports missing where there is none.
func (p *parser) operandOr(missing string) Node {
	node := p.expression()
	if node == nil {
		p.failHere(missing)
		node = p.missing()
	}
	return node
}

// list reads operands joined by commas.
func (p *parser) list() Node {
	p.skipBlanks()
	start := p.pos
	first := p.unary()
	if first == nil || p.noComma || p.peek(operand) != comma {
		return first
	}
	list := &Array{Elements: []Node{first}}
	for p.accept(operand, comma) {
		p.skipLines()
		element := p.unary()
		if element == nil {
			p.failHere("an expression is missing after ','")
			break
		}
		list.Elements = append(list.Elements, element)
	}
	list.Span = p.from(start)
	return list
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
