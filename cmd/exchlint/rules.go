package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/policy"
)

func newRules() *cobra.Command {
	return &cobra.Command{
		Use:   "rules [ID]",
		Short: "List the rules, or explain one",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			set, err := loadRules(nil)
			if err != nil {
				return err
			}
			if len(args) == 0 {
				return listRules(cmd.OutOrStdout(), set.Rules)
			}
			return explainRule(cmd.OutOrStdout(), set.Rules, args[0])
		},
	}
}

func listRules(w io.Writer, rules []*policy.Rule) error {
	for _, rule := range rules {
		if err := say(w, fmt.Sprintf("%-7s  %-41s  %s", rule.Level, rule.ID, rule.Title)); err != nil {
			return err
		}
	}
	return nil
}

func explainRule(w io.Writer, rules []*policy.Rule, id string) error {
	var ids []string
	for _, rule := range rules {
		if rule.ID == id {
			return say(w, explanation(rule))
		}
		ids = append(ids, rule.ID)
	}
	return fmt.Errorf("no rule %q%s", id, lint.DidYouMean(id, ids))
}

// explanation is all that is known of a rule, for a terminal.
func explanation(rule *policy.Rule) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s)\n%s\n", rule.ID, rule.Level, rule.Title)
	section(&b, "", rule.Description)
	section(&b, "It is about", strings.Join(rule.Kinds, ", "))
	section(&b, "The export must have", strings.Join(rule.Sources(), "\n"))
	section(&b, "To mend it", rule.Remediation)
	section(&b, "It fires on", rule.Bad.Text)
	section(&b, "It stays silent on", rule.Good.Text)
	section(&b, "See", strings.Join(rule.References, "\n"))
	section(&b, "Tags", strings.Join(rule.Tags, ", "))
	return strings.TrimRight(b.String(), "\n")
}

func section(b *strings.Builder, title, text string) {
	text = strings.TrimSpace(text)
	switch {
	case text == "":
	case title == "":
		fmt.Fprintf(b, "\n%s\n", text)
	default:
		fmt.Fprintf(b, "\n%s:\n  %s\n", title, strings.ReplaceAll(text, "\n", "\n  "))
	}
}
