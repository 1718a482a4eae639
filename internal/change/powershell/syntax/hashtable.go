package syntax

import (
	"fmt"
	"strings"
)

// hashtable reads @{ key = value; ... }.
func (p *parser) hashtable(t token) Node {
	p.pos = t.end
	outer := p.context
	p.context = context{curlies: outer.curlies + 1, doubledQuote: outer.doubledQuote}
	node := &Hashtable{}
	keys := map[string]bool{}
	for p.skipSeparators(); ; p.skipSeparators() {
		if k := p.peek(operand); k == rightCurly || k == endOfSource {
			break
		}
		entry := p.entry()
		if entry == nil {
			p.skipEntry()
			continue
		}
		node.Entries = append(node.Entries, entry)
		p.checkKey(keys, entry.Key)
		if k := p.peek(argument); k != newline && k != semicolon && k != rightCurly {
			p.failHere("';' or a line break is missing after an entry of the hash table")
			break
		}
	}
	p.context = outer
	p.skipLines()
	if !p.accept(operand, rightCurly) {
		p.fail(Span{t.start, t.end}, "the hash table has no closing '}'")
	}
	node.Span = p.from(t.start)
	return node
}

// skipEntry moves over what is left of an entry that can't be read.
func (p *parser) skipEntry() {
	for {
		switch t := p.next(argument); t.kind {
		case newline, semicolon, rightCurly, endOfSource:
			return
		case word:
			p.bareWord()
		default:
			p.pos = t.end
		}
	}
}

// checkKey reports a key that is there already. Case makes no difference.
func (p *parser) checkKey(keys map[string]bool, key Node) {
	name := ""
	switch key := key.(type) {
	case *Text:
		name = strings.ToLower(key.Value)
	case *Number:
		name = fmt.Sprintf("number %v", key.Value)
	default:
		return
	}
	if keys[name] {
		p.fail(key.Extent(), fmt.Sprintf("the hash table has the key %q twice", name))
	}
	keys[name] = true
}

func (p *parser) entry() *Entry {
	start := p.pos
	entry := &Entry{Key: p.key()}
	if entry.Key == nil {
		p.failHere("a key is missing in the hash table")
		return nil
	}
	if t := p.next(operand); t.kind != assign || t.end != t.start+1 {
		p.fail(Span{p.pos, p.pos}, "'=' is missing after a key of the hash table")
		return nil
	}
	p.accept(operand, assign)
	p.skipLines()
	if entry.Value = p.statement(); entry.Value == nil {
		p.failHere("a value is missing after '=' in the hash table")
		return nil
	}
	entry.Span = p.from(start)
	return entry
}

// key reads a bare name or an expression.
func (p *parser) key() Node {
	if t := p.next(operand); t.kind == word {
		end := identEnd(p.src, t.start)
		for end < len(p.src) && p.src[end] == '-' && isIdent(p.peekChar(end+1)) {
			end = identEnd(p.src, end+1)
		}
		if end == t.start {
			return nil
		}
		p.pos = end
		return &Text{Span{t.start, end}, Bare, p.src[t.start:end]}
	}
	p.noComma = true
	node := p.unary()
	p.noComma = false
	return node
}
