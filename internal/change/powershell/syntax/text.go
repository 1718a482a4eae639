package syntax

import "strings"

// textReader collects the parts of a text that may have variables in it.
type textReader struct {
	parts   []Node
	literal strings.Builder
	start   int // of the literal that is collected
}

// flush ends the literal before end.
func (r *textReader) flush(end int) {
	if r.literal.Len() > 0 {
		r.parts = append(r.parts, &Text{Span{r.start, end}, DoubleQuoted, r.literal.String()})
		r.literal.Reset()
	}
}

// add ends the literal and adds a part that is to be expanded.
func (r *textReader) add(part Node) {
	r.flush(part.Extent().Start)
	r.parts = append(r.parts, part)
	r.start = part.Extent().End
}

// node returns the text as a node: a plain one where nothing is to be expanded.
func (r *textReader) node(span Span, quote Quote) Node {
	for _, part := range r.parts {
		if _, plain := part.(*Text); !plain {
			r.flush(span.End)
			return &Expandable{span, quote, r.parts}
		}
	}
	return &Text{span, quote, r.literal.String()}
}

// single reads a text in single quotes.
func (p *parser) single() Node {
	start := p.pos
	_, size := p.char(start)
	var value strings.Builder
	for i := start + size; ; {
		r, size := p.char(i)
		if r == eof {
			return p.unterminated(start, SingleQuoted, "'")
		}
		if r == '\'' {
			second, secondSize := p.char(i + size)
			if second != '\'' {
				p.pos = i + size
				return &Text{p.from(start), SingleQuoted, value.String()}
			}
			i += size
			size = secondSize
		}
		value.WriteString(p.src[i : i+size])
		i += size
	}
}

func (p *parser) unterminated(start int, quote Quote, terminator string) Node {
	p.fail(Span{start, start + 1}, "the text that starts here has no end: add "+terminator)
	p.pos = len(p.src)
	return &Text{p.from(start), quote, ""}
}

// double reads a text in double quotes. Inside $() of another one its quotes may be doubled.
func (p *parser) double() Node {
	start := p.pos
	_, width := p.char(start)
	if p.doubledQuote && p.peekChar(start+width) == '"' {
		_, size := p.char(start + width)
		width += size
	}
	doubled := p.doubledQuote && width > 1 && p.src[start] == '"'
	r := textReader{start: start + width}
	p.pos = start + width
	for {
		c, size := p.char(p.pos)
		switch {
		case c == eof:
			return p.unterminated(start, DoubleQuoted, `"`)
		case c == '"' && p.peekChar(p.pos+size) == '"' && !doubled:
			_, second := p.char(p.pos + size)
			r.literal.WriteString(p.src[p.pos+size : p.pos+size+second])
			p.pos += size + second
		case c == '"':
			p.pos += size
			if doubled && p.peekChar(p.pos) == '"' {
				p.pos++
			}
			return r.node(p.from(start), DoubleQuoted)
		default:
			p.expandableChar(&r, false)
		}
	}
}

// expandableChar reads one character, escape, variable or sub-expression of a text.
func (p *parser) expandableChar(r *textReader, here bool) {
	c, size := p.char(p.pos)
	switch {
	case c == '`':
		r.literal.WriteString(p.escape())
		return
	case c == '$' && p.peekChar(p.pos+1) == '(':
		r.add(p.embedded(!here))
		return
	case c == '$' && p.variableEnd(p.pos+1) > p.pos+1:
		end := p.variableEnd(p.pos + 1)
		r.add(p.variable(token{variable, p.pos, end}))
		return
	}
	p.checkBrace(p.pos)
	r.literal.WriteString(p.src[p.pos : p.pos+size])
	p.pos += size
}

// embedded reads $() inside a text.
func (p *parser) embedded(doubled bool) Node {
	outer := p.context
	p.doubledQuote = doubled
	node := p.subExpression(token{dollarParen, p.pos, p.pos + 2})
	p.context = outer
	return node
}

var escapes = map[rune]string{'0': "\x00", 'a': "\a", 'b': "\b", 'f': "\f", 'n': "\n", 'r': "\r", 't': "\t", 'v': "\v"}

// escape reads a backtick and what it escapes.
func (p *parser) escape() string {
	start := p.pos
	p.pos++
	c, size := p.char(p.pos)
	switch {
	case c == eof:
		return "`"
	case c == 'e':
		p.needsSeven(Span{start, p.pos + 1}, "the escape `e")
	case c == 'u' && p.peekChar(p.pos+1) == '{':
		return p.unicodeEscape(start)
	}
	text, ok := escapes[c]
	switch {
	case c == 'e':
		text = "\x1b"
	case isNewline(c):
		size = newlineEnd(p.src, p.pos) - p.pos
		text = p.src[p.pos : p.pos+size]
	case !ok:
		text = p.src[p.pos : p.pos+size]
	}
	p.pos += size
	return text
}
