package syntax

import "strings"

// statements reads statements up to a closing bracket or the end of the source, where it stops.
func (p *parser) statements() []Node {
	var list []Node
	for {
		p.skipLines()
		p.skipPrompt()
		t := p.next(argument)
		switch t.kind {
		case endOfSource:
			return list
		case newline, semicolon:
			p.pos = t.end
		case rightParen, rightCurly:
			if t.kind == rightParen && p.parens > 0 || t.kind == rightCurly && p.curlies > 0 {
				return list
			}
			p.unexpected()
		default:
			list = p.statementInList(list)
		}
	}
}

// statementInList reads one statement and checks what follows it.
func (p *parser) statementInList(list []Node) []Node {
	start := p.pos
	node := p.statement()
	if node == nil {
		if p.pos == start {
			p.unexpected()
		}
		return list
	}
	if !endsWithBlock(node) && !p.atEnd() {
		p.unexpectedStatement()
	}
	return append(list, node)
}

// unexpectedStatement reports what follows a statement on its line. It is read as a
// statement of its own, so it isn't skipped.
func (p *parser) unexpectedStatement() {
	before := p.place
	p.unexpected()
	p.place = before
	p.skipBlanks()
}

// endsWithBlock reports whether another statement may follow on the same line.
func endsWithBlock(node Node) bool {
	switch node := node.(type) {
	case *Pipeline:
		return node.Background
	case *Assignment:
		return endsWithBlock(node.Value)
	case *CommandExpression, *PipelineChain, *Jump, *Using:
		return false
	case *Loop:
		return node.Kind == "while"
	}
	return true
}

// atEnd reports whether a statement ends here.
func (p *parser) atEnd() bool {
	switch p.peek(argument) {
	case newline, semicolon, endOfSource, rightParen, rightCurly:
		return true
	}
	return false
}

// keyword returns the word at the place in lower case, if it is one that could be a keyword.
func (p *parser) keyword() (string, Span) {
	p.skipBlanks()
	end := p.pos
	for end < len(p.src) && isASCIILetter(rune(p.src[end])) && end-p.pos < 20 {
		end++
	}
	if end == p.pos || !endsWord(p.peekChar(end)) {
		return "", Span{}
	}
	return strings.ToLower(p.src[p.pos:end]), Span{p.pos, end}
}

// acceptKeyword moves over the word if it is the next one.
func (p *parser) acceptKeyword(name string) bool {
	found, span := p.keyword()
	if found == name {
		p.pos = span.End
	}
	return found == name
}

// statement reads one statement, or returns nil where none starts.
func (p *parser) statement() Node {
	if !p.enter() {
		p.leave()
		return nil
	}
	defer p.leave()
	p.skipBlanks()
	start := p.pos
	if label, ok := p.label(); ok {
		return p.labelled(label, start)
	}
	name, span := p.keyword()
	if node, ok := p.keywordStatement(name, span); ok {
		return node
	}
	return p.pipelineChain()
}

func (p *parser) keywordStatement(name string, span Span) (Node, bool) {
	before := p.place
	p.pos = span.End
	switch name {
	case "if":
		return p.ifStatement(span.Start), true
	case "while", "do", "for", "foreach", "switch":
		return p.loop(name, "", span.Start), true
	case "try":
		return p.try(span.Start), true
	case "trap":
		return p.trap(span.Start), true
	case "function", "filter", "workflow", "configuration":
		return p.function(name, span.Start), true
	case "return", "throw", "exit", "break", "continue":
		return p.jump(name, span.Start), true
	case "data":
		return p.data(span.Start), true
	case "class", "enum":
		return p.class(name, span.Start), true
	case "using":
		return p.using(span.Start), true
	}
	p.place = before
	return nil, false
}

// label reads :name before a loop.
func (p *parser) label() (string, bool) {
	if p.peekChar(p.pos) != ':' || !isIdentStart(p.peekChar(p.pos+1)) {
		return "", false
	}
	end := identEnd(p.src, p.pos+1)
	if !endsWord(p.peekChar(end)) {
		return "", false
	}
	name := p.src[p.pos+1 : end]
	p.pos = end
	p.skipLines()
	return name, true
}

func (p *parser) labelled(label string, start int) Node {
	name, span := p.keyword()
	switch name {
	case "while", "do", "for", "foreach", "switch":
		p.pos = span.End
		return p.loop(name, label, start)
	}
	p.failHere("a loop is missing after the label :" + label)
	return &Bad{p.from(start)}
}

// block reads statements in braces; of says whose they are, for the message.
func (p *parser) block(of string) *StatementBlock {
	p.skipLines()
	b := &StatementBlock{Span: Span{p.pos, p.pos}}
	if !p.accept(operand, leftCurly) {
		p.fail(Span{p.content, p.content}, "'{' is missing after "+of)
		b.Span = p.missing().Span
		return b
	}
	b.Statements = p.curly(b.Start)
	b.Span = p.from(b.Start)
	return b
}

// curly reads statements and the brace that closes the one at start.
func (p *parser) curly(start int) []Node {
	outer := p.context
	p.context = context{curlies: outer.curlies + 1, doubledQuote: outer.doubledQuote}
	list := p.statements()
	p.context = outer
	p.closeCurly(start)
	return list
}

func (p *parser) closeCurly(start int) {
	if !p.accept(operand, rightCurly) {
		p.fail(Span{start, start + 1}, "'{' has no closing '}'")
	}
}
