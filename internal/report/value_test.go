package report

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/schema"
)

// findingsAbout returns n findings about a connector's capabilities.
func findingsAbout(n int, capabilities []any) *lint.Result {
	sample := sample()
	object := model.NewObject(schema.Lookup("ReceiveConnector"), `EX01\Relay`, map[string]any{"TlsDomainCapabilities": capabilities})
	for range n {
		f := sample.Findings[0]
		f.Kind, f.Identity, f.Property, f.Object = "ReceiveConnector", object.Identity, "TlsDomainCapabilities", object
		f.Fingerprint = lint.Fingerprint(f.Rule.ID, f.Kind, f.Identity, f.Property)
		sample.Findings = append(sample.Findings, f)
	}
	sample.Findings = sample.Findings[len(sample.Findings)-n:]
	return sample
}

func TestALongValueIsWrittenOnceAndReadForAllFindingsAboutIt(t *testing.T) {
	var capabilities []any
	for i := range 1000 {
		capabilities = append(capabilities, fmt.Sprintf("d%d.contoso.com:AcceptOorgProtocol", i))
	}
	result := findingsAbout(500, capabilities)
	for _, format := range []string{"json", "sarif", "github-sarif"} {
		var report bytes.Buffer
		if err := Write(&report, format, result, Options{}); err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(report.String(), "d999.contoso.com"); n != 1 {
			t.Errorf("%s has the value %d times", format, n)
		}
		earlier, err := ReadBaseline(report.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		valued := 0
		for _, e := range earlier {
			if list, ok := e.Value.([]any); ok && len(list) == 1000 {
				valued++
			}
		}
		if valued != 500 {
			t.Errorf("%s: %d of 500 findings have a value", format, valued)
		}
	}
}

func TestAShortValueIsWrittenWithEachFindingAboutIt(t *testing.T) {
	var report bytes.Buffer
	if err := Write(&report, "json", findingsAbout(3, []any{"a\u202e\U000e0001.com:x"}), Options{}); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(report.String(), `"a\u202e\udb40\udc01.com:x"`); n != 3 {
		t.Errorf("the value is there %d times:\n%s", n, report.String())
	}
}

func TestABaselineIsReadInAllEncodings(t *testing.T) {
	text := `{"version": 1, "findings": [{"rule": "a/b", "kind": "K", "identity": "I", "property": "P", "value": 5}]}`
	utf16 := func(low int) string {
		data := make([]byte, 2*len(text))
		for i := range len(text) {
			data[2*i+low] = text[i]
		}
		return string(data)
	}
	for name, data := range map[string]string{"UTF-8": text, "with a mark": "\xef\xbb\xbf" + text, "UTF-16LE": "\xff\xfe" + utf16(0), "UTF-16BE": "\xfe\xff" + utf16(1)} {
		earlier, err := ReadBaseline([]byte(data))
		if err != nil || len(earlier) != 1 || earlier[0].Value != 5.0 || earlier[0].Fingerprint != lint.Fingerprint("a/b", "K", "I", "P") {
			t.Errorf("%s: %v, %v", name, earlier, err)
		}
	}
}
