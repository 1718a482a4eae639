package syntax

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// outline prints a tree: a line for each node, with its kind, its span and its text.
func outline(script *Script) string {
	var b strings.Builder
	writeOutline(&b, script.Source, script.Body, 0)
	for _, e := range script.Errors {
		line, column := LineColumn(script.Source, e.Start)
		fmt.Fprintf(&b, "error %d:%d %s\n", line, column, e.Message)
	}
	for _, n := range script.Newer {
		line, column := LineColumn(script.Source, n.Start)
		fmt.Fprintf(&b, "newer %d:%d %s\n", line, column, n.Feature)
	}
	for _, c := range script.Comments {
		fmt.Fprintf(&b, "comment %d-%d\n", c.Start, c.End)
	}
	return b.String()
}

func writeOutline(b *strings.Builder, src string, node Node, depth int) {
	span := node.Extent()
	text := strings.Join(strings.Fields(src[span.Start:span.End]), " ")
	if len(text) > 60 {
		text = text[:57] + "..."
	}
	kind := strings.TrimPrefix(fmt.Sprintf("%T", node), "*syntax.")
	if t, ok := node.(*Text); ok {
		kind += fmt.Sprintf(" %q", t.Value)
	}
	fmt.Fprintf(b, "%s%s %d-%d %s\n", strings.Repeat("  ", depth), kind, span.Start, span.End, strings.ToValidUTF8(text, "?"))
	for _, child := range Children(node) {
		writeOutline(b, src, child, depth+1)
	}
}

func TestTreesAreThoseOfTheGoldenFiles(t *testing.T) {
	files, err := filepath.Glob("testdata/trees/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden trees: %v", err)
	}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		got, golden := outline(Parse(string(src))), strings.TrimSuffix(file, ".txt")+".tree"
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", file, diff)
		}
	}
}

func TestMessagesSayWhatIsWrongAndWhere(t *testing.T) {
	tests := []struct{ src, want string }{
		{"foo 'x", `1:5 the text that starts here has no end: add '`},
		{"foo -a <thumbprint>", `1:8 placeholder or redirection "<thumbprint>": replace it with a value`},
		{"if ($a {\n}", `1:8 ')' is missing after if ( before "{"`},
		{"} else { }", `1:1 unexpected "}": a statement ends before it`},
		{"$a = @('a'\n", `2:1 ')' is missing after '@('`},
		{"$a $b", `1:4 unexpected "$b": a statement ends before it`},
		{"foreach ($x in 1) {\n  foo\n", `1:19 '{' has no closing '}'`},
		{"1 = 2", `1:1 this can't be assigned to: use a variable, a property or an element`},
		{`"$a: x"`, "1:2 variable $a is followed by ':': write ${a}: if the colon belongs to the text"},
		{"foo @'\nx\n '@", "3:2 white space is not allowed before '@, the end of a here-string"},
		{"@{a=1;A=2}", `1:7 the hash table has the key "a" twice`},
		{"$a. ", "1:5 the name of a member is missing"},
		{"é; foo )", `1:8 unexpected ")": a statement ends before it`},
	}
	for _, test := range tests {
		script := Parse(test.src)
		if len(script.Errors) == 0 {
			t.Errorf("%q parses", test.src)
			continue
		}
		e := script.Errors[0]
		line, column := LineColumn(test.src, e.Start)
		if got := fmt.Sprintf("%d:%d %s", line, column, e.Message); got != test.want {
			t.Errorf("%q:\n got %s\nwant %s", test.src, got, test.want)
		}
	}
}

func TestDeepNestingEndsWithAnError(t *testing.T) {
	for _, open := range []string{"(", "$(", "@(", "{", "@{a=", "\"$(", "if (1) {", "-not ", "[int]", "$a=", "1+(", "$x[", ",", "a|(", "[a[", "'x'.a(", "[a({", "&{[a()]"} {
		if script := Parse(strings.Repeat(open, 100_000)); len(script.Errors) == 0 {
			t.Errorf("100,000 times %q parses", open)
		}
	}
}

func TestLongChainsAreRead(t *testing.T) {
	for _, src := range []string{
		"$a = 1" + strings.Repeat("+ 1", 5000),
		"foo" + strings.Repeat(" | foo", 5000),
		"$a" + strings.Repeat(".b", 5000),
		"foo " + strings.Repeat("a,", 5000) + "a",
		"if (1) {}" + strings.Repeat(" elseif (1) {}", 5000),
	} {
		if script := Parse(src); len(script.Errors) > 0 {
			t.Errorf("%.20q...: %s", src, script.Errors[0].Message)
		}
	}
}

// hung is far more than a script of a few MB takes on a busy machine, and far less than one takes
// that is read in quadratic time.
const hung = 20 * time.Second

func TestLargeScriptsAreReadInTime(t *testing.T) {
	piece := "function Get-It { param([string]$Name = 'x') if ($Name -eq \"a $b\") { Set-It -Identity $Name -Value @{Add = 'a', 'b'} | ForEach-Object { $_.Name } } } # note\n"
	src := strings.Repeat(piece, 2<<20/len(piece))
	start := time.Now()
	if script := Parse(src); len(script.Errors) > 0 {
		t.Fatal(script.Errors[0].Message)
	}
	if took := time.Since(start); took > hung {
		t.Errorf("2 MB took %v", took)
	}
}

func TestRepetitiveSourcesAreReadInTime(t *testing.T) {
	for _, piece := range []string{
		"a;", "${", "PS ;", "[PS] ;", "[a];", "\"$(", "@'\n", "\"", "`", "<#", "#", "$a=", "if(1){}", "[a(", "{[a()]", "a|\n", "\n|", "(\n", "@{\n", "'@\n", "\n '@", "a ", "-a:", "&&", "$a.", "[[", "1..", "--", "@", "\r", "else ", "switch(1){", ":a ", "“", "–", ">a ", "2>&1 ",
	} {
		start := time.Now()
		Parse(strings.Repeat(piece, 300_000/len(piece)))
		if took := time.Since(start); took > hung {
			t.Errorf("300 KB of %q took %v", piece, took)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	piece := "function Get-It { param([string]$Name = 'x') if ($Name -eq \"a $b\") { Set-It -Identity $Name -Value @{Add = 'a', 'b'} | ForEach-Object { $_.Name } } } # note\n"
	src := strings.Repeat(piece, 1<<20/len(piece))
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		Parse(src)
	}
}
