package report

import (
	"regexp"
	"strings"
	"unicode"
)

// markdownWord is a run of characters without spaces, but those in quotes.
var markdownWord = regexp.MustCompile(`(?:"[^"]*"|[^\s"])+`)

// prose returns a text of which Markdown shows every character: whatever might be markup, a link
// or a mention is code. It is not for the start of a block, where a number or a hyphen is markup.
func prose(text string) string {
	return markdownWord.ReplaceAllStringFunc(text, func(word string) string {
		if isProse(word) {
			return word
		}
		return inlineCode(word)
	})
}

// inlineCode returns a text in one line as code.
func inlineCode(text string) string {
	fence := strings.Repeat("`", longestRun(text, '`')+1)
	if text == "" || strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") || strings.HasPrefix(text, " ") && strings.HasSuffix(text, " ") {
		text = " " + text + " "
	}
	return fence + text + fence
}

// codeBlock returns commands as a block of code in a list item.
func codeBlock(command, indent string) string {
	fence := strings.Repeat("`", max(longestRun(command, '`')+1, 3))
	return indent + fence + "powershell\n" + indent + command + "\n" + indent + fence + "\n"
}

func longestRun(text string, of rune) (longest int) {
	run := 0
	for _, c := range text {
		if c == of {
			run++
		} else {
			run = 0
		}
		longest = max(longest, run)
	}
	return longest
}

// linked finds what GitHub and GitLab make a link of though no character of it is markup: hosts,
// issues and commits.
var linked = regexp.MustCompile(`(?i)\bwww\b|\bGH-[0-9]|\b[0-9a-f]*([0-9][a-f]|[a-f][0-9])[0-9a-f]{5,}|:[^0-9]*//`)

// isProse reports whether a word is shown as it is.
func isProse(word string) bool {
	inside := strings.TrimRight(word, `.,;:"')…`)
	for i, c := range inside {
		switch {
		case unicode.IsLetter(c) || unicode.IsNumber(c) || unicode.IsMark(c) || strings.ContainsRune(` "'().,;/%=…×–-`, c):
		case c == ':' && i+1 < len(inside) && isDigit(inside[i+1]) && i > 0 && isDigit(inside[i-1]):
		default:
			return false
		}
	}
	return !linked.MatchString(inside)
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
