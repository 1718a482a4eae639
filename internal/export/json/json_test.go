package json_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/exchlint/exchlint/internal/export"
	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/internal/export/exporttest"
	"github.com/exchlint/exchlint/internal/source"
)

func TestJSONFaultsAreToldInWords(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"no JSON at all", "abc", "1:1: expected a value, found 'a'"},
		{"a line comment", "{\n  \"a\": 1, // why\n}", "2:11: JSON has no comments; expected a name in double quotes, found '/'"},
		{"a block comment", "[1 /* why */]", "1:4: JSON has no comments; expected ',' or ']', found '/'"},
		{"a comment of PowerShell", "# made today\n{}", "1:1: JSON has no comments; expected a value, found '#'"},
		{"a comma before a brace", "{\"a\": 1,\n}", "1:8: the comma before the closing '}' is one too many"},
		{"a comma before a bracket", "[1, ]", "1:3: the comma before the closing ']' is one too many"},
		{"two commas", "[1,,2]", "1:4: expected a value, found ','"},
		{"a comma alone", "{,}", "1:2: expected a name in double quotes, found ','"},
		{"a missing comma", "{\"a\": 1\n \"b\": 2}", "2:2: expected ',' or '}', found '\"'"},
		{"a missing colon", `{"a" 1}`, "1:6: expected ':' after a name, found '1'"},
		{"a missing value", `{"a": }`, "1:7: expected a value, found '}'"},
		{"a number for a name", `{1: 2}`, "1:2: expected a name in double quotes, found '1'"},
		{"a name without quotes", "{Name: 1}", "1:2: expected a name in double quotes, found 'N'"},
		{"a name in single quotes", "{'Name': 1}", `1:2: JSON's quotes are straight and double; expected a name in double quotes, found '\''`},
		{"a value in curly quotes", "{\"Name\": “x”}", "1:10: JSON's quotes are straight and double; expected a value, found '“'"},
		{"NaN", `[NaN]`, "1:2: JSON has no NaN and no Infinity; expected a value, found 'N'"},
		{"infinity", `[-Infinity]`, "1:3: expected a digit, found 'I'"},
		{"PowerShell's True", `[True]`, "1:2: expected a value, found 'T'"},
		{"an unfinished word", `[trux]`, "1:5: expected true, found 'x'"},
		{"a leading zero", `[-01]`, "1:4: a number must not start with a zero"},
		{"a leading plus", `[+1]`, "1:2: expected a value, found '+'"},
		{"a leading point", `[.5]`, "1:2: expected a value, found '.'"},
		{"no digit after the point", `[1.]`, "1:4: expected a digit, found ']'"},
		{"no digit in the exponent", `[1e+]`, "1:5: expected a digit, found ']'"},
		{"a hexadecimal number", `[0x1F]`, "1:3: expected ',' or ']', found 'x'"},
		{"a bracket of the other kind", "[1}", "1:3: expected ',' or ']', found '}'"},
		{"a bracket too many", "[1]]", "1:4: expected the end of the file, found ']'"},
		{"members without braces", `"a": 1`, "1:4: expected the end of the file, found ':'"},
		{"a line break in a string", "{\"a\": \"b\r\nc\"}", `1:9: the line ends inside a string: its closing quote is missing, or a line break is not written \n`},
		{"a tab in a string", "[\"a\tb\"]", `1:4: expected the escape of a control character, found '\t'`},
		{"an escape character in a string", "[\"a\x1b[31m\"]", `1:4: expected the escape of a control character, found '\x1b'`},
		{"a path with single backslashes", `["C:\Program"]`, `1:6: expected one of "\/bfnrtu after a backslash (to mean a backslash, write two), found 'P'`},
		{"too few digits in an escape", `["\u12x4"]`, `1:7: expected four hexadecimal digits after \u, found 'x'`},
		{"an invisible character", "[\u202e1]", `1:2: expected a value, found '\u202e'`},
		{"a second byte order mark", "\ufeff\ufeff[]", `1:1: the file begins with a second byte order mark, as a pipe adds one; remove it`},
		{"two documents", "{}\n\n{}", "3:1: a second JSON document starts here; put each into a file of its own, or all of them into one array"},
		{"JSON Lines", "{\"a\": 1}\n{\"a\": 2}\n", "2:1: a second JSON document starts here; put each into a file of its own, or all of them into one array"},
		{"a cut object", "[\n\n  {\n    \"a\": 1,\n", "5:1: the file ends inside an object that starts on line 3"},
		{"an object cut after a name", "{\"a\"", "1:5: the file ends inside an object that starts on line 1"},
		{"a cut array", "\n[1", "2:3: the file ends inside an array that starts on line 2"},
		{"a cut string", "[\n\"abc", "2:5: the file ends inside a string that starts on line 2"},
		{"a string cut in an escape", `["\u12`, "1:7: the file ends inside a string that starts on line 1"},
		{"a cut word", "tru", "1:4: the file ends inside a value"},
		{"a cut number", "-", "1:2: the file ends inside a value"},
		{"too deep", strings.Repeat("[", 200), "1:101: more than 100 brackets are inside each other"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			exporttest.WantError(t, "x.json", test.text, "x.json:"+test.want)
			agreesWithStandardLibrary(t, test.text)
		})
	}
}

func TestAListIsAsLongAsItsCountSays(t *testing.T) {
	exporttest.Decode(t, "x.json", []byte("[{\"value\":  [\n{\"value\": [1, [2, 3]], \"Count\":  2}],\r\n  \"Count\":  1\r\n}, {\"value\": [\"value\"], \"count\": 9}, {\"value\": 1, \"Count\": 9}, \"value\"]"))
	tests := []struct {
		name, text, place string
		elements          int
	}{
		{"with less", "[{\"a\": {\n  \"value\":  [1, [2, 3]],\n  \"Count\":  30\n}}]", "2:13", 2},
		{"with more", `{"value":[1],"Count":0}`, "1:10", 1},
		{"in one that is right", `{"value":[{"value":[],"Count":1}],"Count":1}`, "1:20", 0},
		{"all that the file holds", `{"value":[1,2,3,4,5,6],"Count":30}`, "1:10", 6},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			exporttest.WantError(t, "x.json", test.text, "x.json:"+test.place+": "+fmt.Sprintf("this list has %d elements, but its Count is another number: a part of it is missing; export it again", test.elements))
		})
	}
}

func TestJSONMayBeAsDeepAsPowerShellWritesIt(t *testing.T) {
	text := strings.Repeat(`{"a":[`, 50) + strings.Repeat("]}", 50)
	exporttest.Decode(t, "x.json", []byte(text))
	agreesWithStandardLibrary(t, text)
}

func TestJSONStringsAreUnescaped(t *testing.T) {
	tests := []struct{ name, raw, want string }{
		{"plain", `"EX01"`, "EX01"},
		{"empty", `""`, ""},
		{"PowerShell's caution", `"\u003cI\u003eCN=a \u0026 b\u0027"`, "<I>CN=a & b'"},
		{"a date", `"\/Date(1700000000000)\/"`, "/Date(1700000000000)/"},
		{"all short escapes", `"\"\\\/\b\f\n\r\t"`, "\"\\/\b\f\n\r\t"},
		{"a name with a backslash", `"EX01\\Default"`, `EX01\Default`},
		{"a surrogate pair", `"\ud83d\uDE00!"`, "😀!"},
		{"a first half alone", `"\ud83dx"`, "\ufffdx"},
		{"a first half before another escape", `"\ud83d\n"`, "\ufffd\n"},
		{"two first halves and a second", `"\ud83d\ud83d\ude00"`, "\ufffd😀"},
		{"a second half alone", `"\ude00"`, "\ufffd"},
		{"a half at the end", `"\ud83d"`, "\ufffd"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := exporttest.Decode(t, "x.json", []byte(" "+test.raw+"\n"))
			exporttest.Equal(t, test.want, f.Values[0].Text())
			exporttest.Equal(t, test.raw, f.Values[0].Raw())
			agreesWithStandardLibrary(t, test.raw)
		})
	}
}

func TestJSONObjectsKeepOrderDuplicatesAndEmptyNames(t *testing.T) {
	f := exporttest.Decode(t, "x.json", []byte(`{"b": 1, "": true, "a\u0062": null, "b": [ ], "c" :{"d":-1.5e3 } }`))
	var got []string
	for _, field := range f.Values[0].Fields() {
		got = append(got, field.Name+"="+field.Value.Raw())
	}
	exporttest.Equal(t, []string{"b=1", "=true", "ab=null", "b=[ ]", `c={"d":-1.5e3 }`}, got)
	if f.Values[0].Items() != nil || f.Values[0].Text() != "" || f.Values[0].File() != f {
		t.Error("an object has neither items nor text, and knows its file")
	}
}

func TestJSONAgreesWithTheStandardLibrary(t *testing.T) {
	for _, text := range jsonSeeds {
		agreesWithStandardLibrary(t, text)
		for cut := range len(text) {
			agreesWithStandardLibrary(t, text[:cut])
		}
	}
}

var jsonSeeds = []string{
	"null", "true", "false", " 0 ", "-0.5E+10", "123456789012345678901234567890", `"a"`, "[]", "{}", "",
	`[1, -2, 3.5, [], {}, [[["x"]]], null, true]`,
	`{"a": {"b": {"c": [1, 2, {"d": "e"}]}}, "a": 2, "\u0061": 3}`,
	"{\r\n    \"Name\":  \"Default EX01\",\r\n    \"Bindings\":  [\r\n                     \"[::]:25\"\r\n                 ]\r\n}\r\n",
	`["long enough for eight bytes at a time, with a \"quote\" and a \\ and ü and 😀 and [brackets] {and} braces"]`,
	`[{"value":["value"],"Count":1},{"value":[],"Count":1}]`,
	`[{"a":"]"},{"b":"}"},{"c":"\\"},{"d":"\\\""}]`,
	`["\ud800", "\ud800\udc00", "\udc00\ud800", "\u0000"]`,
	"[1]x", "[01]", "[1,]", "{\"a\":1,}", "{'a':1}", "[\"\x00\"]", "[\"\x7f\"]", "\f[]", "[1\v]",
}

// agreesWithStandardLibrary wants Decode to accept exactly what encoding/json does, and to
// read the same. Three things are left out on purpose: text that is no UTF-8 or
// holds NULs, which Decode takes for another encoding; nesting beyond MaxDepth; and
// the empty file, which is none of JSON's business.
func agreesWithStandardLibrary(t testing.TB, text string) {
	t.Helper()
	f, err := export.Decode(t.Context(), "x.json", []byte(text))
	if decoded, err := source.Decode(t.Context(), "x.json", []byte(text)); err != nil || decoded.Content() != text {
		return
	}
	if err != nil && (strings.Contains(err.Error(), "brackets are inside each other") || strings.Contains(err.Error(), "but its Count is another number")) {
		return
	}
	if got, want := err == nil && len(f.Values) == 1, json.Valid([]byte(text)); got != want {
		t.Fatalf("%q: valid is %v, want %v (%v)", text, got, want, err)
	}
	if err != nil || len(f.Values) == 0 {
		return
	}
	var want any
	decoder := json.NewDecoder(bytes.NewReader([]byte(text)))
	decoder.UseNumber()
	if err := decoder.Decode(&want); err != nil {
		t.Fatal(err)
	}
	if got := standard(f.Values[0]); !reflect.DeepEqual(want, got) { // cmp takes for ever where it is deep
		t.Errorf("%q: want %v, got %v", text, want, got)
	}
}

// standard makes of v what encoding/json makes of it: the last of duplicates wins.
func standard(v document.Value) any {
	switch v.Kind {
	case document.Bool:
		return v.Text() == "true"
	case document.Number:
		return json.Number(v.Text())
	case document.String:
		return v.Text()
	case document.Array:
		items := []any{}
		for _, item := range v.Items() {
			items = append(items, standard(item))
		}
		return items
	case document.Object:
		members := map[string]any{}
		for _, field := range v.Fields() {
			members[field.Name] = standard(field.Value)
		}
		return members
	}
	return nil
}

func FuzzJSON(f *testing.F) {
	for _, text := range jsonSeeds {
		f.Add(text)
	}
	f.Add(manyConnectors(1))
	f.Fuzz(func(t *testing.T, text string) {
		agreesWithStandardLibrary(t, text)
		exporttest.CheckDecode(t, "x.json", []byte(text))
	})
}

func TestAFileIsReadByManyAtOnce(t *testing.T) {
	f := exporttest.Decode(t, "x.json", []byte(manyConnectors(100_000)))
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for _, v := range f.Values[0].Items() {
				exporttest.Walk(v)
				f.Redact(v.Span)
				f.Line(v.Place().StartLine, 1<<30)
			}
		})
	}
	readers.Wait()
}
