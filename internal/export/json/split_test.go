package json

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/internal/source"
)

// splitInParts reads a text by so many bytes at a time; nil if it must be read as a whole.
func splitInParts(t *testing.T, text string, size int) (files []*document.File) {
	t.Helper()
	open := source.Bytes([]byte(text))
	r, err := open()
	if err != nil {
		t.Fatal(err)
	}
	parts, ok := split(t.Context(), "x.json", open, r, readElements, size)
	if !ok || !Complete(parts) {
		return nil
	}
	for _, part := range parts {
		files = append(files, part.File)
	}
	return files
}

// readElements reads all of a part.
func readElements(part *Part) {
	values, _ := part.File.Elements()
	for range values {
	}
}

// seen is what can be told of an element: what it is, where, and on which line.
type seen struct {
	Kind  document.Kind
	Raw   string
	Place source.Place
	Line  string
}

func look(f *document.File, v document.Value) seen {
	place := f.Place(v.Span)
	return seen{v.Kind, v.Raw(), place, f.Line(place.StartLine, 1<<20)}
}

func TestPartsAreTheWholeFile(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	inParts := 0
	for range 300 {
		text := randomArray(r)
		whole := document.New(source.New("x.json", strings.TrimPrefix(text, "\ufeff")))
		if err := Decode(whole); err != nil {
			t.Fatal(err)
		}
		var want, got []seen
		for _, v := range whole.Values[0].Items() {
			want = append(want, look(whole, v))
		}
		parts := splitInParts(t, text, 16+r.IntN(200))
		if parts == nil {
			continue
		}
		inParts++
		for _, part := range parts {
			elements, depth := part.Elements()
			if depth != 1 {
				t.Fatalf("the elements are %d deep", depth)
			}
			var values []document.Value
			var spans []source.Span
			for v := range elements {
				values, spans = append(values, v), append(spans, v.Span)
				sitesAreRight(t, v)
			}
			if r.IntN(2) == 0 {
				part.Release()
				if err := part.Load(); err != nil {
					t.Fatal(err)
				}
			}
			for i := range spans {
				got = append(got, look(part, part.Value(values[i].Kind, spans[i])))
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%q (-whole +parts):\n%s", text, diff)
		}
	}
	if inParts < 200 {
		t.Errorf("only %d files could be read in parts", inParts)
	}
}

// sitesAreRight holds the sites of an element to the places that its text tells.
func sitesAreRight(t *testing.T, v document.Value) {
	t.Helper()
	head, sites, ok := v.Sites()
	if !ok {
		t.Fatalf("where the members of %q stand is not known", v.Raw())
	}
	places := []source.Place{head.Place()}
	want := []source.Place{v.File().FirstLine(v.Span)}
	for i, field := range v.Fields() {
		places, want = append(places, sites[i].Place(head)), append(want, field.Value.Place())
	}
	if diff := cmp.Diff(want, places); diff != "" {
		t.Fatalf("%q (-by the text +by sites):\n%s", v.Raw(), diff)
	}
}

func TestSitesThatAreTooFarOffAreNotKnown(t *testing.T) {
	for _, text := range []string{
		`{"a": "` + strings.Repeat("x", 1<<16) + `"}`,
		`{"a": [1` + strings.Repeat("\n", 1<<16) + `]}`,
	} {
		for _, part := range splitInParts(t, "[\n"+text+"\n]", 1<<18) {
			elements, _ := part.Elements()
			for v := range elements {
				if _, _, ok := v.Sites(); ok {
					t.Error("a site in 16 bits is more than 16 bits off")
				}
			}
		}
	}
}

// randomArray writes an array as some program lays it out.
func randomArray(r *rand.Rand) string {
	var b strings.Builder
	mark := []string{"", "\ufeff"}[r.IntN(2)]
	lineBreak := []string{"\n", "\r\n", "\r\n\r\n    "}[r.IntN(3)]
	b.WriteString(mark + "[" + lineBreak)
	for i := range 1 + r.IntN(30) {
		if i > 0 {
			b.WriteString("," + lineBreak)
		}
		switch r.IntN(4) {
		case 0:
			fmt.Fprintf(&b, "{%s\"Name\": \"a,]}\u00e4\U0001f600%d\"%s}", lineBreak, i, lineBreak)
		case 1:
			b.WriteString(`[1, [], {"a": "\u00e4\\"}]`)
		case 2:
			b.WriteString("null ")
		default:
			fmt.Fprintf(&b, "{\"Server\": %q, \"n\": [1,%s2]}", strings.Repeat("x", r.IntN(60)), lineBreak)
		}
	}
	b.WriteString(lineBreak + "]" + []string{"", "\n"}[r.IntN(2)])
	return b.String()
}

func TestWhatIsNoPlainListIsReadAsAWhole(t *testing.T) {
	long := strings.Repeat(" ", 100)
	for name, text := range map[string]string{
		"an object":             `{"value": [1, 2]}` + long,
		"two documents":         "[1,\n2]" + long + "[3]",
		"an array that goes on": "[1,\n2" + long,
		"a comma too many":      "[1,\n2,\n]" + long,
		"a comma at the start":  "[,1]" + long,
		"nothing":               long,
		"an empty list":         "[" + long + "]",
		"a fault far behind":    "[\n1,\n2,\n3,\n" + long + "tru]",
		"less than is counted":  "[\n{\"value\": [1],\n\"Count\": 2},\n" + long + "1]",
		"less than before":      "[\n{\"value\": [1],\n\"Count\": 1},\n{\"value\": [1],\n\"Count\": 2},\n" + long + "1]",
		"less within a list":    "[\n[{\"value\": [1],\n\"Count\": 2}],\n" + long + "1]",
		"less within an object": "[\n{\"a\": {\"value\": [1],\n\"Count\": 2}},\n" + long + "1]",
		"not UTF-8 to the end":  "[\n\"\u00e4\",\n" + long + "\"\xe4\"]",
		"UTF-16":                "\xff\xfe[\x00]\x00" + strings.Repeat(" \x00", 100),
		"a line of the shell":   "[PS] C:\\>Get-ReceiveConnector" + long,
	} {
		if parts := splitInParts(t, text, 64); parts != nil {
			t.Errorf("%s is read in %d parts", name, len(parts))
		}
	}
}

func FuzzSplit(f *testing.F) {
	f.Add("[\n  {\"Name\": \"a\"},\n  {\"Name\": \"b\"}\n]", 16)
	f.Add("[{\"a\": 1, \"b\": [1, {}]},{\"a\": 1, \"b\": [1, {}]}]", 20)
	f.Add("[\n{\"value\": [1],\n\"Count\": 2},\n1]", 18)
	f.Fuzz(func(t *testing.T, text string, size int) {
		parts := splitInParts(t, text, 16+(size&0xff))
		if parts == nil {
			return
		}
		whole := document.New(source.New("x.json", strings.TrimPrefix(text, "\ufeff")))
		if err := Decode(whole); err != nil {
			t.Fatalf("%q is read in parts, but %v", text, err)
		}
		var want, got []string
		for _, v := range whole.Values[0].Items() {
			want = append(want, v.Raw())
		}
		for _, part := range parts {
			values, _ := part.Elements()
			for v := range values {
				got = append(got, v.Raw())
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-whole +parts):\n%s", text, diff)
		}
	})
}
