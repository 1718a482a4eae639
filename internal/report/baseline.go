package report

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"strings"

	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/source"
)

// ReadBaseline takes the findings of an earlier report of exchlint's, as json, sarif or
// github-sarif wrote it, in any encoding that PowerShell saves text in. The error says why the data is
// none. The list is never nil.
func ReadBaseline(data []byte) ([]lint.Earlier, error) {
	text, err := source.Decode(context.Background(), "", data)
	if err != nil {
		return nil, err
	}
	data = []byte(text.Content())
	var form struct {
		Version json.RawMessage `json:"version"`
		Runs    json.RawMessage `json:"runs"`
	}
	if err := json.Unmarshal(data, &form); err != nil {
		return nil, errors.New("this is not JSON; a baseline is a report that --format json or --format sarif wrote")
	}
	switch {
	case string(form.Version) == "1" && form.Runs == nil:
		return earlierJSON(data)
	case string(form.Version) == `"2.1.0"`:
		return earlierSARIF(data)
	}
	return nil, errors.New("this is neither exchlint's JSON report of version 1 nor SARIF 2.1.0")
}

func earlierJSON(data []byte) ([]lint.Earlier, error) {
	var said jsonReport
	if err := json.Unmarshal(data, &said); err != nil {
		return nil, errors.New("this JSON has not the shape of a report of exchlint's")
	}
	earlier := each(said.Findings, earlierFinding)
	for _, waived := range said.Waived {
		e := earlierFinding(waived.jsonFinding)
		e.Waived = true
		earlier = append(earlier, e)
	}
	return known(earlier)
}

func earlierFinding(f jsonFinding) lint.Earlier {
	return lint.Earlier{
		Fingerprint: f.Fingerprint, Rule: f.Rule, Level: f.Level,
		Kind: f.Kind, Identity: f.Identity, Property: f.Property, Message: f.Message, Value: decoded(f.Value),
	}
}

// decoded returns a value as encoding/json gives it; nil for none.
func decoded(text json.RawMessage) (value any) {
	if len(text) == 0 || json.Unmarshal(text, &value) != nil {
		return nil
	}
	return value
}

// earlierSARIF leaves out what is no finding: checks that could not be evaluated, and
// findings that were gone already.
func earlierSARIF(data []byte) ([]lint.Earlier, error) {
	var said sarifLog
	if err := json.Unmarshal(data, &said); err != nil {
		return nil, errors.New("this SARIF has not the shape that exchlint writes")
	}
	if len(said.Runs) == 0 {
		return nil, errors.New("this SARIF is not of exchlint: it has no run")
	}
	earlier := []lint.Earlier{}
	for _, run := range said.Runs {
		if run.Tool.Driver.Name != "exchlint" {
			return nil, errors.New("this SARIF is not of exchlint: it was written by " + visible(run.Tool.Driver.Name))
		}
		for _, result := range run.Results {
			if (result.Kind == "" || result.Kind == "fail") && result.BaselineState != string(lint.Absent) {
				earlier = append(earlier, earlierResult(result))
			}
		}
	}
	return known(earlier)
}

func earlierResult(result sarifResult) lint.Earlier {
	primary, _, _ := strings.Cut(result.PartialFingerprints.Primary, ":")
	e := lint.Earlier{
		Fingerprint: cmp.Or(result.PartialFingerprints.Own, primary), Rule: result.RuleID, Level: lint.Level(result.Level),
		Message: result.Message.Text, Waived: len(result.Suppressions) > 0,
	}
	if result.Properties != nil {
		e.Value = decoded(result.Properties.Value)
	}
	if len(result.Locations) > 0 && len(result.Locations[0].LogicalLocations) > 0 {
		logical := result.Locations[0].LogicalLocations[0]
		e.Kind, e.Identity = logical.Kind, logical.FullyQualifiedName
		if logical.Properties != nil {
			e.Property = logical.Properties.Property
		}
	}
	return e
}

// known refuses findings that nothing could be compared with, and gives each the value that another one
// of the same property has.
func known(earlier []lint.Earlier) ([]lint.Earlier, error) {
	type property struct{ kind, identity, name string }
	values := map[property]any{}
	for i := range earlier {
		e := &earlier[i]
		if e.Fingerprint == "" && e.Identity == "" {
			return nil, errors.New("a finding of this report has neither a fingerprint nor an identity, so nothing can be compared with it")
		}
		e.Fingerprint = cmp.Or(e.Fingerprint, lint.Fingerprint(e.Rule, e.Kind, e.Identity, e.Property))
		if e.Value != nil {
			values[property{e.Kind, e.Identity, e.Property}] = e.Value
		}
	}
	for i := range earlier {
		if e := &earlier[i]; e.Value == nil {
			e.Value = values[property{e.Kind, e.Identity, e.Property}]
		}
	}
	return earlier, nil
}
