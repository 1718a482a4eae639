package report

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/source"
)

func TestCaretsStandUnderTheValue(t *testing.T) {
	commas := strings.Repeat(",", 300)
	tests := map[string]struct {
		line           string
		from, to       int
		source, carets string
	}{
		"in the middle":             {`"a": "bc",`, 6, 10, `"a": "bc",`, `     ^^^^`},
		"of no width":               {`a,,b`, 3, 3, `a,,b`, `  ^`},
		"at the line's end":         {`a,`, 3, 3, `a,`, `  ^`},
		"past the line's end":       {`a`, 9, 12, `a`, ` ^`},
		"of an unknown column":      {`ab`, 0, 0, `ab`, `^`},
		"behind a tab":              {"\ta\tb", 4, 5, "\ta\tb", "\t \t^"},
		"with a tab in it":          {"a\tb", 1, 4, "a\tb", "^\t^"},
		"behind an escape":          {"\u202ea", 2, 3, `\u202ea`, `      ^`},
		"that is an escape":         {"a\x1bb", 2, 3, `a\u001bb`, ` ^^^^^^`},
		"of wide characters":        {"日本x", 2, 3, "日本x", "  ^^"},
		"of two units in UTF-16":    {"😀ab", 3, 4, "😀ab", "  ^"},
		"below a combining mark":    {"e\u0301x", 3, 4, "e\u0301x", " ^"},
		"of a line with its end":    {"ab\r\n", 2, 3, "ab", " ^"},
		"far to the right":          {commas + "x" + commas, 301, 302, "…" + commas[:40] + "x" + commas[:69] + "…", strings.Repeat(" ", 41) + "^"},
		"longer than the screen":    {strings.Repeat("x", 300), 1, 301, strings.Repeat("x", 110) + "…", strings.Repeat("^", 110)},
		"near the end, line fits":   {commas[:100] + "x", 101, 102, commas[:100] + "x", strings.Repeat(" ", 100) + "^"},
		"in a line that opens a CI": {"##[a]", 3, 6, `#\u0023[a]`, `       ^^^`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			l := lint.Location{Source: test.line, Place: source.Place{StartLine: 1, StartColumn: test.from, EndLine: 1, EndColumn: test.to}}
			source, carets := excerpt(l)
			if source != test.source || carets != test.carets {
				t.Errorf("excerpt is\n%s|\n%s|, want\n%s|\n%s|", source, carets, test.source, test.carets)
			}
		})
	}
}

func TestCaretsOfAValueOfSeveralLinesRunToTheFirstOnesEnd(t *testing.T) {
	l := lint.Location{Source: `"a": [1,`, Place: source.Place{StartLine: 1, StartColumn: 6, EndLine: 3, EndColumn: 2}}
	if _, carets := excerpt(l); carets != "     ^^^" {
		t.Errorf("carets are %q", carets)
	}
}

func FuzzExcerptHoldsAnyPlace(f *testing.F) {
	f.Add("\tab\u202e日本😀", 2, 5, 0)
	f.Add(strings.Repeat("x", 200), 180, -3, 1)
	f.Fuzz(func(t *testing.T, line string, from, to, lines int) {
		l := lint.Location{Source: line, Place: source.Place{StartLine: 1, StartColumn: from, EndLine: lines, EndColumn: to}}
		source, carets := excerpt(l)
		if (source == "") != (carets == "") {
			t.Errorf("%q without its other half %q", source, carets)
		}
		if n := utf8.RuneCountInString(carets); n > excerptCells+2 {
			t.Errorf("carets run to column %d", n)
		}
	})
}
