package export

import (
	"strconv"
	"strings"
)

// Windows PowerShell 5.1 writes some lists as {"value": [...], "Count": 2}. Where the count
// is another, a part of the list is missing.
const (
	wrappedList = `value"` // without its first quote: there are many
	itsCount    = `"Count"`
)

const miscounted = "the elements of this list are %d, but its Count is another number: a part of it is missing; export it again"

// checkCounts wants every list in a text that was checked to be as long as is said beside it.
func (f *File) checkCounts(s Span) error {
	text := f.text[s.Start:s.End]
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
		count, said := countBehind(text, list)
		if !said {
			continue
		}
		if n := len(jsonText{}.items(Value{Array, Span{s.Start + list, s.End}, f})); count != strconv.Itoa(n) {
			return f.errorAt(s.Start+list, miscounted, n)
		}
	}
}

// countBehind returns the number that is said to be that of a list's elements, right behind
// it.
func countBehind(text string, list int) (count string, said bool) {
	if text[list] != '[' {
		return "", false
	}
	behind := skipSeparator(text, skipBrackets(text, list), ',')
	if !strings.HasPrefix(text[behind:], itsCount) {
		return "", false
	}
	number := skipSeparator(text, behind+len(itsCount), ':')
	return text[number:skipValue(text, number)], jsonKind(text[number]) == Number
}
