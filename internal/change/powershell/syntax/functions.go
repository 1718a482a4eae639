package syntax

import (
	"strings"
)

// blockNames are the named blocks of a script block.
var blockNames = map[string]bool{"begin": true, "process": true, "end": true, "dynamicparam": true, "clean": true}

// scriptBlock reads a body: param, then named blocks or statements, up to closer.
func (p *parser) scriptBlock(b *ScriptBlock, closer kind) {
	p.skipSeparators()
	for name, span := p.keyword(); name == "using" && closer == endOfSource; name, span = p.keyword() {
		p.pos = span.End
		b.Usings = append(b.Usings, p.using(span.Start))
		p.skipSeparators()
	}
	b.Params = p.paramBlock()
	p.skipSeparators()
	if name, _ := p.keyword(); blockNames[name] {
		p.namedBlocks(b)
		return
	}
	list := p.statements()
	if n := len(list); n > 0 {
		start, end := list[0].Extent().Start, list[n-1].Extent().End
		p.pos = max(p.pos, end)
		b.Blocks = append(b.Blocks, &NamedBlock{Span{start, end}, "", list})
	}
}

// skipSeparators moves over line breaks, semicolons and prompts.
func (p *parser) skipSeparators() {
	for p.skipLines(); p.accept(operand, semicolon); p.skipLines() {
	}
	p.skipPrompt()
}

func (p *parser) namedBlocks(b *ScriptBlock) {
	for {
		p.skipSeparators()
		name, span := p.keyword()
		if !blockNames[name] {
			break
		}
		p.pos = span.End
		body := p.block(name)
		b.Blocks = append(b.Blocks, &NamedBlock{p.from(span.Start), name, body.Statements})
	}
	for {
		switch t := p.next(argument); t.kind {
		case endOfSource:
			return
		case rightCurly:
			if p.curlies > 0 {
				return
			}
			p.unexpected()
		case newline, semicolon:
			p.pos = t.end
		default:
			p.fail(Span{t.start, t.end}, "a statement beside begin, process or end: put it into one of them")
			p.statements()
			return
		}
	}
}

func (p *parser) function(name string, start int) Node {
	node := &Function{Filter: name == "filter"}
	p.skipLines()
	if t := p.next(argument); t.kind == word || t.kind == number || t.kind == dot || t.kind == param {
		node.Name = p.functionName()
	} else {
		p.failHere("a name is missing after " + name)
	}
	p.skipLines()
	if p.peek(operand) == leftParen {
		at := p.pos
		node.Params = &ParamBlock{Params: p.parameters()}
		node.Params.Span = p.from(at)
	}
	node.Body = p.body("the head of " + name)
	node.Span = p.from(start)
	if name == "workflow" || name == "configuration" {
		return &Unsupported{node.Span, name, node.Name}
	}
	return node
}

// functionName reads a name, which may have a scope before it.
func (p *parser) functionName() string {
	name := ""
	if text, ok := p.bareWord().(*Text); ok {
		name = text.Value
	}
	if i := strings.LastIndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
	}
	return name
}

// body reads a script block in braces that is no value.
func (p *parser) body(of string) *ScriptBlock {
	p.skipLines()
	b := &ScriptBlock{Span: Span{p.pos, p.pos}}
	if !p.accept(operand, leftCurly) {
		p.failHere("'{' is missing after " + of)
		b.Span = p.missing().Span
		return b
	}
	p.inBody(b)
	return b
}

// inBody reads a script block whose opening brace was read.
func (p *parser) inBody(b *ScriptBlock) {
	outer := p.context
	p.context = context{curlies: outer.curlies + 1, doubledQuote: outer.doubledQuote}
	p.scriptBlock(b, rightCurly)
	p.context = outer
	p.skipLines()
	p.closeCurly(b.Start)
	b.Span = p.from(b.Start)
}
