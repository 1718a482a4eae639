package facts

import (
	"slices"
	"strings"
)

// placeholder stands for a server's own name in what is compared across servers.
const placeholder = "{server}"

// mostAtoms bounds the parts of a server's name between hyphens: it has 15 letters.
const maxAtoms = 8

// replaceServers puts the placeholder where a text has a server's name as a word of
// its own. A name may hold hyphens, and may be joined by one to other words.
func replaceServers(text string, isServer func(string) bool) string {
	var b strings.Builder
	done := 0
	for start := 0; start < len(text); start++ {
		if !isAlphanumeric(text[start]) {
			continue
		}
		end := endOfWord(text, start)
		if replaced, ok := replaceServer(text[start:end], isServer); ok {
			if done == 0 {
				b.Grow(len(text) + len(placeholder))
			}
			b.WriteString(text[done:start])
			b.WriteString(replaced)
			done = end
		}
		start = end
	}
	if done == 0 {
		return text
	}
	b.WriteString(text[done:])
	return b.String()
}

func isAlphanumeric(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// endOfWord returns where a word ends that begins here: letters and digits, joined by
// single hyphens.
func endOfWord(text string, at int) int {
	for at < len(text) && (isAlphanumeric(text[at]) || text[at] == '-' && at+1 < len(text) && isAlphanumeric(text[at+1])) {
		at++
	}
	return at
}

// replaceServer replaces the longest part of a word that is a server's name.
func replaceServer(word string, isServer func(string) bool) (string, bool) {
	if !strings.Contains(word, "-") {
		return placeholder, isServer(strings.ToUpper(word))
	}
	atoms := strings.Split(word, "-")
	for length := min(len(atoms), maxAtoms); length > 0; length-- {
		for first := 0; first+length <= len(atoms); first++ {
			if isServer(strings.ToUpper(strings.Join(atoms[first:first+length], "-"))) {
				return strings.Join(slices.Concat(atoms[:first], []string{placeholder}, atoms[first+length:]), "-"), true
			}
		}
	}
	return "", false
}

// containsFold reports whether a text has another one in it, which is in upper case, in
// whatever case.
func containsFold(text, upper string) bool {
	for i := 0; i+len(upper) <= len(text); i++ {
		if strings.EqualFold(text[i:i+len(upper)], upper) {
			return true
		}
	}
	return false
}

// own returns a text with the connector's own server replaced. The server's full name is its
// own in whatever domain.
func (c *receiveConnector) own(text string) string {
	if c.fullName != "" && strings.EqualFold(text, c.fullName) {
		return placeholder
	}
	if !containsFold(text, c.server) {
		return text
	}
	return replaceServers(text, func(name string) bool { return name == c.server })
}
