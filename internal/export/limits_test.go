package export

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"
)

// spent is a context that ends when it has been asked a number of times.
type spent struct {
	context.Context
	asked *int
}

func (c spent) Err() error {
	if *c.asked--; *c.asked < 0 {
		return context.DeadlineExceeded
	}
	return nil
}

func TestEveryDecoderStopsWhenTimeRunsOut(t *testing.T) {
	const size = 3 * stride
	texts := map[string]string{
		"x.json": "[" + strings.Repeat("0,", size/2) + "0]",
		"x.csv":  "A,B\n" + strings.Repeat("1,2\n", size/4),
		"x.xml":  "<Objs>" + strings.Repeat("<S>12</S>", size/8) + "</Objs>",
		"x.txt":  strings.Repeat("Name : In\nFqdn : x\n\n", size/16),
	}
	for name, text := range texts {
		for _, units := range []bool{false, true} {
			data := []byte(text)
			if units {
				data = littleEndianBytes(text)
			}
			asked := 1
			_, err := Decode(spent{t.Context(), &asked}, name, data)
			if err == nil || err.Error() != name+": "+outOfTime {
				t.Errorf("%s, in UTF-16 %v: %v", name, units, err)
			}
			if asked > 0 || asked < -5 {
				t.Errorf("%s, in UTF-16 %v: asked %d times more", name, units, -asked)
			}
		}
	}
}

func littleEndianBytes(text string) []byte {
	data := []byte{0xff, 0xfe}
	for _, unit := range utf16.Encode([]rune(text)) {
		data = append(data, byte(unit), byte(unit>>8))
	}
	return data
}

func TestAFileHoldsNoMoreThanAnExportCould(t *testing.T) {
	many := MaxElements + 1
	long := strings.Repeat("x", MaxCell+1)
	tests := []struct{ name, file, text, want string }{
		{"elements of a list", "x.json", "[\n" + strings.Repeat("0,", many) + "0]", "x.json:2:2000001: " + tooMany},
		{"elements of a list within an object", "x.json", "{\"a\":[\n" + strings.Repeat("{},", many) + "0]}", "x.json:2:3000001: " + tooMany},
		{"members of an object", "x.json", "{" + strings.Repeat("\"a\":0,\n", many) + "\"a\":0}", "x.json:1000001:1: " + tooMany},
		{"rows", "x.csv", "A,B\n" + strings.Repeat(",\n", many), "x.csv:1000002:1: " + tooMany},
		{"elements of XML", "x.xml", "<Objs>\n" + strings.Repeat("<a/>", many) + "</Objs>", "x.xml:2:4000001: " + tooMany},
		{"objects of a list", "x.txt", strings.Repeat("a : b\n\n", many), "x.txt:2000001:1: " + tooMany},
		{"a long string", "x.json", "[\"" + long + "\"]", "x.json:1:2: " + tooLarge},
		{"a long name", "x.json", "{\"" + long + "\": 1}", "x.json:1:2: " + tooLarge},
		{"a long text", "x.xml", "<Objs><S>" + long + "</S></Objs>", "x.xml:1:10: " + tooLarge},
		{"a long line", "x.txt", "Name : In\nFqdn : " + long + "\n", "x.txt:2:1: " + tooLarge},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { wantError(t, test.file, test.text, test.want) })
	}
}

// TestReferencesNeitherLoopNorGrow has the classic attacks on readers of XML in the one
// form that CLIXML would allow: objects that refer to each other.
func TestReferencesNeitherLoopNorGrow(t *testing.T) {
	object := func(id int, inner string) string { return fmt.Sprintf("<Obj RefId=\"%d\">%s</Obj>", id, inner) }
	ref := func(to int) string { return fmt.Sprintf("<Ref N=\"Name\" RefId=\"%d\"/>", to) }
	list := func(inner string) string { return "<LST>" + inner + "</LST>" }
	chain, laughs := object(0, "<S>x</S>"), object(0, list(strings.Repeat("<S>lol</S>", 100)))
	for i := 1; i <= 2*MaxDepth; i++ {
		chain += object(i, "<Props>"+ref(i-1)+"</Props>")
	}
	for i := 1; i <= 9; i++ {
		laughs += object(i, list(strings.Repeat(ref(i-1), 10)))
	}
	large := object(0, list("<S>"+strings.Repeat("x", 1000)+"</S>"))
	const grows, nowhere = "unfold to far more than the file", "leads to no Obj before it"
	tests := []struct{ name, objects, want string }{
		{"a loop of two", object(1, list(ref(2))) + object(2, list(ref(1))), nowhere},
		{"itself", object(1, list(object(2, list(ref(1)+ref(2))))), ""},
		{"nobody", object(1, list(ref(7))), nowhere},
		{"the same text often", object(0, "<ToString>x</ToString>") + object(1, list(strings.Repeat(ref(0), 1000))), ""},
		{"a chain", chain, grows},
		{"a billion laughs", laughs, grows},
		{"a large object often", large + object(1, list(strings.Repeat(ref(0), 1000))), grows},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f, err := Decode(t.Context(), "x.xml", []byte("<Objs>"+test.objects+"</Objs>"))
			switch {
			case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)):
				t.Errorf("got %v", err)
			case test.want == "" && err != nil:
				t.Error(err)
			case err == nil:
				budget := 10_000
				for _, v := range f.Values {
					visit(t, v, &budget)
				}
				if budget <= 0 {
					t.Error("the document never ends")
				}
			}
		})
	}
}
