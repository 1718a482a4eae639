package report

import (
	"encoding/json"

	"github.com/exchlint/exchlint/internal/lint"
)

// jsonChange is what a planned change does, in JSON.
type jsonChange struct {
	Files       []string      `json:"files"`
	Server      string        `json:"server"`
	Applied     []jsonApplied `json:"applied"`
	Refused     []jsonRefused `json:"refused"`
	NotFollowed []jsonRemark  `json:"notFollowed"`
	Assumed     []jsonRemark  `json:"assumed"`
}

type jsonApplied struct {
	Command  string        `json:"command"`
	Kind     string        `json:"kind"`
	Identity string        `json:"identity"`
	Settings []jsonSetting `json:"settings"`
	Location jsonLocation  `json:"location"`
}

// jsonSetting has no Before of what is new, and no After of what is gone.
type jsonSetting struct {
	Property string          `json:"property"`
	Before   json.RawMessage `json:"before,omitempty"`
	After    json.RawMessage `json:"after,omitempty"`
}

type jsonRefused struct {
	Command  string       `json:"command"`
	Kind     string       `json:"kind"`
	Identity string       `json:"identity"`
	Rule     string       `json:"rule"`
	Message  string       `json:"message"`
	Location jsonLocation `json:"location"`
}

type jsonRemark struct {
	Reason   string       `json:"reason,omitempty"`
	Text     string       `json:"text"`
	Location jsonLocation `json:"location"`
}

func toJSONChange(c *lint.Change) *jsonChange {
	if c == nil {
		return nil
	}
	return &jsonChange{
		Files: each(c.Files, visible), Server: value(c.Server),
		Applied: each(c.Applied, toJSONApplied),
		Refused: each(c.Refused, func(r lint.Refused) jsonRefused {
			return jsonRefused{value(r.Command), r.Kind, value(r.Identity), r.Rule, message(r.Message), toJSONLocation(r.Location)}
		}),
		NotFollowed: each(c.NotFollowed, toJSONRemark), Assumed: each(c.Assumed, toJSONRemark),
	}
}

func toJSONRemark(r lint.Remark) jsonRemark {
	return jsonRemark{message(r.Reason), message(r.Text), toJSONLocation(r.Location)}
}

func toJSONApplied(a lint.Applied) jsonApplied {
	return jsonApplied{value(a.Command), a.Kind, value(a.Identity), each(a.Settings, toJSONSetting), toJSONLocation(a.Location)}
}

func toJSONSetting(s lint.Setting) jsonSetting {
	return jsonSetting{s.Property, givenJSON(s.Before), givenJSON(s.After)}
}

func givenJSON(v any) json.RawMessage {
	if v == nil {
		return nil
	}
	return rawJSON(v)
}
