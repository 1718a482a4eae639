package report

import (
	"bufio"
	"bytes"
	"encoding/json"
	"iter"
	"time"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/lint"
)

// jsonReport is the shape that exchlint promises to other programs. Its fields stand
// in the order in which they are written; only a new version may take one away.
type jsonReport struct {
	Version      int           `json:"version"`
	AsOf         string        `json:"asOf"`
	Summary      jsonSummary   `json:"summary"`
	Findings     []jsonFinding `json:"findings"`
	NotEvaluated []jsonGap     `json:"notEvaluated"`
	Waived       []jsonWaived  `json:"waived"`
	Absent       []jsonFinding `json:"absent,omitempty"` // only in comparison with an earlier report
	Skipped      []jsonSkipped `json:"skipped"`

	Configuration *jsonConfiguration `json:"configuration,omitempty"`
	Errors        []jsonProblem      `json:"errors"`
}

type jsonSummary struct {
	Error        int `json:"error"`
	Warning      int `json:"warning"`
	Note         int `json:"note"`
	Passed       int `json:"passed"`
	NotEvaluated int `json:"notEvaluated"`
	Waived       int `json:"waived"`
}

type jsonFinding struct {
	Rule        string        `json:"rule"`
	Level       lint.Level    `json:"level"`
	Kind        string        `json:"kind"`
	Identity    string        `json:"identity"`
	Property    string        `json:"property"`
	Message     string        `json:"message"`
	Location    jsonLocation  `json:"location"`
	Related     []jsonRelated `json:"related"`
	Remediation string        `json:"remediation"`
	Remedy      *jsonRemedy   `json:"remedy,omitempty"`
	Fingerprint string        `json:"fingerprint"`
	State       lint.State    `json:"baselineState,omitempty"`
}

type jsonLocation struct {
	File        string `json:"file"`
	StartLine   int    `json:"startLine"`
	StartColumn int    `json:"startColumn"`
	EndLine     int    `json:"endLine"`
	EndColumn   int    `json:"endColumn"`
}

type jsonRelated struct {
	Message  string       `json:"message"`
	Location jsonLocation `json:"location"`
}

type jsonGap struct {
	Rule     string   `json:"rule"`
	Kind     string   `json:"kind"`
	Identity string   `json:"identity"`
	Reason   string   `json:"reason"`
	Missing  []string `json:"missing"`
}

type jsonWaived struct {
	jsonFinding
	Reason  string `json:"reason"`
	Ticket  string `json:"ticket,omitempty"`
	Expires string `json:"expires,omitempty"`
}

type jsonSkipped struct {
	File   string `json:"file"`
	Reason string `json:"reason"`
}

type jsonProblem struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column,omitempty"`
	Message string `json:"message"`
}

func writeJSON(w *bufio.Writer, r *lint.Result, _ Options) {
	var frame bytes.Buffer
	shell := bufio.NewWriter(&frame)
	encode(shell, jsonReport{
		Version: 1,
		AsOf:    r.AsOf.UTC().Format(time.RFC3339),
		Summary: jsonSummary{
			Error: r.Count(lint.Error), Warning: r.Count(lint.Warning), Note: r.Count(lint.Note),
			Passed: r.Passed, NotEvaluated: r.Unevaluated(), Waived: len(r.Waived),
		},
		Findings: []jsonFinding{}, NotEvaluated: []jsonGap{},
		Configuration: toJSONConfiguration(r.Configuration),

		Waived: each(r.Waived, toJSONWaived),
		Absent: each(r.Absent, toJSONAbsent),
		Skipped: each(r.Skipped, func(s lint.Skipped) jsonSkipped {
			return jsonSkipped{visible(s.File), message(s.Reason)}
		}),
		Errors: each(r.Errors, func(p diag.Diagnostic) jsonProblem {
			return jsonProblem{visible(p.File), p.Line, p.Column, message(p.Message)}
		}),
	})
	shell.Flush()
	list(w, &frame, `"findings": [`, func(yield func(any) bool) {
		for _, f := range r.Findings {
			if !yield(toJSONFinding(f)) {
				return
			}
		}
	})
	list(w, &frame, `"notEvaluated": [`, func(yield func(any) bool) {
		for o, g := range r.Gaps() {
			if !yield(jsonGap{g.Rule.ID, value(o.Kind), value(o.Identity), message(g.Reason), each(g.Missing, value)}) {
				return
			}
		}
	})
	frame.WriteTo(w)
}

// list writes a frame up to an empty list, the first of its name, and fills it: there may be
// more elements than memory should hold.
func list(w *bufio.Writer, frame *bytes.Buffer, opening string, elements iter.Seq[any]) {
	w.Write(frame.Next(bytes.Index(frame.Bytes(), []byte(opening)) + len(opening)))
	var element bytes.Buffer
	encoder := json.NewEncoder(&element)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("    ", "  ")
	separator := "\n    "
	for e := range elements {
		element.Reset()
		_ = encoder.Encode(e) // it has no value that JSON lacks
		w.WriteString(separator)
		w.Write(bytes.TrimSuffix(element.Bytes(), []byte("\n")))
		separator = ",\n    "
	}
	if separator[0] == ',' {
		w.WriteString("\n  ")
	}
}

// encode writes indented JSON for readers that never put it into a web page as it
// is. Its only error is the writer's.
func encode(w *bufio.Writer, v any) {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(v)
}

// each maps a slice; what comes out is never nil, so that JSON has [] for it.
func each[From, To any](from []From, convert func(From) To) []To {
	to := make([]To, len(from))
	for i := range from {
		to[i] = convert(from[i])
	}
	return to
}

func toJSONFinding(f lint.Finding) jsonFinding {
	long := longValuesOf(&f)
	return jsonFinding{
		Rule: f.Rule.ID, Level: f.Level,
		Kind: value(f.Kind), Identity: value(f.Identity), Property: value(f.Property),
		Message:  message(long.cut(f.Message())),
		Location: toJSONLocation(f.Location),
		Related: each(f.Related, func(r lint.Related) jsonRelated {
			return jsonRelated{message(long.cut(r.Message)), toJSONLocation(r.Location)}
		}),
		Remediation: lines(f.Remediation()), Remedy: toJSONRemedy(f.Remedy()), Fingerprint: f.Fingerprint, State: f.State,
	}
}

func toJSONAbsent(e lint.Earlier) jsonFinding {
	return jsonFinding{
		Rule: e.Rule, Level: e.Level, Kind: value(e.Kind), Identity: value(e.Identity), Property: value(e.Property),
		Message: message(e.Message), Related: []jsonRelated{}, Fingerprint: e.Fingerprint, State: lint.Absent,
	}
}

func toJSONLocation(l lint.Location) jsonLocation {
	return jsonLocation{visible(l.File), l.StartLine, l.StartColumn, l.EndLine, l.EndColumn}
}

func toJSONWaived(w lint.Waived) jsonWaived {
	out := jsonWaived{jsonFinding: toJSONFinding(w.Finding), Reason: message(w.Reason), Ticket: value(w.Ticket)}
	if !w.Expires.IsZero() {
		out.Expires = w.Expires.UTC().Format("2006-01-02")
	}
	return out
}

// jsonConfiguration is what the configuration takes away, and which it was.
type jsonConfiguration struct {
	File     string        `json:"file"`
	FailOn   string        `json:"failOn,omitempty"`
	Disabled []string      `json:"disabled"`
	Lowered  []jsonLowered `json:"lowered"`
	Ignored  []string      `json:"ignored"`
}

type jsonLowered struct {
	Rule  string     `json:"rule"`
	Level lint.Level `json:"level"`
}

func toJSONConfiguration(c *lint.Configuration) *jsonConfiguration {
	if c == nil {
		return nil
	}
	return &jsonConfiguration{
		File: visible(c.File), FailOn: c.FailOn, Disabled: each(c.Disabled, visible), Ignored: each(c.Ignored, visible),
		Lowered: each(c.Lowered, func(l lint.Lowered) jsonLowered { return jsonLowered{l.Rule, l.Level} }),
	}
}
