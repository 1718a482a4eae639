package syntax

import "strings"

// bracketed reads [type], a cast, or an attribute before an expression.
func (p *parser) bracketed() Node {
	start := p.pos
	node := p.attributeOrType()
	if t, ok := node.(*Type); ok {
		return p.typeOrCast(t)
	}
	attribute, _ := node.(*Attribute)
	p.skipLines()
	operand := p.unary()
	if operand == nil {
		p.failHere("a variable is missing after the attribute")
		operand = p.missing()
	}
	return &Attributed{p.from(start), attribute, operand}
}

func (p *parser) typeOrCast(t *Type) Node {
	if r := p.peekChar(p.pos); r == ':' && p.peekChar(p.pos+1) == ':' || r == '.' && p.peekChar(p.pos+1) != '.' {
		return p.members(t, operand)
	}
	before := p.place
	p.skipBlanks()
	if k := p.peek(operand); k == comma {
		p.place = before
		return t
	}
	node := p.unary()
	if node == nil {
		p.place = before
		return p.members(t, operand)
	}
	return &Cast{p.from(t.Start), t, node}
}

func (p *parser) typeInBrackets() *Type {
	start := p.pos
	if t, ok := p.attributeOrType().(*Type); ok {
		return t
	}
	p.fail(p.from(start), "a type is expected here, not an attribute")
	return &Type{Span: p.from(start)}
}

// attributeOrType reads brackets: an attribute if parentheses follow its name.
func (p *parser) attributeOrType() Node {
	start := p.next(operand).start
	p.pos = start + 1
	p.skipLines()
	nameStart := p.pos
	name := p.typeName(0)
	if name == "" {
		p.failHere("the name of a type is missing after '['")
	} else if p.peek(operand) == comma {
		name += p.assembly()
	}
	if p.peekChar(p.pos) == '(' {
		a := &Attribute{Name: name}
		p.attributeArguments(a)
		p.skipLines()
		p.expect(rightBracket, "']' is missing after the attribute "+name)
		a.Span = p.from(start)
		return a
	}
	p.skipLines()
	if !p.accept(operand, rightBracket) {
		p.fail(Span{nameStart, p.pos}, "']' is missing after the type "+name)
	}
	return &Type{p.from(start), name}
}

// assembly reads ", Assembly, Version=..." behind the name of a type.
func (p *parser) assembly() string {
	start := p.pos
	for r := p.peekChar(p.pos); r != ']' && r != eof && !isNewline(r); r = p.peekChar(p.pos) {
		_, size := p.char(p.pos)
		p.pos += size
	}
	return p.src[start:p.pos]
}

// typeName reads a name with its generic arguments and array brackets.
func (p *parser) typeName(depth int) string {
	start := p.pos
	for {
		r, size := p.char(p.pos)
		if !isIdent(r) && (r != '.' || p.pos == start) && r != '`' && r != '+' {
			break
		}
		p.pos += size
	}
	name := p.src[start:p.pos]
	for depth < 20 && p.peekChar(p.pos) == '[' {
		p.pos++
		name += "[" + p.typeArguments(depth+1) + "]"
		if !p.accept(operand, rightBracket) {
			p.fail(Span{start, p.pos}, "']' is missing in the name of a type")
			break
		}
	}
	return name
}

// typeArguments reads what is in the inner brackets of a type: nothing, commas or types.
func (p *parser) typeArguments(depth int) string {
	var b strings.Builder
	for {
		p.skipLines()
		switch t := p.next(operand); {
		case t.kind == comma:
			p.pos = t.end
			b.WriteByte(',')
		case t.kind == leftBracket && depth < 20:
			p.pos = t.end
			b.WriteString(p.typeArguments(depth + 1))
			p.skipLines()
			p.accept(operand, rightBracket)
		default:
			name := p.typeName(depth)
			if name == "" {
				return b.String()
			}
			b.WriteString(name)
		}
	}
}

// attributeArguments reads (args) of an attribute.
func (p *parser) attributeArguments(a *Attribute) {
	p.pos++
	outer := p.openParen()
	for p.skipLines(); p.peek(operand) != rightParen; p.skipLines() {
		if !p.attributeArgument(a) {
			p.failHere("an argument of the attribute " + a.Name + " is missing")
			break
		}
		p.skipLines()
		if !p.accept(operand, comma) {
			break
		}
	}
	p.closeParen(outer, "the arguments of the attribute "+a.Name)
}

func (p *parser) attributeArgument(a *Attribute) bool {
	t := p.next(operand)
	p.noComma = true
	if t.kind != word {
		value := p.expression()
		if value != nil {
			a.Args = append(a.Args, value)
		}
		return value != nil
	}
	p.pos = t.end
	named := &NamedArgument{Span: Span{t.start, t.end}, Name: p.src[t.start:t.end]}
	if p.accept(operand, assign) {
		p.skipLines()
		named.Value = p.operandOr("a value is missing after " + named.Name + " =")
		named.Span = p.from(t.start)
	}
	a.Named = append(a.Named, named)
	return true
}
