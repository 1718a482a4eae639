package syntax

import (
	"strings"
)

// place is where the next token is looked for. Blanks that end there start at content.
type place struct {
	pos             int
	content, blanks int
}

// lexer finds tokens.
type lexer struct {
	src string
	place
	last     token // the one that next returned last, in lastMode
	lastMode mode
	unclosed bool // no brace closes a "${" from here on
	pasted   bool // a prompt was seen: the source is a pasted session
	comments []Span
	errors   []Error
	newer    []Newer
}

func (l *lexer) char(i int) (rune, int) { return charAt(l.src, i) }

func (l *lexer) peekChar(i int) rune {
	r, _ := charAt(l.src, i)
	return r
}

func (l *lexer) has(i int, s string) bool {
	return i <= len(l.src) && strings.HasPrefix(l.src[i:], s)
}

func (l *lexer) fail(span Span, message string) {
	if len(l.errors) < maxErrors {
		l.errors = append(l.errors, Error{span, message})
	}
}

// next returns the token at pos, without moving.
func (l *lexer) next(m mode) token {
	if l.pos == l.last.start && m == l.lastMode && l.last.end > l.pos {
		if l.pos != l.blanks {
			l.content, l.blanks = l.pos, l.pos
		}
		return l.last
	}
	l.skipBlanks()
	l.last, l.lastMode = l.scan(m), m
	return l.last
}

func (l *lexer) scan(m mode) token {
	r, size := l.char(l.pos)
	t := token{start: l.pos, end: l.pos + size}
	switch {
	case r == eof:
		t.kind = endOfSource
	case isNewline(r):
		t.kind, t.end = newline, newlineEnd(l.src, l.pos)
	case r == 0x1A && l.pos == len(l.src)-1:
		t.kind = endOfSource
	default:
		l.visible(&t, r, m)
	}
	return t
}

// visible classifies what both modes have in common, and leaves the rest to them.
func (l *lexer) visible(t *token, r rune, m mode) {
	after := l.peekChar(t.end)
	switch r {
	case ';':
		t.kind = semicolon
	case ',':
		t.kind = comma
	case '(':
		t.kind = leftParen
	case ')':
		t.kind = rightParen
	case '{':
		t.kind = leftCurly
	case '}':
		t.kind = rightCurly
	case '|':
		l.pair(t, after, '|', pipe, orOr)
	case '&':
		l.pair(t, after, '&', ampersand, andAnd)
	case '\'':
		t.kind = singleQuote
	case '"':
		t.kind = doubleQuote
	case '@':
		l.at(t, after, m)
	case '$':
		l.dollar(t, after, m)
	default:
		if l.redirection(t, r, m) {
			return
		}
		if m == operand {
			l.operandToken(t, r, after)
		} else {
			l.argumentToken(t, r, after)
		}
	}
}

func (l *lexer) pair(t *token, after, second rune, one, two kind) {
	t.kind = one
	if after == second {
		t.kind, t.end = two, t.end+1
	}
}

func (l *lexer) at(t *token, after rune, m mode) {
	switch {
	case after == '(':
		t.kind, t.end = atParen, t.end+1
	case after == '{':
		t.kind, t.end = atCurly, t.end+1
	case after == '\'':
		t.kind = singleHere
	case after == '"':
		t.kind = doubleHere
	case isIdentStart(after) || after == '?':
		t.kind, t.end = splat, l.variableEnd(t.end)
	default:
		t.kind = unrecognized
	}
}

// dollar classifies what a dollar starts. Among arguments a variable with more text
// behind it is a word.
func (l *lexer) dollar(t *token, after rune, m mode) {
	if after == '(' {
		t.kind, t.end = dollarParen, t.end+1
		return
	}
	end := l.variableEnd(t.end)
	switch {
	case end == t.end:
		t.kind = word
		l.checkBrace(t.start)
	case m == argument && !l.endsVariable(end):
		t.kind = word
	default:
		t.kind, t.end = variable, end
	}
}

// checkBrace reports a "${" without the brace that closes it.
func (l *lexer) checkBrace(i int) {
	if l.has(i, "${") {
		l.fail(Span{i, i + 2}, "'${' has no closing '}'")
	}
}

func (l *lexer) endsVariable(i int) bool {
	r := l.peekChar(i)
	return endsWord(r) || r == '.' || r == '[' || r == ':' && l.peekChar(i+1) == ':' || r == '?' && strings.ContainsRune(".[", l.peekChar(i+1))
}

// redirection recognises >, >>, <, n>, n>>, n>&m and *>.
func (l *lexer) redirection(t *token, r rune, m mode) bool {
	i := t.start
	if (m == argument && r >= '1' && r <= '6' || r == '*') && l.peekChar(i+1) == '>' {
		i++
	} else if r == '<' {
		t.kind, t.end = redirection, i+1
		return true
	}
	if l.peekChar(i) != '>' {
		return false
	}
	i++
	if l.peekChar(i) == '>' {
		i++
	} else if l.peekChar(i) == '&' && isDigit(l.peekChar(i+1)) {
		i += 2
	}
	t.kind, t.end = redirection, i
	return true
}
