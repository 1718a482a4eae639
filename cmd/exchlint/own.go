package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/exchlint/exchlint/internal/change/impact"
	"github.com/exchlint/exchlint/internal/config"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/rego/builtin"
	"github.com/exchlint/exchlint/internal/rego/rules"
	"github.com/exchlint/exchlint/policies"
)

// loadRules returns the rules that exchlint comes with and those in folders of one's own.
func loadRules(folders []string) (*rules.Set, error) {
	set := builtin.Set()
	if len(folders) > 0 {
		bundles, err := open(folders)
		if err != nil {
			return nil, err
		}
		if set, err = set.Extend(policies.Files, bundles...); err != nil {
			return nil, err
		}
	}
	return set.And(impact.Rules()...), nil
}

// open opens folders of policies. Nothing in one, no link either, leads out of it.
func open(folders []string) (bundles []fs.FS, err error) {
	for _, folder := range folders {
		root, err := os.OpenRoot(folder)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, fmt.Errorf("policy folder %s does not exist", folder)
		case err != nil:
			return nil, fmt.Errorf("policy folder %s: %s", folder, reason(err))
		}
		bundles = append(bundles, rules.Named(filepath.ToSlash(folder), root.FS()))
	}
	return bundles, nil
}

func newTest() *cobra.Command {
	var asOf string
	cmd := &cobra.Command{
		Use:   "test DIR...",
		Short: "Test custom policies: run their Rego tests and check their examples",
		Args:  wants("a policy folder"),
		RunE:  func(cmd *cobra.Command, folders []string) error { return test(cmd, folders, asOf) },
	}
	cmd.Flags().StringVar(&asOf, "as-of", "", "evaluate the examples as of `DATE`: YYYY-MM-DD or RFC 3339 (default now)")
	return cmd
}

// test runs the tests of policies, tries their examples, and tells which lines no test
// runs. Something that fails makes the exit status 1.
func test(cmd *cobra.Command, folders []string, asOf string) error {
	at, err := instant(asOf)
	if err != nil {
		return err
	}
	set, err := loadRules(folders)
	if err != nil {
		return err
	}
	bundles, err := open(folders)
	if err != nil {
		return err
	}
	result, err := rules.Test(cmd.Context(), policies.Files, bundles...)
	if err != nil {
		return err
	}
	wrong, err := tryExamples(cmd.Context(), set, at)
	if err != nil {
		return err
	}
	if err := sayTested(cmd.OutOrStdout(), result, wrong); err != nil {
		return err
	}
	if len(result.Failed)+len(wrong) > 0 {
		return status(failed)
	}
	return nil
}

// tryExamples has one's own rules judge their examples, and returns what is wrong with them.
func tryExamples(ctx context.Context, set *rules.Set, at time.Time) (wrong []string, err error) {
	for _, rule := range set.Rules {
		if !rule.Own() {
			continue
		}
		organization, err := config.OfExamples(rule)
		if err != nil {
			return nil, err
		}
		for _, fault := range lint.CheckExamples(ctx, set, rule, at, organization) {
			wrong = append(wrong, rule.ID+": "+fault)
		}
	}
	return wrong, nil
}

// sayTested tells what failed, which lines no test ran, and the counts.
func sayTested(w io.Writer, result *rules.TestResult, wrong []string) error {
	var b strings.Builder
	for _, failure := range result.Failed {
		fmt.Fprintf(&b, "failed: %s\n", failure)
	}
	for _, fault := range wrong {
		fmt.Fprintf(&b, "failed: %s\n", fault)
	}
	for _, line := range result.Uncovered {
		fmt.Fprintln(&b, line)
	}
	failures := counted(len(result.Failed)+len(wrong), "failure")
	fmt.Fprintf(&b, "%s passed, %d skipped, %s; %.1f %% of the lines covered", counted(result.Passed, "test"), result.Skipped, failures, result.Coverage)
	return say(w, b.String())
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
