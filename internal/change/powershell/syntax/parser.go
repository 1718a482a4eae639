package syntax

import (
	"fmt"
	"strings"
)

// Bounds on what is read: deeper trees and longer lists of errors help nobody.
const (
	maxDepth  = 200
	maxChain  = 10_000
	maxErrors = 100
	maxNumber = 100
)

// parser reads the grammar by recursive descent.
type parser struct {
	lexer
	context
	depth    int
	noParams map[int]bool // places where attributes precede no param: they are read once more
}

// context is what encloses the place. The counts tell a stray bracket from one that
// closes an outer.
type context struct {
	parens       int  // open parentheses since the last brace
	curlies      int  // open braces
	noComma      bool // commas separate arguments of a method
	noTernary    bool // a colon belongs to an enclosing ? :
	doubledQuote bool // in $() of a text in double quotes, where "" is a quote
}

// Parse reads a source. It always returns a tree; where the source doesn't parse there
// are errors with it, sorted by place.
func Parse(src string) *Script {
	p := &parser{lexer: lexer{src: src}, noParams: map[int]bool{}}
	if strings.HasPrefix(src, "\uFEFF") {
		p.pos = len("\uFEFF")
	}
	script := &Script{Source: src, Body: &ScriptBlock{Span: Span{0, len(src)}}}
	p.scriptBlock(script.Body, endOfSource)
	script.Errors, script.Comments, script.Newer = sortErrors(p.errors), p.comments, p.newer
	return script
}

// enter counts a level of nesting and reports whether one more is allowed. Past the bound
// the rest of the source is given up.
func (p *parser) enter() bool {
	p.depth++
	if p.depth <= maxDepth {
		return true
	}
	if p.pos < len(p.src) {
		p.abandon(fmt.Sprintf("nested more than %d levels deep; the rest is not read", maxDepth))
	}
	return false
}

func (p *parser) leave() { p.depth-- }

// abandon gives the rest of the source up with an error.
func (p *parser) abandon(message string) {
	p.fail(Span{p.pos, p.pos}, message)
	p.pos = len(p.src)
}

// peek returns the kind of the next token.
func (p *parser) peek(m mode) kind { return p.next(m).kind }

// accept moves over the next token if it is of kind k.
func (p *parser) accept(m mode, k kind) bool {
	t := p.next(m)
	if t.kind == k {
		p.pos = t.end
	}
	return t.kind == k
}

// expect moves over the next token, which has to be of kind k.
func (p *parser) expect(k kind, message string) bool {
	if p.accept(operand, k) {
		return true
	}
	p.failHere(message)
	return false
}

// failHere reports an error at the next token, which it names.
func (p *parser) failHere(message string) {
	t := p.next(argument)
	if t.kind == newline || t.kind == endOfSource {
		p.fail(Span{t.start, t.start}, message)
		return
	}
	p.fail(Span{t.start, t.end}, fmt.Sprintf("%s before %q", message, p.tokenText(t)))
}

// unexpected reports the next token, and moves over it so that reading goes on.
func (p *parser) unexpected() {
	t := p.next(argument)
	text := p.tokenText(t)
	if strings.HasPrefix(text, "<") {
		p.fail(Span{t.start, t.end}, fmt.Sprintf("placeholder or redirection %q: replace it with a value", text))
	} else {
		p.fail(Span{t.start, t.end}, fmt.Sprintf("unexpected %q: a statement ends before it", text))
	}
	p.pos = t.end
}

// tokenText returns the token's text for a message: all of a word, at most 40 bytes.
func (p *parser) tokenText(t token) string {
	end := t.end
	for end < len(p.src) && end-t.start < 40 && (t.kind == word || t.kind == redirection) && !endsWord(p.peekChar(end)) {
		_, size := p.char(end)
		end += size
	}
	return p.src[t.start:end]
}

// from returns the span from start to the end of what was read last.
func (p *parser) from(start int) Span {
	if p.pos == p.blanks {
		return Span{start, max(start, p.content)}
	}
	return Span{start, max(start, p.pos)}
}

// missing returns a node without extent for what is missing at the place. The blanks
// before it belong to what it is in.
func (p *parser) missing() *Bad {
	p.content, p.blanks = p.pos, p.pos
	return &Bad{Span{p.pos, p.pos}}
}

func (p *parser) needsSeven(span Span, feature string) {
	if n := len(p.newer); n > 0 && p.newer[n-1].Start >= span.Start {
		return // read before, in an attempt that was taken back
	}
	if len(p.newer) < maxErrors {
		p.newer = append(p.newer, Newer{span, feature})
	}
}
