package syntax

import (
	"slices"
	"unicode/utf16"
	"unicode/utf8"
)

// sortErrors orders errors by place and drops repetitions.
func sortErrors(errors []Error) []Error {
	slices.SortStableFunc(errors, func(a, b Error) int { return a.Start - b.Start })
	return slices.Compact(errors)
}

// LineColumn returns the line and the column of an offset, both from 1. Columns count
// UTF-16 code units, as PowerShell and SARIF do. Lines end as PowerShell ends them.
func LineColumn(src string, offset int) (line, column int) {
	line, start := 1, 0
	offset = min(offset, len(src))
	for i := 0; i < offset; i++ {
		if isNewline(rune(src[i])) {
			end := newlineEnd(src, i)
			if end > offset {
				break
			}
			line, start, i = line+1, end, end-1
		}
	}
	return line, 1 + units(src[start:offset])
}

// units returns the length of s in UTF-16 code units.
func units(s string) int {
	n := 0
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		n += utf16.RuneLen(r)
		i += size
	}
	return n
}
