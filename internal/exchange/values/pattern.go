package values

import "strings"

// Matches reports whether a name fits a pattern in which * stands for any text and ?
// for one character. Case makes no difference, as in Exchange's own names.
func Matches(pattern, name string) bool {
	return matchRunes([]rune(strings.ToLower(pattern)), []rune(strings.ToLower(name)))
}

// matches goes back to the last * alone, so that no pattern takes more than pattern
// times name steps.
func matchRunes(pattern, name []rune) bool {
	p, n, star, from := 0, 0, -1, 0
	for n < len(name) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, from = p, n
			p++
		case p < len(pattern) && (pattern[p] == '?' || pattern[p] == name[n]):
			p, n = p+1, n+1
		case star >= 0:
			from++
			p, n = star+1, from
		default:
			return false
		}
	}
	for p < len(pattern) && pattern[p] == '*' {
		p++
	}
	return p == len(pattern)
}

// matchesAny reports whether a name fits one of several patterns.
func MatchesAny(patterns []string, name string) bool {
	for _, pattern := range patterns {
		if Matches(pattern, name) {
			return true
		}
	}
	return false
}
