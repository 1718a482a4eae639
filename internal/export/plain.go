package export

import (
	"regexp"
	"strings"
)

// A text says what it is by its first lines: those of a .txt above all, which may be
// anything.
var (
	plainHeader = regexp.MustCompile(`^("?[\w.#-]*"?[,;\t|])+"?[\w.#-]+"?$`)
	rulerLine   = regexp.MustCompile(`^-+( +-+)+$`)

	identityColumn = regexp.MustCompile(`(?i)\b(identity|name|thumbprint)\b`)
)

// longestHeader bounds the first lines that are tried as a header, in bytes: the pattern
// is slow.
const longestHeader = 1 << 16

// decodePlain reads a .txt that is no Format-List: a CSV, if its first line can be a
// header, else prose. That is an object that says nothing, and nobody's export.
func decodePlain(f *File) error {
	if startsWithHeader(f.text) {
		return decodeCSV(f)
	}
	f.Values, f.notation = []Value{{Object, Span{}, f}}, list{}
	return nil
}

// startsWithHeader reports whether a text's first line can be a header of several columns.
func startsWithHeader(text string) bool {
	header, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return len(header) <= longestHeader && plainHeader.MatchString(strings.TrimSpace(header))
}

// looksLikeList reports whether a text's first line of content is a name, a colon and a
// value. Above it may stand a prompt, with a command of several lines, and in a .txt prose.
func looksLikeList(text string, prose bool) bool {
	prose = prose && strings.IndexByte("{[<", text[skipBlanks(text, 0)]) < 0 && !startsWithHeader(text)
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "":
		case promptLine.MatchString(line):
			prose = true
		case listLine.MatchString(line):
			return true
		case !prose:
			return false
		}
	}
	return false
}

// looksLikeTable reports whether a text's first line of content has a column that tells objects
// apart, and is ruled off, column by column.
func looksLikeTable(text string) bool {
	header := false
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "", promptLine.MatchString(line):
		case header:
			return rulerLine.MatchString(line)
		case !identityColumn.MatchString(line):
			return false
		default:
			header = true
		}
	}
	return false
}

// refuseTable refuses what Format-Table leaves of objects: a few of their properties, cut to
// the width of a window.
func refuseTable(f *File) error {
	return f.errorAt(skipBlanks(f.text, 0), "this is a table as Format-Table shows it, which cuts off what objects say; export it again with ConvertTo-Json -Depth 4, or with Format-List (fl)")
}
