package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/exchlint/exchlint/internal/lint"
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
		Short: "List the rules, explain one, or find those behind a symptom",
		Args:  atMost(1),
		RunE:  func(cmd *cobra.Command, args []string) error { return flags.rules(cmd.OutOrStdout(), args) },
	}
	f := cmd.Flags()
	f.StringVarP(&flags.format, "format", "f", "text", "write the catalogue as `FORMAT`: "+strings.Join(report.CatalogueFormats(), ", "))
	f.StringVar(&flags.symptom, "symptom", "", "only rules that may be behind this error `TEXT`, event id or code")
	f.StringArrayVarP(&flags.policies, "policy", "p", nil, "know the policies in `DIR` too; may be repeated")
	return cmd
}

func (flags rulesFlags) rules(w io.Writer, args []string) error {
	if !slices.Contains(report.CatalogueFormats(), flags.format) {
		return fmt.Errorf("no format %q%s", flags.format, lint.DidYouMean(flags.format, report.CatalogueFormats()))
	}
	set, err := loadRules(flags.policies)
	if err != nil {
		return err
	}
	list := set.Rules
	if flags.symptom != "" {
		if list = report.Symptomatic(list, flags.symptom); len(list) == 0 {
			fmt.Fprintf(os.Stderr, "exchlint: no rule knows %q; try its code or event id alone\n", report.Visible(flags.symptom))
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
	for _, rule := range list {
		if rule.ID == id {
			return []*rules.Rule{rule}, nil
		}
		ids = append(ids, rule.ID)
	}
	return nil, fmt.Errorf("no rule %q%s", id, lint.DidYouMean(id, ids))
}

// explanation is all that is known of a rule, for a terminal.
func explanation(rule *rules.Rule) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s)\n%s\n", rule.ID, rule.Level, rule.Title)
	section(&b, "", rule.Description)
	section(&b, "People see", strings.Join(rule.Symptoms, "\n"))
	section(&b, "It is about", strings.Join(rule.Kinds, ", "))
	section(&b, "It runs only in the profiles", strings.Join(rule.Profiles, ", "))
	section(&b, "The export must have", strings.Join(rule.Sources(), "\n"))
	section(&b, "The configuration may set", parameters(rule))
	section(&b, "To mend it", rule.Remediation)
	section(&b, "With the configuration", rule.Configuration().Text)
	section(&b, "It fires on", rule.Bad().Text)
	section(&b, "It stays silent on", rule.Good().Text)
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
