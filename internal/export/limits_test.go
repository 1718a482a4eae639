package export_test

import (
	"context"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/exchlint/exchlint/internal/export"
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/internal/export/exporttest"
)

// spent is a context that ends when it has been asked a number of times.
type spent struct {
	context.Context
	asked *int
}

const tooMany = "more than 1,000,000 elements are side by side here; export fewer objects into each file"

const tooLarge = "the value that starts here is larger than 16 MiB, and Exchange exports none of that size: check which program wrote it"

const outOfTime = "the run ended while this file was read"

func (c spent) Err() error {
	if *c.asked--; *c.asked < 0 {
		return context.DeadlineExceeded
	}
	return nil
}

func TestEveryDecoderStopsWhenTimeRunsOut(t *testing.T) {
	const size = 3 << 20
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
			_, err := export.Decode(spent{t.Context(), &asked}, name, data)
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
	many := document.MaxElements + 1
	long := strings.Repeat("x", document.MaxCell+1)
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
		t.Run(test.name, func(t *testing.T) { exporttest.WantError(t, test.file, test.text, test.want) })
	}
}
