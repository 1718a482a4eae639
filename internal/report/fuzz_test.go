package report_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/export"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/rego/builtin"
	"github.com/exchlint/exchlint/internal/rego/rules"
	"github.com/exchlint/exchlint/internal/report"
	"github.com/exchlint/exchlint/internal/source"
	"github.com/exchlint/exchlint/policies"
)

// FuzzCheck takes two files of any name and content all the way to every report. What
// comes of it is told by the invariants below, of which not to break down is the least.
func FuzzCheck(f *testing.F) {
	set := builtin.Set()
	for _, seed := range seeds(f) {
		f.Add(seed[0].Name, seed[0].Data, seed[1].Name, seed[1].Data)
	}
	f.Fuzz(func(t *testing.T, name1 string, data1 []byte, name2 string, data2 []byte) {
		inputs := []lint.Input{{Name: name1, Data: data1}, {Name: name2, Data: data2, Named: true}}
		result := check(t, set, inputs)
		everyInputIsAccountedFor(t, inputs, result)
		everyPlaceIsInItsFile(t, inputs, result)
		again := check(t, set, inputs)
		for _, format := range report.Formats() {
			first := written(t, format, result)
			readsSafely(t, format, first)
			if second := written(t, format, again); !bytes.Equal(first, second) {
				t.Errorf("%s of the same files differs:\n%s\n%s", format, first, second)
			}
		}
	})
}

// seeds pairs examples of rules, and shapes that no example has.
func seeds(f *testing.F) [][2]lint.Input {
	names, err := fs.Glob(policies.Files, "*/*/bad.*")
	if err != nil || len(names) == 0 {
		f.Fatal(names, err)
	}
	inputs := []lint.Input{
		{Name: "x.xml", Data: []byte(`<Objs><Obj RefId="0"><TN RefId="0"><T>Microsoft.Exchange.Data.Directory.SystemConfiguration.ReceiveConnector</T></TN><Props><S N="Name">In_x000A_</S><Obj N="Server" RefId="1"><ToString>EX01</ToString></Obj></Props></Obj></Objs>`)},
		{Name: "fl.txt", Data: []byte("Name : In\nServer : EX01\nBindings : {0.0.0.0:25}\nAuthMechanism : Tls,\n    Integrated\n\n")},
		{Name: "SendConnector.csv", Data: []byte("Name;AddressSpaces;SmartHosts;TlsDomain\n\"a\x1b[31m\u202e\";\"SMTP:*;1\";x;\n")},
		{Name: "exports.json", Data: []byte(`{"ExchlintManifest": 1, "CollectedAt": "2026-11-20T00:00:00Z", "Servers": []}`)},
	}
	for i := 0; i < len(names); i += 1 + len(names)/5 {
		data, err := fs.ReadFile(policies.Files, names[i])
		if err != nil {
			f.Fatal(err)
		}
		inputs = append(inputs, lint.Input{Name: path.Base(names[i]), Data: data})
	}
	var pairs [][2]lint.Input
	for i := range inputs {
		pairs = append(pairs, [2]lint.Input{inputs[i], inputs[(i+1)%len(inputs)]})
	}
	return pairs
}

func check(t *testing.T, set *rules.Set, inputs []lint.Input) *lint.Result {
	return lint.Run(t.Context(), inputs, set, lint.Options{AsOf: time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC), Rules: set.Rules, FailOn: lint.Warning})
}

func written(t *testing.T, format string, result *lint.Result) []byte {
	var out bytes.Buffer
	if err := report.Write(&out, format, result, report.Options{Version: "1", Verbose: true}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// everyInputIsAccountedFor wants each file to be read, skipped or an error; the one that
// was named may not be skipped.
func everyInputIsAccountedFor(t *testing.T, inputs []lint.Input, result *lint.Result) {
	for _, input := range inputs {
		read := slices.Contains(result.Files, input.Name)
		skipped := slices.ContainsFunc(result.Skipped, func(s lint.Skipped) bool { return s.File == input.Name })
		faulty := slices.ContainsFunc(result.Errors, func(p diag.Diagnostic) bool { return p.File == input.Name })
		if !read && !faulty && (!skipped || input.Named && inputs[0].Name != inputs[1].Name) {
			t.Errorf("%q is neither read nor an error", input.Name)
		}
	}
	if result.Trusted() && len(result.Files) == 0 {
		t.Error("nothing was read, and the verdict is clean")
	}
}

// everyPlaceIsInItsFile wants lines and columns that an editor can go to.
func everyPlaceIsInItsFile(t *testing.T, inputs []lint.Input, result *lint.Result) {
	if inputs[0].Name == inputs[1].Name {
		return // which of them a place is in can't be told
	}
	lines := map[string]int{}
	for _, input := range inputs {
		if file, err := export.Decode(t.Context(), input.Name, input.Data); err == nil {
			lines[input.Name] = file.Place(source.Span{Start: 0, End: 1 << 40}).EndLine
		}
	}
	inside := func(l lint.Location) {
		if l.StartLine < 1 || l.StartColumn < 1 || l.EndLine < l.StartLine || l.EndLine == l.StartLine && l.EndColumn < l.StartColumn || l.EndLine > lines[l.File] {
			t.Errorf("the place %+v is not among the %d lines of its file", l, lines[l.File])
		}
	}
	for _, finding := range result.Findings {
		inside(finding.Location)
		for _, related := range finding.Related {
			inside(related.Location)
		}
	}
}

// readsSafely wants a report that its reader can take in: JSON that is JSON, and no
// character that does anything but stand there.
func readsSafely(t *testing.T, format string, text []byte) {
	if !utf8.Valid(text) {
		t.Errorf("%s is no UTF-8: %q", format, text)
	}
	if format == "csv" {
		text = bytes.TrimPrefix(text, []byte("\ufeff")) // by which Excel knows UTF-8
	}
	still(t, format, strings.ReplaceAll(string(text), "\t", " "))
	if !strings.HasSuffix(format, "json") && !strings.HasSuffix(format, "sarif") {
		return
	}
	var document any
	if err := json.Unmarshal(text, &document); err != nil {
		t.Fatalf("%s: %v", format, err)
	}
	eachText(document, func(s string) { still(t, format, s) })
}

func still(t *testing.T, format, text string) {
	for _, r := range text {
		if r != '\n' && !unicode.IsGraphic(r) {
			t.Errorf("%s has %q in %q", format, r, text)
			return
		}
	}
}

func eachText(v any, do func(string)) {
	switch v := v.(type) {
	case string:
		do(v)
	case []any:
		for _, item := range v {
			eachText(item, do)
		}
	case map[string]any:
		for name, item := range v {
			do(name)
			eachText(item, do)
		}
	}
}
