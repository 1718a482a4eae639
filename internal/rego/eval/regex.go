package eval

import "regexp"

// maxPatterns bounds the patterns that a machine keeps: a policy may construct any number.
const maxPatterns = 1 << 8

// regexMatch is regex.match. A pattern that does not compile is left to OPA.
func (m *Machine) regexMatch(args []any) (any, bool) {
	pattern, ok := args[0].(string)
	text, also := args[1].(string)
	if !ok || !also {
		return nil, false
	}
	compiled := m.patterns[pattern]
	if compiled == nil {
		var err error
		if compiled, err = regexp.Compile(pattern); err != nil {
			return nil, false
		}
		if m.patterns == nil {
			m.patterns = map[string]*regexp.Regexp{}
		}
		if len(m.patterns) < maxPatterns {
			m.patterns[pattern] = compiled
		}
	}
	return compiled.MatchString(text), true
}
