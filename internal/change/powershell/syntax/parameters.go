package syntax

import "strings"

// paramBlock reads the attributes and param(...) at the start of a body, if it has them.
func (p *parser) paramBlock() *ParamBlock {
	before := p.place
	if p.noParams[before.pos] {
		return nil
	}
	count := len(p.errors)
	var attributes []*Attribute
	for p.peek(operand) == leftBracket {
		a, ok := p.attributeOrType().(*Attribute)
		if !ok {
			break
		}
		attributes = append(attributes, a)
		p.skipLines()
	}
	name, span := p.keyword()
	start := p.pos
	if name == "param" {
		p.pos = span.End
		p.skipLines()
	}
	if name != "param" || p.peek(operand) != leftParen {
		p.place, p.errors = before, p.errors[:count]
		if attributes != nil {
			p.noParams[before.pos] = true
		}
		return nil
	}
	b := &ParamBlock{Attributes: attributes, Params: p.parameters()}
	b.Span = p.from(start)
	if attributes != nil {
		b.Span.Start = attributes[0].Start
	}
	return b
}

// parameters reads declarations in parentheses.
func (p *parser) parameters() []*Parameter {
	p.expect(leftParen, "'(' is missing before the parameters")
	outer := p.openParen()
	var list []*Parameter
	declared := map[string]bool{}
	for p.skipLines(); p.peek(operand) != rightParen; p.skipLines() {
		start := p.pos
		added := p.parameter()
		if name := strings.ToLower(added.Name.Name); name != "" && declared[name] {
			p.fail(added.Name.Span, "the parameter $"+added.Name.Name+" is declared twice")
		} else {
			declared[name] = true
		}
		list = append(list, added)
		p.skipLines()
		if !p.accept(operand, comma) || p.pos == start {
			break
		}
		if p.skipLines(); p.peek(operand) == rightParen {
			p.failHere("a parameter is missing after ','")
		}
	}
	p.closeParen(outer, "the parameters")
	return list
}

func (p *parser) parameter() *Parameter {
	node := &Parameter{}
	start := p.pos
	for p.peek(operand) == leftBracket {
		node.Attributes = append(node.Attributes, p.attributeOrType())
		p.skipLines()
	}
	node.Name = p.parameterName("the declaration of a parameter")
	node.Span = p.from(start)
	before := p.place
	p.skipLines()
	if t := p.next(operand); t.kind == assign && t.end == t.start+1 {
		p.pos = t.end
		p.skipLines()
		p.noComma = true
		node.Default = p.operandOr("a default is missing after '='")
		p.noComma = false
		node.Span = p.from(start)
	} else {
		p.place = before
	}
	return node
}

func (p *parser) parameterName(after string) *Variable {
	t := p.next(operand)
	if t.kind == variable {
		return p.variable(t)
	}
	p.failHere("a variable is missing after " + after)
	return &Variable{Span: p.missing().Span}
}
