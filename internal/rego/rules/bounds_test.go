package rules

import (
	"strings"
	"testing"
	"time"
)

// Each policy would take more memory or time than there is.
func TestAPolicyThatTakesTooMuchIsStoppedWithItsFileAndLine(t *testing.T) {
	for name, c := range map[string]struct{ condition, want string }{
		"a long text repeated":             {`s := sprintf("%*s", [999999, "x"]); t := concat("", [s | some _ in numbers.range(1, 100)]); t != ""`, "larger than 64 MiB"},
		"a wide format":                    {`sprintf(concat("", [x | some i in numbers.range(1, 100); x := sprintf("%%%d999999d", [i])]), numbers.range(1, 100)) != ""`, "sprintf is given what needs too much"},
		"a shift by billions":              {`bits.lsh(1, 9999999999) > 0`, "bits.lsh is given what needs too much"},
		"a product of long numbers":        {`product([1e9999 | some i in numbers.range(1, 100000)]) > 0`, "10,000 digits"},
		"a range of billions":              {`count(numbers.range(1, 9999999999)) > 0`, "numbers.range is given what needs too much"},
		"a number in a text":               {`to_number("1e99999999") > 0`, "to_number is given what needs too much"},
		"all paths of a complete graph":    {`g := {sprintf("%d", [i]): [sprintf("%d", [j]) | some j in numbers.range(1, 30)] | some i in numbers.range(1, 30)}; count(graph.reachable_paths(g, {"1"})) > 0`, "graph.reachable_paths is given what needs too much"},
		"all paths into a deep value":      {`walk(json.unmarshal(sprintf("%s%s", [concat("", ["[" | some _ in numbers.range(1, 5000)]), concat("", ["]" | some _ in numbers.range(1, 5000)])])), [p, _]); count(p) > 6000`, "nested deeper than 1,000"},
		"a pattern that is a long program": {`regex.match(concat("", ["(a{1,100}){1,9}" | some _ in numbers.range(1, 100)]), "a")`, "regex.match is given what needs too much"},
		"replacing every letter":           {`l := concat("", ["x" | some _ in numbers.range(1, 100000)]); replace(l, "x", l) != ""`, "replace is given what needs too much"},
		"a collection without an end":      {`l := concat("", ["x" | some _ in numbers.range(1, 10000)]); count({t | some i in numbers.range(1, 20000); t := sprintf("%d%s", [i, l])}) > 0`, "64 MiB"},
	} {
		t.Run(name, func(t *testing.T) {
			set, rule := load(t, bundle("ReceiveConnector", "findings contains {\"property\": \"\", \"message\": \"x\"} if {\n"+strings.ReplaceAll(c.condition, "; ", "\n")+"\n}"))
			start := time.Now()
			_, err := run(t, set, rule, connector(map[string]any{"Enabled": true}))
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "rule.rego:1") {
				t.Errorf("the error is %v, want the file, the line and %q", err, c.want)
			}
			if took := time.Since(start); took > 4*time.Second {
				t.Errorf("it was stopped after %s", took)
			}
		})
	}
}
