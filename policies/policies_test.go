package policies

import (
	"context"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/open-policy-agent/opa/v1/format"

	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/policy"
)

var asOf = time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)

func load(t *testing.T) *policy.Set {
	t.Helper()
	set, err := policy.Load(Files)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// run lints one example with all rules.
func run(t *testing.T, set *policy.Set, name, data string) *lint.Result {
	t.Helper()
	result := lint.Run(context.Background(), []lint.Input{{Name: name, Data: []byte(data), Named: true}}, set, lint.Options{AsOf: asOf, Rules: set.Rules})
	for _, problem := range result.Errors {
		t.Errorf("%s:%d: %s", problem.File, problem.Line, problem.Message)
	}
	return result
}

func fires(result *lint.Result, rule *policy.Rule) bool {
	return slices.ContainsFunc(result.Findings, func(f lint.Finding) bool { return f.Rule == rule })
}

func TestEveryRuleFiresOnItsBadExampleAndNotOnItsGoodOne(t *testing.T) {
	set := load(t)
	for _, rule := range set.Rules {
		t.Run(rule.ID, func(t *testing.T) {
			if rule.Bad == "" || rule.Good == "" {
				t.Fatal("the rule has no bad.json or no good.json")
			}
			if result := run(t, set, "bad.json", rule.Bad); !fires(result, rule) {
				t.Errorf("the bad example does not make it fire, but %v", ids(result))
			}
			result := run(t, set, "good.json", rule.Good)
			if fires(result, rule) {
				t.Error("the good example makes it fire")
			}
			for _, gap := range result.NotEvaluated {
				if gap.Rule == rule {
					t.Errorf("the good example proves nothing: on %s %s (%v)", gap.Identity, gap.Reason, gap.Missing)
				}
			}
		})
	}
}

func ids(result *lint.Result) []string {
	var ids []string
	for _, f := range result.Findings {
		ids = append(ids, f.Rule.ID)
	}
	return ids
}

func TestTheRegoTestsPass(t *testing.T) {
	report, err := policy.Test(context.Background(), Files)
	if err != nil {
		t.Fatal(err)
	}
	for _, failure := range report.Failed {
		t.Errorf("%+v", failure)
	}
	if report.Passed < 22 {
		t.Errorf("only %d tests ran", report.Passed)
	}
}

func TestEveryRuleHasTests(t *testing.T) {
	for _, rule := range load(t).Rules {
		folder := strings.ReplaceAll(rule.ID, "-", "_")
		if _, err := fs.Stat(Files, folder+"/rule_test.rego"); err != nil {
			t.Error(err)
		}
	}
}

func TestRegoIsFormatted(t *testing.T) {
	err := fs.WalkDir(Files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".rego" {
			return err
		}
		text, err := fs.ReadFile(Files, name)
		if err != nil {
			return err
		}
		formatted, err := format.Source(name, text)
		if err != nil {
			return err
		}
		if diff := cmp.Diff(string(formatted), string(text)); diff != "" {
			t.Errorf("%s is not as opa fmt writes it (-want +got):\n%s", name, diff)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// The catalogue that people rely on: a rule that goes missing breaks their waivers and
// their code scanning alerts.
func TestTheCatalogueIsComplete(t *testing.T) {
	text, err := os.ReadFile("catalogue.txt")
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Fields(string(text))
	slices.Sort(want)
	var got []string
	for _, rule := range load(t).Rules {
		got = append(got, rule.ID)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
