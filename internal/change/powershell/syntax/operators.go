package syntax

import (
	"strings"
)

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
