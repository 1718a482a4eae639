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
	Passed       []jsonPassed  `json:"passed,omitzero"` // only where it was asked for
	NotEvaluated []jsonGap     `json:"notEvaluated"`
	Waived       []jsonWaived  `json:"waived"`
	Absent       []jsonFinding `json:"absent,omitempty"` // only in comparison with an earlier report
	Skipped      []jsonSkipped `json:"skipped"`
	Change       *jsonChange   `json:"change,omitempty"` // only where a planned change is judged
	Diff         *jsonDiff     `json:"diff,omitempty"`   // only in comparison with older exports
	Rotation     *jsonRotation `json:"rotate,omitempty"` // only where a certificate is replaced

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
	Title       string        `json:"title,omitempty"`
	Tags        []string      `json:"tags,omitzero"`
	STIGIDs     []string      `json:"stigIds,omitzero"`
	Fingerprint string        `json:"fingerprint"`
	State       lint.State    `json:"baselineState,omitempty"`

	Value json.RawMessage `json:"value,omitempty"`
}

type jsonRelated struct {
	Message  string       `json:"message"`
	Location jsonLocation `json:"location"`
}

type jsonPassed struct {
	Rule     string `json:"rule"`
	Kind     string `json:"kind"`
	Identity string `json:"identity"`
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

func writeJSON(w *bufio.Writer, r *lint.Result, o Options) {
	var frame bytes.Buffer
	again := repeatsAmong(allFindings(r))
	shell := bufio.NewWriter(&frame)
	said := toJSONReport(r, again)
	if o.ShowPassed {
		said.Passed = []jsonPassed{}
	}
	encode(shell, said)
	shell.Flush()
	list(w, &frame, `"findings": [`, func(yield func(any) bool) {
		for i := range r.Findings {
			if !yield(toJSONFinding(&r.Findings[i], again)) {
				return
			}
		}
	})
	if o.ShowPassed {
		list(w, &frame, `"passed": [`, func(yield func(any) bool) {
			for rule, object := range passing(r) {
				if !yield(jsonPassed{rule.ID, value(object.Kind.Name), value(object.Identity)}) {
					return
				}
			}
		})
	}
	list(w, &frame, `"notEvaluated": [`, func(yield func(any) bool) {
		for o, g := range r.Gaps() {
			if !yield(jsonGap{g.Rule.ID, value(o.Kind), value(o.Identity), message(g.Reason), each(g.Missing, value)}) {
				return
			}
		}
	})
	frame.WriteTo(w)
}

// toJSONReport returns the report without what there may be too much of to hold at once.
func toJSONReport(r *lint.Result, again repeats) jsonReport {
	return jsonReport{
		Version: 1,
		AsOf:    r.AsOf.UTC().Format(time.RFC3339),
		Summary: jsonSummary{
			Error: r.Count(lint.Error), Warning: r.Count(lint.Warning), Note: r.Count(lint.Note),
			Passed: r.Passed, NotEvaluated: r.Unevaluated(), Waived: len(r.Waived),
		},
		Findings: []jsonFinding{}, NotEvaluated: []jsonGap{},
		Configuration: toJSONConfiguration(r.Configuration),

		Waived: toJSONWaived(r.Waived, again),
		Absent: each(r.Absent, toJSONAbsent),
		Skipped: each(r.Skipped, func(s lint.Skipped) jsonSkipped {
			return jsonSkipped{visible(s.File), message(s.Reason)}
		}),
		Errors: toJSONProblems(r.Errors),
		Change: toJSONChange(r.Change), Diff: toJSONDiff(r.Diff), Rotation: toJSONRotation(r.Rotation),
	}
}

func toJSONProblems(problems diag.List) []jsonProblem {
	return each(problems, func(p diag.Diagnostic) jsonProblem {
		return jsonProblem{visible(p.File), p.Line, p.Column, message(p.Message)}
	})
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

func toJSONFinding(f *lint.Finding, again repeats) jsonFinding {
	long, remedy := longValuesOf(f), f.Remedy()
	return jsonFinding{
		Rule: f.Rule.ID, Level: f.Level,
		Kind: value(f.Kind), Identity: value(f.Identity), Property: value(f.Property),
		Message:  message(long.cut(f.Message())),
		Location: toJSONLocation(f.Location),
		Related: each(f.Related, func(r lint.Related) jsonRelated {
			return jsonRelated{message(long.cut(r.Message)), toJSONLocation(r.Location)}
		}),
		Remediation: lines(remedy.PowerShell()), Remedy: toJSONRemedy(remedy), Fingerprint: f.Fingerprint, State: f.State,
		Title: message(f.Rule.Title), Tags: each(distinct(f.Rule.Tags), value), STIGIDs: each(stigIDs(f.Rule), value), Value: again.value(f),
	}
}

func toJSONAbsent(e lint.Earlier) jsonFinding {
	return jsonFinding{
		Rule: e.Rule, Level: e.Level, Kind: value(e.Kind), Identity: value(e.Identity), Property: value(e.Property),
		Message: message(e.Message), Related: []jsonRelated{}, Fingerprint: e.Fingerprint, State: lint.Absent,
		Value: lastValue(e),
	}
}

func toJSONWaived(waived []lint.Waived, again repeats) []jsonWaived {
	list := make([]jsonWaived, len(waived))
	for i := range waived {
		w := &waived[i]
		list[i] = jsonWaived{jsonFinding: toJSONFinding(&w.Finding, again), Reason: message(w.Reason), Ticket: value(w.Ticket)}
		if !w.Expires.IsZero() {
			list[i].Expires = w.Expires.UTC().Format("2006-01-02")
		}
	}
	return list
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
