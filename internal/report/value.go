package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"unicode"
	"unicode/utf16"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/lint"
)

// longValue is the size of a value in JSON, in bytes, from which on it is written once, with the first
// finding about it: there may be as many of these as the value has entries.
const longValue = 1 << 10

// repeats are the findings whose value is long and written with an earlier one.
type repeats map[*lint.Finding]bool

// valueOf is what one or more findings are about.
type valueOf struct {
	object   *model.Object
	property string
}

// repeatsAmong looks at the value of a property only where several findings are about it.
func repeatsAmong(findings []*lint.Finding) repeats {
	about := map[valueOf][]*lint.Finding{}
	for _, f := range findings {
		if f.Object != nil && f.Property != "" {
			key := valueOf{f.Object, f.Property}
			about[key] = append(about[key], f)
		}
	}
	again := repeats{}
	for _, alike := range about {
		if len(alike) > 1 && len(normalized(alike[0])) > longValue {
			for _, f := range alike[1:] {
				again[f] = true
			}
		}
	}
	return again
}

// value returns the normalized value of the property that a finding is about, as JSON; nil where it
// has none, or where an earlier finding has it.
func (r repeats) value(f *lint.Finding) json.RawMessage {
	if r[f] {
		return nil
	}
	return normalized(f)
}

func normalized(f *lint.Finding) json.RawMessage {
	if f.Object == nil || f.Property == "" {
		return nil
	}
	value, known := f.Object.Value(f.Property)
	if !known {
		return nil
	}
	return rawJSON(value)
}

// lastValue returns the value that a resolved finding was about, as JSON; nil for none, and for a long
// one.
func lastValue(e lint.Earlier) json.RawMessage {
	if e.Value == nil {
		return nil
	}
	if text := rawJSON(e.Value); len(text) <= longValue {
		return text
	}
	return nil
}

// rawJSON returns a value as JSON in which characters that no reader would see are escaped.
func rawJSON(value any) json.RawMessage {
	var plain, escaped bytes.Buffer
	encode := json.NewEncoder(&plain)
	encode.SetEscapeHTML(false)
	if encode.Encode(value) != nil {
		return nil
	}
	for _, c := range string(bytes.TrimSuffix(plain.Bytes(), []byte("\n"))) {
		switch {
		case unicode.IsGraphic(c):
			escaped.WriteRune(c)
		case c > 0xffff:
			high, low := utf16.EncodeRune(c)
			fmt.Fprintf(&escaped, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(&escaped, `\u%04x`, c)
		}
	}
	return escaped.Bytes()
}

// allFindings returns all findings of a result, the waived ones last.
func allFindings(r *lint.Result) []*lint.Finding {
	var all []*lint.Finding
	for i := range r.Findings {
		all = append(all, &r.Findings[i])
	}
	for i := range r.Waived {
		all = append(all, &r.Waived[i].Finding)
	}
	return all
}
