package values

import "unicode/utf8"

// ASCII returns a text as Export-Csv of Windows PowerShell writes it unless it is given an
// encoding: with a question mark for every character that ASCII does not have.
func ASCII(text string) string {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return string(asciiRunes(text))
		}
	}
	return text
}

func asciiRunes(text string) []rune {
	runes := []rune(text)
	for i, r := range runes {
		if r >= utf8.RuneSelf {
			runes[i] = '?'
		}
	}
	return runes
}

// MayBeEqual reports whether two texts are equal, or were before characters of one of them were
// lost: where they differ, it has a question mark or U+FFFD, and the other a character beyond ASCII.
func MayBeEqual(a, b string) bool {
	first, second := []rune(a), []rune(b)
	if len(first) != len(second) {
		return false
	}
	for i, r := range first {
		if other := second[i]; r != other && !mayStandFor(r, other) && !mayStandFor(other, r) {
			return false
		}
	}
	return true
}

func mayStandFor(lost, r rune) bool {
	return (lost == '?' || lost == utf8.RuneError) && (r == '?' || r >= utf8.RuneSelf)
}
