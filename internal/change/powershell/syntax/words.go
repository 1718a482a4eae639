package syntax

import (
	"strconv"
	"strings"
)

// unicodeEscape reads `u{...}, which 5.1 doesn't have.
func (p *parser) unicodeEscape(start int) string {
	end := strings.IndexByte(p.src[p.pos:min(len(p.src), p.pos+10)], '}')
	if end > 2 {
		if code, err := strconv.ParseUint(p.src[p.pos+2:p.pos+end], 16, 32); err == nil && code <= 0x10FFFF {
			p.pos += end + 1
			p.needsSeven(p.from(start), "the escape `u{}")
			return string(rune(code))
		}
	}
	p.fail(Span{start, p.pos + 2}, "the Unicode escape is malformed: use `u{41}")
	p.pos++
	return "u"
}

// hereString reads @'...'@ or @"..."@. Its text starts on the next line and ends before
// the line break that precedes the terminator.
func (p *parser) hereString(expandable bool) Node {
	start, quote := p.pos, SingleQuotedHere
	if expandable {
		quote = DoubleQuotedHere
	}
	_, size := p.char(start + 1)
	p.pos += 1 + size
	for isBlank(p.peekChar(p.pos)) {
		_, size := p.char(p.pos)
		p.pos += size
	}
	if !isNewline(p.peekChar(p.pos)) {
		p.fail(Span{p.pos, p.pos}, "the text of a here-string starts on the next line")
		return &Text{p.from(start), quote, ""}
	}
	r := textReader{start: newlineEnd(p.src, p.pos)}
	if end, ok := p.hereEnd(p.pos, expandable); ok { // an empty one
		p.pos = end
		return &Text{p.from(start), quote, ""}
	}
	p.pos = r.start
	return p.hereText(&r, start, quote)
}

// hereText reads the lines of a here-string.
func (p *parser) hereText(r *textReader, start int, quote Quote) Node {
	expandable := quote == DoubleQuotedHere
	for {
		c, size := p.char(p.pos)
		switch {
		case c == eof:
			return p.unterminatedHere(start, quote)
		case isNewline(c):
			if end, ok := p.hereEnd(p.pos, expandable); ok {
				p.pos = end
				return r.node(p.from(start), quote)
			}
			size = newlineEnd(p.src, p.pos) - p.pos
			fallthrough
		case !expandable:
			r.literal.WriteString(p.src[p.pos : p.pos+size])
			p.pos += size
		default:
			p.expandableChar(r, true)
		}
	}
}

func (p *parser) unterminatedHere(start int, quote Quote) Node {
	terminator := "'@"
	if quote == DoubleQuotedHere {
		terminator = `"@`
	}
	message := "the here-string that starts at @ has no end: put " + terminator + " at the start of a line"
	at := start
	if i := indented(p.src[start:], terminator); i >= 0 {
		at = start + i
		message = "white space is not allowed before " + terminator + ", the end of a here-string"
	}
	p.fail(Span{at, at}, message)
	p.pos = len(p.src)
	return &Text{p.from(start), quote, ""}
}

// indented returns the place of a terminator that only has blanks before it on its line.
func indented(s, terminator string) int {
	for from := 0; ; {
		i := strings.Index(s[from:], terminator)
		if i < 0 {
			return -1
		}
		i += from
		line := strings.LastIndexAny(s[:i], "\r\n") + 1
		if line > 0 && strings.Trim(s[line:i], " \t") == "" {
			return i
		}
		from = i + 1
	}
}

// hereEnd returns the end of the terminator behind the line break at i.
func (p *parser) hereEnd(i int, expandable bool) (int, bool) {
	i = newlineEnd(p.src, i)
	c, size := p.char(i)
	if c == '\'' && !expandable || c == '"' && expandable {
		if p.peekChar(i+size) == '@' {
			return i + size + 1, true
		}
	}
	return 0, false
}

// bareWord reads an argument without quotes around it.
func (p *parser) bareWord() Node {
	start := p.pos
	r := textReader{start: start}
	for {
		c, size := p.char(p.pos)
		switch {
		case endsWord(c):
			return r.node(p.from(start), Bare)
		case c == '\'':
			p.quotedPart(&r, p.single())
		case c == '"':
			p.quotedPart(&r, p.double())
		case c == '`' && p.pos+1 >= len(p.src):
			p.skipBlanks()
		case c == '`' || c == '$':
			p.expandableChar(&r, true)
		default:
			r.literal.WriteString(p.src[p.pos : p.pos+size])
			p.pos += size
		}
	}
}

// quotedPart adds a quoted part of a word to it.
func (p *parser) quotedPart(r *textReader, quoted Node) {
	switch quoted := quoted.(type) {
	case *Text:
		r.literal.WriteString(quoted.Value)
	case *Expandable:
		r.flush(quoted.Start)
		r.parts = append(r.parts, quoted.Parts...)
		r.start = p.pos
	}
}

// variable makes the node of a variable token and moves behind it.
func (p *parser) variable(t token) *Variable {
	p.pos = t.end
	v := &Variable{Span: Span{t.start, t.end}, Splatted: t.kind == splat}
	name := p.src[t.start+1 : t.end]
	if strings.HasPrefix(name, "{") {
		name = strings.TrimSuffix(name[1:], "}")
		if i := strings.IndexByte(name, '{'); i == 0 || i > 0 && name[i-1] != '`' {
			p.fail(v.Span, "'{' in the name of a variable needs a backtick before it")
		}
		name = strings.ReplaceAll(name, "`", "")
	} else if p.peekChar(t.end) == ':' && p.peekChar(t.end+1) != ':' && isVariableChar(p.lastChar(t.end)) && !p.noTernary {
		p.fail(Span{t.start, t.end + 1}, "variable "+p.src[t.start:t.end]+" is followed by ':': write ${"+name+"}: if the colon belongs to the text")
	}
	if name == "" {
		p.fail(v.Span, "a name is missing in '${}'")
	}
	if i := strings.IndexByte(name, ':'); i > 0 {
		v.Scope, name = strings.ToLower(name[:i]), name[i+1:]
	}
	v.Name = name
	return v
}

func (p *parser) lastChar(end int) rune { return rune(p.src[end-1]) }
