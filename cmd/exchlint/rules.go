package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/exchlint/exchlint/internal/rego/rules"
	"github.com/exchlint/exchlint/internal/report"
)

// rulesFlags is what the command line says about the catalogue.
type rulesFlags struct {
	format, symptom string
	policies        []string
}

func newRules() *cobra.Command {
	var flags rulesFlags
	cmd := &cobra.Command{
		Use:   "rules [ID]",
		Short: "List the rules, explain one, or find rules by a symptom",
		Args:  atMost(1),
		RunE:  func(cmd *cobra.Command, args []string) error { return flags.rules(cmd.OutOrStdout(), args) },
	}
	f := cmd.Flags()
	f.StringVarP(&flags.format, "format", "f", "text", "output `FORMAT`: "+strings.Join(report.CatalogueFormats(), ", "))
	f.StringVar(&flags.symptom, "symptom", "", "list only the rules that can cause this error `TEXT`, event ID or code")
	f.StringArrayVarP(&flags.policies, "policy", "p", nil, "also load the policies in `DIR`; can be repeated")
	return cmd
}

func (flags rulesFlags) rules(w io.Writer, args []string) error {
	if !slices.Contains(report.CatalogueFormats(), flags.format) {
		return unknown("format", flags.format, report.CatalogueFormats())
	}
	set, err := loadRules(flags.policies)
	if err != nil {
		return err
	}
	list := set.Rules
	if flags.symptom != "" {
		if list = report.Symptomatic(list, flags.symptom); len(list) == 0 {
			fmt.Fprintf(os.Stderr, "exchlint: no rule matches %q; try the error code or event ID alone\n", report.Visible(flags.symptom))
			return status(failed)
		}
	}
	if len(args) == 1 {
		if list, err = named(list, args[0]); err != nil {
			return err
		}
		if flags.format == "text" {
			return say(w, report.VisibleLines(explanation(list[0]))) // it may be somebody else's
		}
	}
	return report.WriteCatalogue(w, flags.format, list)
}

// named returns the one rule of an ID.
func named(list []*rules.Rule, id string) ([]*rules.Rule, error) {
	var ids []string
	id = rules.CurrentID(list, id)
	for _, rule := range list {
		if rule.ID == id {
			return []*rules.Rule{rule}, nil
		}
		ids = append(ids, rule.ID)
	}
	return nil, fmt.Errorf("unknown rule %q%s", id, cmp.Or(suggestion(id, ids), "; list the rules with exchlint rules"))
}

// explanation is all that is known of a rule, for a terminal.
func explanation(rule *rules.Rule) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s)\n%s\n", rule.ID, rule.Level, rule.Title)
	section(&b, "", rule.Description)
	section(&b, "Symptoms", strings.Join(rule.Symptoms, "\n"))
	section(&b, "Applies to", strings.Join(rule.Kinds, ", "))
	section(&b, "Runs only in the profiles", strings.Join(rule.Profiles, ", "))
	section(&b, "Reads", strings.Join(rule.Sources(), "\n"))
	section(&b, "Parameters", parameters(rule))
	section(&b, "How to fix it", rule.Remedy.PowerShell())
	section(&b, "Configuration of the examples", rule.Configuration().Text)
	section(&b, "Failing example", rule.Bad().Text)
	section(&b, "Passing example", rule.Good().Text)
	section(&b, "See", strings.Join(rule.References, "\n"))
	section(&b, "Tags", strings.Join(rule.Tags, ", "))
	return strings.TrimRight(b.String(), "\n")
}

func parameters(rule *rules.Rule) string {
	var lines []string
	for _, p := range rule.Parameters {
		text, _ := json.Marshal(p.Default) // it came from JSON
		lines = append(lines, fmt.Sprintf("%s: %s (default %s)", p.Name, p.Description, text))
	}
	return strings.Join(lines, "\n")
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
