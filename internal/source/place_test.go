package source

import (
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
)

// placeSlowly counts as Place promises, one character after the other.
func placeSlowly(text string, at int) Place {
	before := text[:at]
	start := strings.LastIndexByte(before, '\n') + 1
	line, column := 1+strings.Count(before, "\n"), 1+len(utf16.Encode([]rune(before[start:])))
	return Place{line, column, line, column}
}

func TestPlacesHoldAcrossBlocks(t *testing.T) {
	texts := map[string]string{
		"one line":         strings.Repeat("abc", 5000),
		"wide characters":  strings.Repeat("aö€😀", 3000),
		"short lines":      strings.Repeat("ö\r\n", 4000),
		"lines of a block": strings.Repeat(strings.Repeat("a", block-1)+"\n", 4),
		"long and short":   strings.Repeat(strings.Repeat("😀", 3000)+"\n\n", 3),
		"carriage returns": "a\rb\r\nc\n\rd",
		"nothing":          "",
	}
	for name, text := range texts {
		t.Run(name, func(t *testing.T) {
			f := New("x", text)
			step := len(text)/200 + 1
			for at := range text {
				if at%step == 0 || at%block < 5 {
					equal(t, placeSlowly(text, at), f.Place(Span{at, at}))
				}
			}
			equal(t, placeSlowly(text, len(text)), f.Place(Span{len(text), len(text)}))
			for i, line := range strings.Split(text, "\n") {
				equal(t, strings.TrimSuffix(line, "\r"), f.Line(i+1, 1<<30))
			}
			equal(t, "", f.Line(strings.Count(text, "\n")+2, 1<<30))
			equal(t, "", f.Line(0, 1<<30))
			equal(t, "", f.Line(-1, 1<<30))
			equal(t, "", f.Line(1<<40, 1<<30))
			equal(t, "", f.Line(1, len(strings.TrimRight(strings.SplitN(text, "\n", 2)[0], "\r"))-1))
		})
	}
}

func TestAPlaceIsCutAtTheEndOfItsFirstLine(t *testing.T) {
	f := New("x", "ab\r\n"+strings.Repeat("😀", block)+"\n\ncd")
	tests := []struct {
		span Span
		want Place
	}{
		{Span{0, 2}, Place{1, 1, 1, 3}}, {Span{1, 9}, Place{1, 2, 1, 3}}, {Span{3, 9}, Place{1, 4, 1, 4}}, {Span{4, 8}, Place{2, 1, 2, 3}},
		{Span{4, len(f.text)}, Place{2, 1, 2, 2*block + 1}}, {Span{5 + 4*block, len(f.text)}, Place{3, 1, 3, 1}}, {Span{6 + 4*block, 1 << 40}, Place{4, 1, 4, 3}},
	}
	for _, test := range tests {
		equal(t, test.want, f.FirstLine(test.span))
	}
}

func TestASpanBeyondTheFileEndsWithIt(t *testing.T) {
	f := New("x", "ab\ncd")
	equal(t, Place{1, 1, 2, 3}, f.Place(Span{-7, 99}))
}

func TestRedactedTextIsNeverShown(t *testing.T) {
	text := "user: secret ö😀x\r\nmore secret\nend"
	tests := []struct {
		name  string
		spans []Span
		want  [3]string
	}{
		{"within a line", []Span{{6, 12}}, [3]string{"user: ****** ö😀x", "more secret", "end"}},
		{"wide characters keep their columns", []Span{{13, 19}}, [3]string{"user: secret ***x", "more secret", "end"}},
		{"across lines", []Span{{13, 26}}, [3]string{"user: secret ****", "****" + " secret", "end"}},
		{"twice", []Span{{0, 4}, {6, 12}}, [3]string{"****: ****** ö😀x", "more secret", "end"}},
		{"overlapping, the later first", []Span{{8, 12}, {0, 4}, {3, 9}}, [3]string{"************ ö😀x", "more secret", "end"}},
		{"all", []Span{{3, 4}, {0, len(text)}}, [3]string{strings.Repeat("*", 17), strings.Repeat("*", 11), "***"}},
		{"nothing", []Span{{6, 6}}, [3]string{"user: secret ö😀x", "more secret", "end"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := New("x", text)
			for _, s := range test.spans {
				f.Line(1, 1<<30) // an earlier look must change nothing
				f.Redact(s)
			}
			for range 2 {
				equal(t, test.want, [3]string{f.Line(1, 1<<30), f.Line(2, 1<<30), f.Line(3, 1<<30)})
			}
		})
	}
}

func equal(t testing.TB, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
