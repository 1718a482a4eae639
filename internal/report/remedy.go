package report

import "github.com/exchlint/exchlint/internal/rego/rules"

type jsonRemedy struct {
	Fix          string            `json:"fix"`
	Steps        []jsonStep        `json:"steps"`
	Alternatives []jsonAlternative `json:"alternatives"`
}

type jsonStep struct {
	Do      string `json:"do,omitempty"`
	Command string `json:"command,omitempty"`
	When    string `json:"when,omitempty"`
	Caution string `json:"caution,omitempty"`
}

type jsonAlternative struct {
	Steps []jsonStep `json:"steps"`
	Note  string     `json:"note"`
}

func toJSONRemedy(r rules.Remedy) *jsonRemedy {
	return &jsonRemedy{
		Fix: r.Fix, Steps: each(r.Steps, toJSONStep),
		Alternatives: each(r.Alternatives, func(a rules.Alternative) jsonAlternative {
			return jsonAlternative{Steps: each(a.Steps, toJSONStep), Note: message(a.Note)}
		}),
	}
}

func toJSONStep(s rules.Step) jsonStep {
	return jsonStep{Do: message(s.Do), Command: lines(s.Command), When: message(s.When), Caution: message(s.Caution)}
}
