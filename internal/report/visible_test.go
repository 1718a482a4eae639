package report

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestTextsShowWhatCannotBeSeen(t *testing.T) {
	tests := map[string]struct{ in, want string }{
		"plain text stays":              {`EX01\Default Frontend é 日本`, `EX01\Default Frontend é 日本`},
		"controls of both sets":         {"a\x1b[31m\x00\u0085\x7f\t", `a\u001b[31m\u0000\u0085\u007f\u0009`},
		"line and paragraph breaks":     {"a\r\nb\u2028c\u2029", `a\u000d\u000ab\u2028c\u2029`},
		"bidirectional marks":           {"\u202a\u202e\u2066\u2069\u200e\u200f\u061c", `\u202a\u202e\u2066\u2069\u200e\u200f\u061c`},
		"zero-width and byte order":     {"\u200b\u200d\u2060\ufeff\u00ad", `\u200b\u200d\u2060\ufeff\u00ad`},
		"beyond the first plane":        {"\U000e0041😀", `\U000e0041😀`},
		"bytes that are no character":   {"a\xffb", "a\ufffdb"},
		"commands of CI runners":        {"##[error]x ##vso[y] ##teamcity[z]", `#\u0023[error]x #\u0023vso[y] #\u0023teamcity[z]`},
		"number signs that are nothing": {"# C# #1 [#] ##", "# C# #1 [#] ##"},
		"a folder of that name":         {"c#[d/#vso[e", "c#[d/#vso[e"},
		"three number signs":            {"###[error]x", `##\u0023[error]x`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := visible(test.in); got != test.want {
				t.Errorf("visible(%q) = %s, want %s", test.in, got, test.want)
			}
		})
	}
}

func TestLinesKeepTheirBreaksAndTabs(t *testing.T) {
	if got, want := lines("a\r\n\tb\x1b\rc\n"), "a\n\tb\\u001b\\u000dc\n"; got != want {
		t.Errorf("lines are %q, want %q", got, want)
	}
}

func TestLongTextsAreCutAtAGlyph(t *testing.T) {
	tests := map[string]struct{ in, want string }{
		"as long as allowed":   {"12345678", "12345678"},
		"one too long":         {"123456789", "1234567…"},
		"an escape that fits":  {"12\x1b", `12\u001b`},
		"an escape that won't": {"123\x1b4", "123…"},
		"of wide characters":   {"日本日本日本日本日", "日本日本日本日…"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := clip(test.in, 8); got != test.want {
				t.Errorf("clip(%q) = %s, want %s", test.in, got, test.want)
			}
		})
	}
}

func FuzzShownTextIsHarmlessAndHeld(f *testing.F) {
	f.Add(hostile)
	f.Add(strings.Repeat("\u202e", 500))
	f.Fuzz(func(t *testing.T, s string) {
		got := message(s)
		if strings.ContainsFunc(got, func(r rune) bool { return !unicode.IsGraphic(r) }) || strings.Contains(got, "##[") {
			t.Errorf("message(%q) = %q", s, got)
		}
		if n := utf8.RuneCountInString(got); n > messageLimit {
			t.Errorf("message of %d characters", n)
		}
		if visible(visible(s)) != visible(s) {
			t.Errorf("shown twice, %q changes", s)
		}
	})
}
