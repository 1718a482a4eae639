package json

import (
	"strconv"
	"strings"

	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/internal/source"
)

// Windows PowerShell 5.1 writes some lists as {"value": [...], "Count": 2}. If the count
// differs, a part of the list is missing.
const (
	wrappedList = `value"` // without its first quote: there are many
	countMember = `"Count"`
)

// checkCounts checks that every list in a text that was validated is as long as the count
// beside it says.
func checkCounts(f *document.File, s source.Span) error {
	text := f.Content()[s.Start:s.End]
	for at := 0; ; {
		next := strings.Index(text[at:], wrappedList)
		if next < 0 {
			return nil
		}
		name := at + next
		at = name + len(wrappedList)
		before, quoted := strings.CutSuffix(text[:name], `"`)
		if !quoted || !strings.HasSuffix(strings.TrimRight(before, " \t\r\n"), "{") {
			continue
		}
		list := skipSeparator(text, at, ':')
		count, ok := countBehind(text, list)
		if !ok {
			continue
		}
		items := f.Value(document.Array, source.Span{Start: s.Start + list, End: s.End})
		if n := len(notation{}.Items(items)); count != strconv.Itoa(n) {
			return f.ErrorAt(s.Start+list, "this list has %d elements, but its Count is another number: a part of it is missing; export it again", n)
		}
	}
}

// countBehind returns the count that follows a list. ok is false if none does.
func countBehind(text string, list int) (count string, ok bool) {
	if text[list] != '[' {
		return "", false
	}
	behind := skipSeparator(text, skipBrackets(text, list), ',')
	if !strings.HasPrefix(text[behind:], countMember) {
		return "", false
	}
	number := skipSeparator(text, behind+len(countMember), ':')
	return text[number:skipValue(text, number)], kindOf(text[number]) == document.Number
}
