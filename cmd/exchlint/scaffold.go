package main

import (
	"embed"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"github.com/exchlint/exchlint/internal/rego/builtin"
)

// scaffolds is a rule to begin with. AREA and RULE stand for its own names.
//
//go:embed scaffold
var scaffolds embed.FS

func newPolicy() *cobra.Command {
	cmd := &cobra.Command{Use: "policy", Short: "Manage custom policies", Args: noCommand, RunE: showHelp}
	cmd.AddCommand(newPolicyNew())
	return cmd
}

func newPolicyNew() *cobra.Command {
	var folder string
	cmd := &cobra.Command{
		Use:   "new AREA/RULE",
		Short: "Create a rule with tests and examples from a template",
		Args:  cobra.MatchAll(wants("a rule ID, such as ours/relay-log"), atMost(1)),
		RunE:  func(cmd *cobra.Command, args []string) error { return scaffold(cmd, folder, args[0]) },
	}
	cmd.Flags().StringVarP(&folder, "policy", "p", "policies", "the policy folder `DIR`")
	return cmd
}

var ruleID = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*/[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// scaffold writes a rule's folder. It never writes over a file.
func scaffold(cmd *cobra.Command, folder, id string) error {
	if !ruleID.MatchString(id) {
		return fmt.Errorf("%q is not a rule ID: use area/rule-name, in lower-case letters, digits and dashes", id)
	}
	for _, rule := range builtin.Set().Rules {
		if rule.ID == id {
			return fmt.Errorf("%s is a built-in rule; choose another ID", id)
		}
	}
	area, name, _ := strings.Cut(strings.ReplaceAll(id, "-", "_"), "/")
	home := filepath.Join(folder, area, name)
	if err := os.MkdirAll(filepath.Dir(home), 0o755); err != nil {
		return fmt.Errorf("cannot create %s: %s", home, reason(err))
	}
	if err := os.Mkdir(home, 0o755); err != nil {
		return fmt.Errorf("cannot create %s: %s", home, reason(err))
	}
	words := strings.NewReplacer("AREA", area, "RULE", name)
	for _, file := range []string{"rule.rego", "rule_test.rego", "bad.json", "good.json"} {
		text, err := scaffolds.ReadFile(path.Join("scaffold", file))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(home, file), []byte(words.Replace(string(text))), 0o644); err != nil {
			return fmt.Errorf("cannot write %s: %s", filepath.Join(home, file), reason(err))
		}
	}
	return say(cmd.OutOrStdout(), fmt.Sprintf("created %s; run its tests with exchlint test %s", filepath.ToSlash(home), filepath.ToSlash(folder)))
}
