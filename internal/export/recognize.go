package export

import (
	"regexp"
	"strings"

	"github.com/exchlint/exchlint/internal/export/formatlist"
)

// A text without a telling name or first character is recognised by its first lines.
var (
	csvHeader  = regexp.MustCompile(`^("?[\w.#-]*"?[,;\t|])+"?[\w.#-]+"?$`)
	tableRuler = regexp.MustCompile(`^-+( +-+)+$`)

	identityColumn = regexp.MustCompile(`(?i)\b(identity|name|thumbprint)\b`)
)

// maxHeader bounds the first line that is tried as a header, in bytes: the pattern is slow.
const maxHeader = 1 << 16

// firstCharacter returns the first character of a text that is not blank in JSON or XML.
func firstCharacter(text string) byte {
	if text = strings.TrimLeft(text, " \t\r\n"); text == "" {
		return 0
	}
	return text[0]
}

// isCSV reports whether a text's first line can be a header of several columns.
func isCSV(text string) bool {
	header, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return len(header) <= maxHeader && csvHeader.MatchString(strings.TrimSpace(header))
}

// isList reports whether a text is a Format-List. In a .txt, prose may be above it.
func isList(text string, isTXT bool) bool {
	prose := isTXT && strings.IndexByte("{[<", firstCharacter(text)) < 0 && !isCSV(text)
	return formatlist.Recognize(text, prose)
}

// isTable reports whether a text is a Format-Table: its first line of content has a column
// that identifies objects, and the next one rules off each column.
func isTable(text string) bool {
	header := false
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "", formatlist.IsPrompt(line):
		case header:
			return tableRuler.MatchString(line)
		case !identityColumn.MatchString(line):
			return false
		default:
			header = true
		}
	}
	return false
}
