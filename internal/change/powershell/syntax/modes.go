package syntax

import "strings"

// operandToken classifies a token where an expression is expected.
func (l *lexer) operandToken(t *token, r, after rune) {
	switch {
	case isDigit(r) || r == '.' && isDigit(after):
		l.number(t, operand)
	case isIdentStart(r):
		t.kind, t.end = word, identEnd(l.src, t.start)
	default:
		l.symbol(t, r, after)
	}
}

func (l *lexer) symbol(t *token, r, after rune) {
	switch r {
	case '-':
		l.dash(t, after)
	case '+':
		l.arithmetic(t, after, plus)
		if after == '+' {
			t.kind, t.end = plusPlus, t.end+1
		}
	case '*':
		l.arithmetic(t, after, times)
	case '/':
		l.arithmetic(t, after, divide)
	case '%':
		l.arithmetic(t, after, modulo)
	case '=':
		t.kind = assign
	case '.':
		l.pair(t, after, '.', dot, dotDot)
	case ':':
		l.pair(t, after, ':', colon, colonColon)
	case '!':
		t.kind = exclamation
	case '[':
		t.kind = leftBracket
	case ']':
		t.kind = rightBracket
	case '?':
		l.question(t, after)
	default:
		t.kind = word
	}
}

func (l *lexer) arithmetic(t *token, after rune, k kind) {
	t.kind = k
	if after == '=' {
		t.kind, t.end = assign, t.end+1
	}
}

func (l *lexer) question(t *token, after rune) {
	switch {
	case l.has(t.end, "?="):
		t.kind, t.end = assign, t.end+2
	case after == '?':
		t.kind, t.end = coalesce, t.end+1
	case after == '.' && !isDigit(l.peekChar(t.end+1)):
		t.kind, t.end = questionDot, t.end+1
	case after == '[':
		t.kind, t.end = questionBracket, t.end+1
	default:
		t.kind = question
	}
}

// dash classifies -, --, -= and -operator.
func (l *lexer) dash(t *token, after rune) {
	l.arithmetic(t, after, minus)
	if after == '-' {
		_, size := l.char(t.end)
		t.kind, t.end = minusMinus, t.end+size
		return
	}
	if !isASCIILetter(after) {
		return
	}
	end := t.end
	for end < len(l.src) && isASCIILetter(rune(l.src[end])) {
		end++
	}
	if isOperator(strings.ToLower(l.src[t.end:end])) {
		t.kind, t.end = dashOp, end
	}
}

// argumentToken classifies a token among the arguments of a command.
func (l *lexer) argumentToken(t *token, r, after rune) {
	t.kind = word
	switch {
	case isDigit(r) || r == '.' && isDigit(after):
		l.number(t, argument)
	case r == '-':
		l.dashArgument(t, after)
	case r == '.' && (endsWord(after) || after == '$' || after == '"' || after == '\''):
		t.kind = dot
	}
}

func (l *lexer) dashArgument(t *token, after rune) {
	if after == '-' {
		_, size := l.char(t.end)
		end := t.end + size
		if endsWord(l.peekChar(end)) {
			t.kind, t.end = endOfParams, end
		} else if l.has(end, "%") && endsWord(l.peekChar(end+1)) {
			t.kind, t.end = verbatim, end+1
		}
		return
	}
	if isIdentStart(after) || after == '?' {
		l.param(t)
	}
}

// param reads -Name, with the colon where one follows. A quote in it makes it a word.
func (l *lexer) param(t *token) {
	for i := t.end; ; {
		r, size := l.char(i)
		switch {
		case r == ':':
			t.kind, t.end = param, i+1
			return
		case endsWord(r) || r == '.' || r == '[':
			t.kind, t.end = param, i
			return
		case r == '\'' || r == '"':
			return
		}
		i += size
	}
}

// variableEnd returns the end of the variable whose name starts at i, or i if there is none.
func (l *lexer) variableEnd(i int) int {
	r, size := l.char(i)
	switch {
	case r == '{':
		return l.bracedEnd(i)
	case r == '$' || r == '^' || r == '?' && !isVariableChar(l.peekChar(i+1)):
		return i + size
	case !isVariableChar(r):
		return i
	}
	for {
		r, size = l.char(i)
		switch {
		case isVariableChar(r):
			i += size
		case r == ':' && isVariableChar(l.peekChar(i+1)):
			i++
		default:
			return i
		}
	}
}

func (l *lexer) bracedEnd(i int) int {
	if l.unclosed {
		return i
	}
	for j := i + 1; j < len(l.src); j++ {
		switch l.src[j] {
		case '`':
			j++
		case '}':
			return j + 1
		}
	}
	l.unclosed = true
	return i
}
