package syntax

import (
	"strings"
	"testing"
)

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"Set-It -Name 'a' @p | % { $_ }", "\"a $b $(c \"d\") `n\"", "@'\nx\n'@", "$a.b(1)[2]::c = @{a = 1; 'b' = {2}}",
		"if (1) {} elseif (2) {} else {}; switch -regex ($a) { 'x' {1} default {2} }", "[PS] C:\\>foo\n>> bar",
		"function f([int]$a = 1) { begin {} process {} }", "try {} catch [a] {} finally {}", "class A : B { [int]$x = 1; f() {2} }",
		"“a” + ‘b’ –eq $c", "$a ? 1 : 2; a && b || c; $a ?? $b; $a?.b", "a `\n b <# c #> # d", "${a b}:c", "1kb..0x1F -f 1.5e3d",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, src string) {
		script := Parse(src)
		checkNesting(t, script.Body, Span{0, len(src)})
		for _, e := range script.Errors {
			if e.Start < 0 || e.Start > len(src) || e.End < e.Start {
				t.Fatalf("error %q at %v of %d bytes", e.Message, e.Span, len(src))
			}
		}
		if len(script.Errors) == 0 {
			checkCover(t, script)
		}
	})
}

// checkNesting holds that spans are inside those of their parents, in order.
func checkNesting(t *testing.T, node Node, within Span) {
	span := node.Extent()
	if span.Start < within.Start || span.End > within.End || span.End < span.Start {
		t.Fatalf("%T has the span %v, outside of %v", node, span, within)
	}
	for _, child := range Children(node) {
		checkNesting(t, child, span)
	}
}

// checkCover holds that nothing but blanks, comments, separators and prompts is outside
// of the statements.
func checkCover(t *testing.T, script *Script) {
	covered := []byte(script.Source)
	blank := func(span Span) {
		for i := span.Start; i < span.End; i++ {
			covered[i] = ' '
		}
	}
	for _, child := range Children(script.Body) {
		blank(child.Extent())
	}
	for _, comment := range script.Comments {
		blank(comment)
	}
	for line := range strings.Lines(string(covered)) {
		line = strings.TrimPrefix(line, "\uFEFF")
		line = line[promptEnd(line, 0):]
		rest := strings.TrimFunc(line, func(r rune) bool { return isBlank(r) || isNewline(r) || strings.ContainsRune(";`>&\x1a", r) })
		if i := promptEnd(rest, 0); i > 0 {
			rest = strings.TrimSpace(rest[i:])
		}
		if rest != "" {
			t.Fatalf("%q is in no statement of %q", rest, script.Source)
		}
	}
}
