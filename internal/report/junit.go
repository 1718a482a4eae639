package report

import (
	"bufio"
	"cmp"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/rego/rules"
)

// suite is the test cases of a rule.
type suite struct {
	name                            string
	passed, failed, erred, leftOpen int // outcomes, listed or not
	cases                           []testCase
	at                              map[string]int // of each case by its name
}

// testCase is the outcome of a rule on an object; with no element it passed.
type testCase struct {
	name, element, kind, message, text string
}

// writeJUnit writes a test suite for each rule, with a test case for each object that it fails or
// could not be evaluated on. The schema is the one of Jenkins' xUnit plugin.
func writeJUnit(w *bufio.Writer, r *lint.Result, o Options) {
	all := append(suites{readingSuite(r)}, ruleSuites(r, o)...)
	tests, failed, erred := 0, 0, 0
	for _, s := range all {
		tests, failed, erred = tests+s.tests(), failed+s.failed, erred+s.erred
	}
	fmt.Fprintf(w, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"exchlint\" tests=\"%d\" failures=\"%d\" errors=\"%d\">\n", tests, failed, erred)
	for _, s := range all {
		s.write(w)
	}
	w.WriteString("</testsuites>\n")
}

func (s *suite) tests() int { return s.passed + s.failed + s.erred + s.leftOpen }

// readingSuite holds whether all was read: a report without any test case is an error to Jenkins.
func readingSuite(r *lint.Result) *suite {
	s := &suite{name: "exchlint", erred: len(r.Problems())}
	for _, p := range r.Problems() {
		s.cases = append(s.cases, testCase{name: problemPlace(p), element: "error", kind: incomplete, message: message(p.Message), text: problemPlace(p)})
	}
	if len(r.Problems()) == 0 {
		s.passed, s.cases = 1, []testCase{{name: "every input was read and every rule ran"}}
	}
	return s
}

// suites are the test suites by rule.
type suites []*suite

// of returns the suite of a rule.
func (all *suites) of(rule *rules.Rule) *suite {
	at, found := slices.BinarySearchFunc(*all, rule.ID, func(s *suite, id string) int { return cmp.Compare(s.name, id) })
	if !found {
		*all = slices.Insert(*all, at, &suite{name: rule.ID, at: map[string]int{}})
	}
	return (*all)[at]
}

// ruleSuites returns the suites of the rules.
func ruleSuites(r *lint.Result, o Options) (all suites) {
	for i, rule := range r.Rules {
		s := all.of(rule)
		if i < len(r.Passes) {
			s.passed = r.Passes[i]
		}
	}
	for _, f := range annotated(r) {
		all.of(f.Rule).fail(&f)
	}
	for _, w := range r.Waived {
		all.of(w.Rule).skip(caseName(w.Rule, w.Kind, w.Identity), "waived", waiver(w))
	}
	for open, gap := range r.Gaps() {
		all.of(gap.Rule).skip(caseName(gap.Rule, open.Kind, open.Identity), "not evaluated", gapReason(gap))
	}
	if o.ShowPassed {
		for rule, object := range passing(r) {
			all.of(rule).add(testCase{name: caseName(rule, object.Kind.Name, object.Identity)})
		}
	}
	for _, s := range all {
		slices.SortStableFunc(s.cases, func(a, b testCase) int { return cmp.Compare(a.name, b.name) })
	}
	return all
}

func (s *suite) add(c testCase) {
	s.at[c.name] = len(s.cases)
	s.cases = append(s.cases, c)
}

// fail adds a finding to the case of its object.
func (s *suite) fail(f *lint.Finding) {
	name := caseName(f.Rule, f.Kind, f.Identity)
	if _, known := s.at[name]; !known {
		s.add(testCase{name: name, element: "failure", kind: string(f.Level), message: message(longValuesOf(f).cut(f.Said))})
		s.failed++
	}
	s.cases[s.at[name]].text += failureText(f)
}

// skip adds a case that did not come to an end, unless there is one of its name already: what
// failed in part has failed.
func (s *suite) skip(name, kind, why string) {
	if _, known := s.at[name]; !known {
		s.add(testCase{name: name, element: "skipped", kind: kind, message: kind + ": " + why})
		s.leftOpen++
	}
}

// failureText is a finding with its place and what to do.
func failureText(f *lint.Finding) string {
	text := fmt.Sprintf("%s: %s: %s\n", place(f.Location), f.Level, message(longValuesOf(f).cut(f.Message())))
	for _, a := range advices(f.Remedy().Steps) {
		for _, line := range []string{a.said, a.command, a.caution} {
			if line != "" {
				text += "  " + line + "\n"
			}
		}
	}
	return text
}

// caseName names an object: by its identity and, where the rule is about several kinds, its kind if
// that is not the first.
func caseName(rule *rules.Rule, kind, identity string) string {
	name := value(identity)
	if len(rule.Kinds) > 0 && kind != rule.Kinds[0] {
		name += " (" + value(kind) + ")"
	}
	return name
}

func (s *suite) write(w *bufio.Writer) {
	fmt.Fprintf(w, "  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\">\n", xmlText(s.name), s.tests(), s.failed, s.erred, s.leftOpen)
	for _, c := range s.cases {
		fmt.Fprintf(w, "    <testcase classname=\"%s\" name=\"%s\"", xmlText(s.name), xmlText(c.name))
		if c.element == "" {
			w.WriteString("/>\n")
			continue
		}
		fmt.Fprintf(w, ">\n      <%s type=\"%s\" message=\"%s\">%s</%[1]s>\n    </testcase>\n", c.element, xmlText(c.kind), xmlText(c.message), xmlBody(c.text))
	}
	w.WriteString("  </testsuite>\n")
}

// xmlText escapes a visible text, which has no character that XML lacks, for an attribute.
func xmlText(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder takes everything
	return b.String()
}

// xmlBody escapes a text of lines, which stay lines.
func xmlBody(s string) string { return strings.ReplaceAll(xmlText(s), "&#xA;", "\n") }
