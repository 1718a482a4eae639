package formatlist

import "strings"

// IsPrompt reports whether a line is a prompt of PowerShell.
func IsPrompt(line string) bool { return promptLine.MatchString(line) }

// Recognize reports whether a text's first line of content is a prompt, or a name, a colon and a
// value. If prose is true, anything may be above it.
func Recognize(text string, prose bool) bool {
	for line := range strings.Lines(text) {
		content, _ := withoutMargin(strings.TrimSpace(line))
		switch {
		case content == "":
		case IsPrompt(content), handLine.MatchString(content):
			return true
		case !prose:
			return false
		}
	}
	return false
}
