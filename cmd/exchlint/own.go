package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"github.com/exchlint/exchlint/internal/builtin"
	"github.com/exchlint/exchlint/internal/config"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/policy"
	"github.com/exchlint/exchlint/policies"
)

// loadRules returns the rules that exchlint comes with and those in folders of one's own.
func loadRules(folders []string) (*policy.Set, error) {
	if len(folders) == 0 {
		return builtin.Set(), nil
	}
	bundles, err := open(folders)
	if err != nil {
		return nil, err
	}
	defer debug.SetGCPercent(debug.SetGCPercent(whileCompiling))
	return policy.Load(append([]fs.FS{policies.Files}, bundles...)...)
}

// whileCompiling is the garbage collector's pace while rules are compiled: of what that
// makes, nearly all stays, and looking for the rest would be a fourth of the work.
const whileCompiling = 400

// open opens folders of policies. Nothing in one, no link either, leads out of it.
func open(folders []string) (bundles []fs.FS, err error) {
	for _, folder := range folders {
		root, err := os.OpenRoot(folder)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, fmt.Errorf("the folder of policies %s does not exist", folder)
		case err != nil:
			return nil, fmt.Errorf("the folder of policies %s: %s", folder, reason(err))
		}
		bundles = append(bundles, policy.Named(filepath.ToSlash(folder), root.FS()))
	}
	return bundles, nil
}

func newTest() *cobra.Command {
	var asOf string
	cmd := &cobra.Command{
		Use:   "test DIR...",
		Short: "Run the Rego tests of your own policies, and try their examples",
		Args:  wants("the folder of your policies"),
		RunE:  func(cmd *cobra.Command, folders []string) error { return test(cmd, folders, asOf) },
	}
	cmd.Flags().StringVar(&asOf, "as-of", "", "judge the examples as if it were `DATE`: YYYY-MM-DD or RFC 3339 (default now)")
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
	result, err := policy.Test(cmd.Context(), policies.Files, bundles...)
	if err != nil {
		return err
	}
	var lines []string
	for _, failure := range result.Failed {
		lines = append(lines, "failed: "+failure.Error())
	}
	for _, rule := range set.Rules {
		if !rule.Own() {
			continue
		}
		organization, err := config.OfExamples(rule)
		if err != nil {
			return err
		}
		for _, wrong := range lint.CheckExamples(cmd.Context(), set, rule, at, organization) {
			lines = append(lines, fmt.Sprintf("failed: %s: %s", rule.ID, wrong))
		}
	}
	failures := len(lines)
	for _, line := range result.Uncovered {
		lines = append(lines, line.Error())
	}
	lines = append(lines, fmt.Sprintf("%d tests passed, %d skipped, %d failures; %.1f %% of the lines covered", result.Passed, result.Skipped, failures, result.Coverage))
	if err := say(cmd.OutOrStdout(), strings.Join(lines, "\n")); err != nil {
		return err
	}
	if failures > 0 {
		return status(failed)
	}
	return nil
}

func newPolicy() *cobra.Command {
	cmd := &cobra.Command{Use: "policy", Short: "Work on policies of your own", Args: noCommand, RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() }}
	cmd.AddCommand(newPolicyNew())
	return cmd
}

func newPolicyNew() *cobra.Command {
	var folder string
	cmd := &cobra.Command{
		Use:   "new AREA/RULE",
		Short: "Write a rule to begin with: the rule, its tests and its examples",
		Args:  cobra.MatchAll(wants("the rule's ID, such as ours/relay-log"), atMost(1)),
		RunE:  func(cmd *cobra.Command, args []string) error { return scaffold(cmd, folder, args[0]) },
	}
	cmd.Flags().StringVarP(&folder, "policy", "p", "policies", "the `DIR` of your policies")
	return cmd
}

var ruleID = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*/[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// scaffold writes a rule's folder. It never writes over a file.
func scaffold(cmd *cobra.Command, folder, id string) error {
	if !ruleID.MatchString(id) {
		return fmt.Errorf("%q is no rule's ID: it needs the form area/rule-name, in lower-case letters, digits and dashes", id)
	}
	for _, rule := range builtin.Set().Rules {
		if rule.ID == id {
			return fmt.Errorf("exchlint comes with a rule %s; take another name", id)
		}
	}
	area, name, _ := strings.Cut(strings.ReplaceAll(id, "-", "_"), "/")
	home := filepath.Join(folder, area, name)
	if err := os.MkdirAll(filepath.Dir(home), 0o755); err != nil {
		return fmt.Errorf("%s can't be made: %s", home, reason(err))
	}
	if err := os.Mkdir(home, 0o755); err != nil {
		return fmt.Errorf("%s can't be made: %s", home, reason(err))
	}
	words := strings.NewReplacer("AREA", area, "RULE", name)
	for _, file := range []string{"rule.rego", "rule_test.rego", "bad.json", "good.json"} {
		text, err := scaffolds.ReadFile(path.Join("scaffold", file))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(home, file), []byte(words.Replace(string(text))), 0o644); err != nil {
			return fmt.Errorf("%s can't be written: %s", filepath.Join(home, file), reason(err))
		}
	}
	return say(cmd.OutOrStdout(), fmt.Sprintf("wrote %s; exchlint test %s runs its tests", filepath.ToSlash(home), filepath.ToSlash(folder)))
}
