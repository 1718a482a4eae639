package syntax

import "strings"

// pipelineChain reads pipelines joined by && and ||.
func (p *parser) pipelineChain() Node {
	p.skipBlanks()
	start := p.pos
	left := p.pipeline()
	for n := 0; left != nil && n < maxChain; n++ {
		t := p.next(argument)
		if t.kind != andAnd && t.kind != orOr {
			return left
		}
		op := p.src[t.start:t.end]
		p.needsSeven(Span{t.start, t.end}, op)
		p.pos = t.end
		p.skipLines()
		right := p.pipeline()
		if right == nil {
			p.fail(Span{t.start, t.end}, "a command is missing after "+op)
			right = p.missing()
		}
		left = &PipelineChain{p.from(start), op, left, right}
	}
	return left
}

// pipeline reads commands joined by pipes, or an assignment.
func (p *parser) pipeline() Node {
	if !p.enter() {
		p.leave()
		return nil
	}
	defer p.leave()
	p.skipBlanks()
	start := p.pos
	first, ok := p.expressionElement()
	if !ok {
		if first = p.command(); first == nil {
			return p.missingFirst(start)
		}
	}
	if target, isExpression := first.(*CommandExpression); isExpression {
		if node := p.assignment(target, start); node != nil {
			return node
		}
	}
	return p.restOfPipeline(&Pipeline{Elements: []Node{first}}, start)
}

// missingFirst reports a pipe without anything before it.
func (p *parser) missingFirst(start int) Node {
	if p.peek(argument) != pipe {
		return nil
	}
	p.failHere("a command is missing")
	return p.restOfPipeline(&Pipeline{}, start)
}

func (p *parser) restOfPipeline(node *Pipeline, start int) Node {
	node.Span = p.from(start)
	for p.pipeFollows() {
		p.skipLines()
		var element Node
		if expression, ok := p.expressionElement(); ok {
			p.fail(expression.Extent(), "an expression is only allowed at the start of a pipeline")
			element = expression
		} else if element = p.command(); element == nil {
			p.failHere("a command is missing after '|'")
			break
		}
		node.Elements = append(node.Elements, element)
		node.Span = p.from(start)
	}
	if p.accept(argument, ampersand) {
		node.Background = true
	}
	return node
}

// pipeFollows moves over a pipe. Since version 7 it may be the first thing on a line.
func (p *parser) pipeFollows() bool {
	before := p.place
	if p.accept(argument, pipe) {
		return true
	}
	p.skipLines()
	if t := p.next(argument); t.kind == pipe && p.crossesLine(before.pos) {
		p.needsSeven(Span{t.start, t.end}, "a pipe at the start of a line")
		p.pos = t.end
		return true
	}
	p.place = before
	return false
}

// crossesLine reports whether a line break is between pos and the place.
func (p *parser) crossesLine(pos int) bool {
	return strings.ContainsAny(p.src[pos:p.pos], "\r\n")
}

// expressionElement reads an expression as an element of a pipeline.
func (p *parser) expressionElement() (Node, bool) {
	start := p.pos
	if !p.startsExpression() {
		return nil, false
	}
	node := p.expression()
	if node == nil {
		p.pos = start
		return nil, false
	}
	element := &CommandExpression{Expression: node}
	element.Span = p.from(start)
	for p.peek(argument) == redirection && p.peekChar(p.pos) != '<' {
		element.Redirections = append(element.Redirections, p.redirect())
		element.Span = p.from(start)
	}
	return element, true
}

// startsExpression reports whether the next token starts an expression, not a command.
func (p *parser) startsExpression() bool {
	t := p.next(operand)
	switch t.kind {
	case variable, number, singleQuote, doubleQuote, singleHere, doubleHere, leftParen, atParen, atCurly,
		dollarParen, leftCurly, leftBracket, splat, comma, plusPlus, minusMinus:
		return true
	case dashOp:
		return unaryOperators[p.operator(t)]
	case plus:
		return true
	case minus, exclamation:
		r := p.peekChar(t.end)
		return !isIdentStart(r)
	}
	return false
}

// assignment reads an operator and a value after an expression, if an operator is there.
func (p *parser) assignment(target *CommandExpression, start int) Node {
	t := p.next(operand)
	if t.kind != assign || target.Redirections != nil {
		return nil
	}
	node := &Assignment{Target: target.Expression, Op: p.src[t.start:t.end]}
	if strings.HasPrefix(node.Op, "??") {
		p.needsSeven(Span{t.start, t.end}, node.Op)
	}
	if !assignable(target.Expression) {
		p.fail(target.Span, "this can't be assigned to: use a variable, a property or an element")
	}
	p.pos = t.end
	p.skipLines()
	if node.Value = unwrap(p.statement()); node.Value == nil {
		p.failHere("a value is missing after '" + node.Op + "'")
		node.Value = p.missing()
	}
	node.Span = p.from(start)
	return node
}

// unwrap returns the only expression of a pipeline instead of the pipeline.
func unwrap(node Node) Node {
	if pipeline, ok := node.(*Pipeline); ok && len(pipeline.Elements) == 1 && !pipeline.Background {
		if expression, ok := pipeline.Elements[0].(*CommandExpression); ok {
			return expression
		}
	}
	return node
}

func assignable(node Node) bool {
	switch node := node.(type) {
	case *Variable:
		return !node.Splatted
	case *Member, *Index:
		return true
	case *Cast:
		return assignable(node.Operand)
	case *Attributed:
		return assignable(node.Operand)
	case *Paren:
		return assignableParen(node)
	case *Array:
		for _, element := range node.Elements {
			if !assignable(element) {
				return false
			}
		}
		return true
	}
	return false
}

func assignableParen(node *Paren) bool {
	inner, ok := unwrap(node.Inner).(*CommandExpression)
	return ok && assignable(inner.Expression)
}
