package export_test

import (
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/exchlint/exchlint/internal/export/exporttest"
)

// encodings are what PowerShell, Excel and editors make of one text.
var encodings = []struct {
	name string
	as   encoding.Encoding
	mark string
}{
	{"UTF-8", encoding.Nop, ""},
	{"UTF-8 with a byte order mark", encoding.Nop, "\ufeff"},
	{"UTF-16 LE with a byte order mark", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "\ufeff"},
	{"UTF-16 BE with a byte order mark", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "\ufeff"},
	{"UTF-16 LE", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), ""},
	{"UTF-16 BE", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), ""},
	{"Windows-1252", charmap.Windows1252, ""},
}

func TestOneTextInAnyEncodingHasTheSameValuesInTheSamePlaces(t *testing.T) {
	formats := []struct {
		name, text string
		want       []exporttest.Place // of Name, Note and Port
	}{
		{
			"x.json", "{\r\n  \"Name\":  \"Köln €\",\r\n  \"Note\":  [\r\n  ],\r\n  \"Port\":  25\r\n}\r\n",
			[]exporttest.Place{{2, 12, 2, 20}, {3, 12, 4, 4}, {5, 12, 5, 14}},
		},
		{
			"x.csv", "#TYPE Fabrikam.Connector\r\n\"Name\",\"Note\",\"Port\"\r\n\"Köln €\",\"first\r\nsecond\",25\r\n",
			[]exporttest.Place{{3, 1, 3, 9}, {3, 10, 4, 8}, {4, 9, 4, 11}},
		},
	}
	for _, format := range formats {
		for _, e := range encodings {
			t.Run(format.name+" in "+e.name, func(t *testing.T) {
				f := exporttest.Decode(t, format.name, encode(t, e.mark+format.text, e.as))
				var names []string
				var places []exporttest.Place
				for _, field := range f.Values[0].Fields() {
					names = append(names, field.Name)
					places = append(places, exporttest.PlaceOf(field.Value))
				}
				exporttest.Equal(t, []string{"Name", "Note", "Port"}, names)
				exporttest.Equal(t, format.want, places)
				exporttest.Equal(t, "Köln €", f.Values[0].Fields()[0].Value.Text())
			})
		}
	}
}

func TestAnAstralCharacterTakesTwoColumns(t *testing.T) {
	for _, e := range encodings[:6] {
		t.Run(e.name, func(t *testing.T) {
			f := exporttest.Decode(t, "x.json", encode(t, e.mark+`["😀","a"]`, e.as))
			items := f.Values[0].Items()
			exporttest.Equal(t, "😀", items[0].Text())
			exporttest.Equal(t, exporttest.Place{1, 2, 1, 6}, exporttest.PlaceOf(items[0]))
			exporttest.Equal(t, exporttest.Place{1, 7, 1, 10}, exporttest.PlaceOf(items[1]))
		})
	}
}

func TestHalfASurrogatePairInUTF16IsOneReplacementCharacter(t *testing.T) {
	f := exporttest.Decode(t, "x.csv", []byte("\xff\xfeA\x00\n\x00\x3d\xd8b\x00"))
	exporttest.Equal(t, "\ufffdb", f.Values[0].Fields()[0].Value.Text())
	exporttest.Equal(t, exporttest.Place{2, 1, 2, 3}, exporttest.PlaceOf(f.Values[0]))
}

func TestFilesThatAreNoTextAreRefused(t *testing.T) {
	noText := "the file has a NUL character here, so it is not text in UTF-8, UTF-16 or Windows-1252; export it again with -Encoding UTF8"
	tests := []struct{ name, data, want string }{
		{"UTF-32 LE", "\xff\xfe\x00\x00a\x00\x00\x00", "x.csv:1:1: the file is UTF-32, which is not supported; export it again with -Encoding UTF8"},
		{"UTF-32 BE", "\x00\x00\xfe\xff\x00\x00\x00a", "x.csv:1:1: the file is UTF-32, which is not supported; export it again with -Encoding UTF8"},
		{"UTF-32 without a mark", "a\x00\x00\x00b\x00\x00\x00", "x.csv:1:2: " + noText},
		{"NULs here and there", "Name\nEX01\x00\nEX\x0002\n", "x.csv:2:5: " + noText},
		{"NULs alone", "\x00\x00\x00\x00", "x.csv:1:1: " + noText},
		{"UTF-16 that is cut", "\xff\xfeA\x00\n\x00B", "x.csv:2:1: the file ends in the middle of a UTF-16 character"},
		{"UTF-8 by its mark alone", "\xef\xbb\xbfName\nK\xf6ln\n", "x.csv:2:2: the file is not valid UTF-8, although its byte order mark declares UTF-8"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { exporttest.WantError(t, "x.csv", test.data, test.want) })
	}
}

func TestAnEmptyFileIsAFileWithoutValues(t *testing.T) {
	for _, data := range []string{"", "\ufeff", "\xff\xfe", " \r\n\t", "\xfe\xff\x00 \x00\n", "\ufeff\ufeff\r\n", "\f\u00a0\n", "\x1a"} {
		for _, name := range []string{"x.json", "x.csv", "x.xml", "stdin"} {
			f := exporttest.Decode(t, name, []byte(data))
			if len(f.Values) > 0 || f.Columns != nil || f.Type != "" {
				t.Errorf("%q as %s: %v, %q, %q", data, name, f.Values, f.Columns, f.Type)
			}
		}
	}
}

func TestTheFirstCharacterAndThenTheNameTellTheNotation(t *testing.T) {
	tests := []struct {
		name, text string
		columns    []string // nil where it is JSON
	}{
		{"x.csv", ` {"Name": 1}`, nil},
		{"stdin", "\r\n[1]", nil},
		{"X.JSON", "null", nil},
		{"stdin", "null", []string{"null"}},
		{"x.json/stdin", "Name", []string{"Name"}},
		{"x.tsv", "A\tB", []string{"A", "B"}},
		{"x.txt", "A;B", []string{"A", "B"}},
	}
	for _, test := range tests {
		t.Run(test.name+": "+test.text, func(t *testing.T) {
			exporttest.Equal(t, test.columns, exporttest.Decode(t, test.name, []byte(test.text)).Columns)
		})
	}
}

func encode(t *testing.T, text string, as encoding.Encoding) []byte {
	t.Helper()
	data, err := as.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return data
}
