package report

import (
	"strings"
	"testing"
)

func TestWhatIsNoReportOfExchlintsIsNoBaseline(t *testing.T) {
	tests := map[string]struct{ data, want string }{
		"SARIF of another tool":    {`{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "CodeQL"}}}]}`, "this SARIF is not of exchlint: it was written by CodeQL"},
		"SARIF of nobody":          {`{"version": "2.1.0", "runs": []}`, "this SARIF is not of exchlint: it has no run"},
		"SARIF without runs":       {`{"version": "2.1.0"}`, "this SARIF is not of exchlint: it has no run"},
		"JSON of another program":  {`{"version": 2}`, "this is neither exchlint's JSON report"},
		"no JSON":                  {"<xml/>", "this is not JSON"},
		"one without fingerprints": {`{"version": 1, "findings": [{}]}`, "a finding of this report has neither a fingerprint nor an identity"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if _, err := ReadBaseline([]byte(test.data)); err == nil || !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("error is %v, want %s", err, test.want)
			}
		})
	}
}
