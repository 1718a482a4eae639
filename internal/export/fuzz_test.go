package export

import (
	"strings"
	"testing"
)

func FuzzJSON(f *testing.F) {
	for _, text := range jsonSeeds {
		f.Add(text)
	}
	f.Add(manyConnectors(1))
	f.Fuzz(func(t *testing.T, text string) {
		agreesWithStandardLibrary(t, text)
		decodesWell(t, "x.json", []byte(text))
	})
}

func FuzzCSV(f *testing.F) {
	for _, text := range csvSeeds {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { decodesWell(t, "x.csv", []byte(text)) })
}

func FuzzDecode(f *testing.F) {
	for _, text := range append(jsonSeeds, csvSeeds...) {
		for _, e := range encodings {
			if data, err := e.as.NewEncoder().String(e.mark + text); err == nil {
				f.Add("stdin", []byte(data))
			}
		}
	}
	f.Add("x.json", []byte("\xef\xbb\xbf\xff"))
	f.Add("x.xml", []byte("<Objs/>"))
	f.Fuzz(decodesWell)
}

var csvSeeds = []string{
	"#TYPE Fabrikam.Connector\r\n\"A\",\"B\"\r\n\"1\",\r\n,\"x\"\"\r\ny\"\r\n",
	"sep=;\nA;B\n1;2\n", "A\tB\n\t\n", "A,,B\n1,2,3\n\n4,5,6", "A\n\"😀\nü\"\n", "A,A\n", "A\n\"", "A\n\"\"x", "A\r\r\nB\r", ",\n,", " \"A\" , B\n 1 , \"2\" \n",
}

// decodesWell wants an error with a place inside the file, or values that lie within
// each other, and places within the file.
func decodesWell(t *testing.T, name string, data []byte) {
	f, err := Decode(t.Context(), name, data)
	if err != nil {
		text, _ := decodeText(t.Context(), data)
		if fault := err.(*Error); fault.Line > 0 {
			lies(t, newFile(name, text), Place{fault.Line, fault.Column, fault.Line, fault.Column})
		}
		return
	}
	end := 0
	for _, v := range f.Values {
		if v.Span.Start < end {
			t.Fatalf("%q: the value at %d starts before its neighbour ends at %d", f.text, v.Span.Start, end)
		}
		end = v.Span.End
		nests(t, v, Span{0, len(f.text)})
	}
	if f.Columns != nil {
		rewritesWell(t, f)
	}
}

func nests(t *testing.T, v Value, outer Span) {
	if v.Span.Start < outer.Start || v.Span.End < v.Span.Start || outer.End < v.Span.End {
		t.Fatalf("%q: %v lies outside %v", v.file.text, v.Span, outer)
	}
	lies(t, v.file, v.Place())
	v.Text()
	for _, item := range v.Items() {
		nests(t, item, v.Span)
	}
	for _, field := range v.Fields() {
		nests(t, field.Value, v.Span)
	}
}

// lies wants a place to be within its file's lines.
func lies(t *testing.T, f *File, p Place) {
	lines := strings.Count(f.text, "\n") + 1
	if p.StartLine < 1 || p.StartColumn < 1 || p.EndLine < p.StartLine || lines < p.EndLine {
		t.Fatalf("%q: the place %v is impossible", f.text, p)
	}
	if p.StartLine == p.EndLine && p.EndColumn < p.StartColumn {
		t.Fatalf("%q: the place %v ends before it starts", f.text, p)
	}
	for line, column := range map[int]int{p.StartLine: p.StartColumn, p.EndLine: p.EndColumn} {
		if width := units(f.Line(line, 1<<30)); column > width+2 { // a carriage return is no part of the line
			t.Fatalf("%q: column %d lies behind line %d of %d characters", f.text, column, line, width)
		}
	}
}

// rewritesWell wants the rows to survive being written and read again.
// What the first column's name could make of a header is left out.
func rewritesWell(t *testing.T, f *File) {
	if first := strings.ToLower(f.Columns[0]); strings.HasPrefix(first, "#type") || strings.HasPrefix(first, "sep=") {
		return
	}
	once := rewrite(f)
	again, err := Decode(t.Context(), "x.csv", []byte(once))
	if err != nil {
		t.Fatalf("%q became %q: %v", f.text, once, err)
	}
	equal(t, once, rewrite(again))
}
