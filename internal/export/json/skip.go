package json

import "strings"

// The functions of this file take an offset into text and return a later one. Most of an
// export is only skipped by them, so they go eight bytes at a time where they can.

// skipBlanks goes to the first character that is not white space in JSON.
func skipBlanks(text string, at int) int {
	for at < len(text) {
		switch text[at] {
		case ' ':
			if strings.HasPrefix(text[at:], "        ") { // indentation
				at += 8
				continue
			}
		case '\t', '\r', '\n':
		default:
			return at
		}
		at++
	}
	return at
}

// skipPlain goes to the first character that a JSON string can't hold unescaped: a quote,
// a backslash, or a control character.
func skipPlain(text string, at int) int {
	for at+8 <= len(text) {
		w := word(text, at)
		if anyByte(w, '"')|anyByte(w, '\\')|anyBelow(w, ' ') != 0 {
			break
		}
		at += 8
	}
	for at < len(text) && text[at] >= ' ' && text[at] != '"' && text[at] != '\\' {
		at++
	}
	return at
}

// skipString goes from a string's first quote behind its last. Like all that follow it
// needs JSON that was validated.
func skipString(text string, at int) int {
	for at = skipPlain(text, at+1); text[at] != '"'; at = skipPlain(text, at+2) {
	}
	return at + 1
}

// skipValue goes behind the value that begins here.
func skipValue(text string, at int) int {
	switch text[at] {
	case '"':
		return skipString(text, at)
	case '{', '[':
		return skipBrackets(text, at)
	}
	for at < len(text) && text[at] > ' ' && text[at] != ',' && text[at]|0x20 != '}' {
		at++
	}
	return at
}

// skipBrackets goes behind the bracket that closes the one here. A bracket differs from a
// brace in the bit 0x20 only, and in valid JSON both are paired alike.
func skipBrackets(text string, at int) int {
	for depth := 0; ; at++ {
		at = skipToBracket(text, at)
		switch text[at] | 0x20 {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return at + 1
			}
		case '"':
			at = skipString(text, at) - 1
		}
	}
}

// skipToBracket goes to the next bracket, brace or quote.
func skipToBracket(text string, at int) int {
	for at+8 <= len(text) {
		w := word(text, at) | 0x20*eachByte
		if anyByte(w, '"')|anyByte(w, '{')|anyByte(w, '}') != 0 {
			break
		}
		at += 8
	}
	for c := text[at] | 0x20; c != '"' && c != '{' && c != '}'; c = text[at] | 0x20 {
		at++
	}
	return at
}

// skipSeparator skips blanks and, if there is one, a separator among them.
func skipSeparator(text string, at int, separator byte) int {
	at = skipBlanks(text, at)
	if text[at] == separator {
		at = skipBlanks(text, at+1)
	}
	return at
}

const eachByte = 0x0101010101010101

// word reads eight bytes, the first as the lowest.
func word(text string, at int) uint64 {
	b := text[at : at+8]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
		uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}

// anyByte is not zero when one of the bytes of w is c, an ASCII character.
func anyByte(w uint64, c byte) uint64 { return anyBelow(w^eachByte*uint64(c), 1) }

// anyBelow is not zero when one of the bytes of w is less than c, an ASCII character.
func anyBelow(w uint64, c byte) uint64 { return (w - eachByte*uint64(c)) &^ w & (0x80 * eachByte) }
