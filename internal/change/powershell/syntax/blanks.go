package syntax

import (
	"strings"
)

// skipBlanks moves over blanks, continued lines and comments, but not over line breaks.
func (l *lexer) skipBlanks() {
	if l.pos != l.blanks {
		l.content = l.pos
	}
	l.skipBlanksOnly()
	l.blanks = l.pos
}

func (l *lexer) skipBlanksOnly() {
	for {
		r, size := l.char(l.pos)
		switch {
		case isBlank(r):
			l.pos += size
		case r == '`' && isNewline(l.peekChar(l.pos+1)):
			l.pos = newlineEnd(l.src, l.pos+1)
			l.skipContinuation()
		case r == '`' && isBlank(l.peekChar(l.pos+1)):
			l.pos++
		case r == '`' && l.pos == len(l.src)-1:
			l.fail(Span{l.pos, l.pos + 1}, "a backtick at the end of the source escapes nothing")
			l.pos++
		case r == '#':
			l.lineComment()
		case r == '<' && l.has(l.pos, "<#"):
			l.blockComment()
		default:
			return
		}
	}
}

// skipLines moves over line breaks as well.
func (l *lexer) skipLines() {
	for {
		l.skipBlanks()
		if !isNewline(l.peekChar(l.pos)) {
			return
		}
		l.pos = newlineEnd(l.src, l.pos)
		l.skipContinuation()
		l.blanks = l.pos
	}
}

// skipContinuation moves over the ">>" that a pasted session has before continued lines.
func (l *lexer) skipContinuation() {
	if !l.pasted {
		return
	}
	i := l.pos
	for isBlank(l.peekChar(i)) {
		i++
	}
	if l.has(i, ">>") {
		l.pos = i + 2
	}
}

func (l *lexer) lineComment() {
	start := l.pos
	end := strings.IndexAny(l.src[start:], "\r\n")
	if end < 0 {
		end = len(l.src) - start
	}
	l.pos = start + end
	l.comment(Span{start, l.pos})
}

func (l *lexer) blockComment() {
	start := l.pos
	end := strings.Index(l.src[start+2:], "#>")
	if end < 0 {
		l.fail(Span{start, start + 2}, "the comment that starts here has no end: add '#>'")
		l.pos = len(l.src)
	} else {
		l.pos = start + 2 + end + 2
	}
	l.comment(Span{start, l.pos})
}

// comment keeps a comment once, also where the parser goes back over it.
func (l *lexer) comment(span Span) {
	if n := len(l.comments); n == 0 || l.comments[n-1].Start < span.Start {
		l.comments = append(l.comments, span)
	}
}
