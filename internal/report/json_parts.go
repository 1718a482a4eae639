package report

import "github.com/exchlint/exchlint/internal/lint"

type jsonLocation struct {
	File        string `json:"file"`
	StartLine   int    `json:"startLine"`
	StartColumn int    `json:"startColumn"`
	EndLine     int    `json:"endLine"`
	EndColumn   int    `json:"endColumn"`
}

func toJSONLocation(l lint.Location) jsonLocation {
	return jsonLocation{visible(l.File), l.StartLine, l.StartColumn, l.EndLine, l.EndColumn}
}

// each maps a slice; what comes out is never nil, so that JSON has [] for it.
func each[From, To any](from []From, convert func(From) To) []To {
	to := make([]To, len(from))
	for i := range from {
		to[i] = convert(from[i])
	}
	return to
}
