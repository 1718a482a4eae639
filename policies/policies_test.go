package policies

import (
	"context"
	"io/fs"
	"path"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/open-policy-agent/opa/v1/format"

	"github.com/exchlint/exchlint/internal/config"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/rego/rules"
)

var asOf = time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)

var loaded = sync.OnceValues(func() (*rules.Set, error) { return rules.Load(Files) })

func load(t *testing.T) *rules.Set {
	t.Helper()
	set, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestEveryRuleFiresOnItsBadExampleAndNotOnItsGoodOne(t *testing.T) {
	set := load(t)
	for _, rule := range set.Rules {
		t.Run(rule.ID, func(t *testing.T) {
			organization, err := config.OfExamples(rule)
			if err != nil {
				t.Fatal(err)
			}
			for _, wrong := range lint.CheckExamples(t.Context(), set, rule, asOf, organization) {
				t.Error(wrong)
			}
		})
	}
}

func TestTheRegoTestsPass(t *testing.T) {
	report, err := rules.Test(context.Background(), nil, Files)
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
