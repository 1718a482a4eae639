package interp

import (
	"strings"

	"github.com/dlclark/regexp2"
)

// wildcard compiles a wildcard pattern: *, ?, [a-z] and a backtick that escapes.
func wildcard(pattern string, sensitive bool) (*Regex, error) {
	var b strings.Builder
	b.WriteString(`\A`)
	for i := 0; i < len(pattern); i++ {
		switch c := pattern[i]; c {
		case '*':
			b.WriteString(".*")
		case '?':
			b.WriteString(".")
		case '`':
			i++
			if i < len(pattern) {
				b.WriteString(regexp2.Escape(pattern[i : i+1]))
			}
		case '[':
			end := strings.IndexByte(pattern[i:], ']')
			if end < 2 {
				b.WriteString(`\[`)
				continue
			}
			b.WriteString("[" + strings.ReplaceAll(pattern[i+1:i+end], `\`, `\\`) + "]")
			i += end
		default:
			if c < 0x80 {
				b.WriteString(regexp2.Escape(string(rune(c))))
			} else {
				b.WriteByte(c)
			}
		}
	}
	b.WriteString(`\z`)
	var options regexp2.RegexOptions = regexp2.Singleline
	if !sensitive {
		options |= regexp2.IgnoreCase
	}
	return compile(b.String(), options)
}

// like is text -like pattern.
func (in *Interp) like(text, pattern string, sensitive bool) bool {
	key := "like " + pattern
	if sensitive {
		key = "clike " + pattern
	}
	r, ok := in.patterns[key]
	if !ok {
		compiled, err := wildcard(pattern, sensitive)
		if err != nil {
			in.throw("the wildcard pattern '"+pattern+"' is malformed", "System.Management.Automation.WildcardPatternException")
		}
		r = compiled
		in.patterns[key] = r
	}
	return in.match(r, text) != nil
}
