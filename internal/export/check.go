package export

// The functions of this file check JSON and do nothing else, for texts that are mostly
// right: they return where what begins at an offset ends, or -1. What is wrong, the
// [jsonScanner] finds out, which takes twice the time.

// check checks a value that stands in so many brackets.
func check(text string, at, depth int) int {
	if at >= len(text) {
		return -1
	}
	switch c := text[at]; {
	case c == '"':
		return checkString(text, at)
	case c == '{' && depth < MaxDepth:
		return checkObject(text, at, depth+1)
	case c == '[' && depth < MaxDepth:
		return checkArray(text, at, depth+1)
	case c == '-' || isDigit(c):
		return checkNumber(text, at)
	case c == 't':
		return checkWord(text, at, "true")
	case c == 'f':
		return checkWord(text, at, "false")
	case c == 'n':
		return checkWord(text, at, "null")
	}
	return -1
}

func checkWord(text string, at int, word string) int {
	if end := at + len(word); end <= len(text) && text[at:end] == word {
		return end
	}
	return -1
}

func checkString(text string, at int) int {
	start := at
	for at++; ; {
		at = skipPlain(text, at)
		switch {
		case at == len(text), at-start > MaxCell:
			return -1
		case text[at] == '"':
			return at + 1
		case text[at] != '\\':
			return -1 // a control character
		}
		if at = checkEscape(text, at+1); at < 0 {
			return -1
		}
	}
}

// checkEscape checks what follows a backslash.
func checkEscape(text string, at int) int {
	if at == len(text) {
		return -1
	}
	switch text[at] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return at + 1
	case 'u':
		for end := at + 5; at+1 < end; at++ {
			if at+1 == len(text) || !isHex(text[at+1]) {
				return -1
			}
		}
		return at + 1
	}
	return -1
}

func checkNumber(text string, at int) int {
	if text[at] == '-' {
		at++
	}
	switch {
	case at < len(text) && text[at] == '0':
		at++
	default:
		if at = checkDigits(text, at); at < 0 {
			return -1
		}
	}
	if at < len(text) && text[at] == '.' {
		if at = checkDigits(text, at+1); at < 0 {
			return -1
		}
	}
	if at < len(text) && text[at]|0x20 == 'e' {
		if at++; at < len(text) && (text[at] == '+' || text[at] == '-') {
			at++
		}
		return checkDigits(text, at)
	}
	return at
}

// checkDigits wants one digit or more.
func checkDigits(text string, at int) int {
	start := at
	for at < len(text) && isDigit(text[at]) {
		at++
	}
	if at == start {
		return -1
	}
	return at
}

func checkArray(text string, at, depth int) int {
	at = skipBlanks(text, at+1)
	if at < len(text) && text[at] == ']' {
		return at + 1
	}
	for range MaxElements {
		if at = check(text, at, depth); at < 0 {
			return -1
		}
		switch at = skipBlanks(text, at); {
		case at == len(text):
			return -1
		case text[at] == ']':
			return at + 1
		case text[at] != ',':
			return -1
		}
		at = skipBlanks(text, at+1)
	}
	return -1
}

func checkObject(text string, at, depth int) int {
	at = skipBlanks(text, at+1)
	if at < len(text) && text[at] == '}' {
		return at + 1
	}
	for range MaxElements {
		if at = checkMember(text, at, depth); at < 0 {
			return -1
		}
		switch at = skipBlanks(text, at); {
		case at == len(text):
			return -1
		case text[at] == '}':
			return at + 1
		case text[at] != ',':
			return -1
		}
		at = skipBlanks(text, at+1)
	}
	return -1
}

func checkMember(text string, at, depth int) int {
	if at == len(text) || text[at] != '"' {
		return -1
	}
	if at = checkString(text, at); at < 0 {
		return -1
	}
	if at = skipBlanks(text, at); at == len(text) || text[at] != ':' {
		return -1
	}
	return check(text, skipBlanks(text, at+1), depth)
}
