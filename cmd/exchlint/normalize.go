package main

import (
	"encoding/json"
	"time"

	"github.com/spf13/cobra"

	"github.com/exchlint/exchlint/internal/exchange"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/report"
	"github.com/exchlint/exchlint/schema"
)

func newNormalize() *cobra.Command {
	var asOf, culture, stdinFilename string
	cmd := &cobra.Command{
		Use:   "normalize [PATH...]",
		Short: "Print the normalized organization that policies see, as JSON",
		RunE: func(cmd *cobra.Command, paths []string) error {
			return normalize(cmd, paths, asOf, culture, stdinFilename)
		},
	}
	f := cmd.Flags()
	f.StringVar(&asOf, "as-of", "", "work out facts as if it were `DATE` (default now)")
	f.StringVar(&culture, "culture", "", "read dates that a file leaves open as this `CULTURE` writes them: en-US, de-DE, ...")
	f.StringVar(&stdinFilename, "stdin-filename", "stdin", "the `NAME` that standard input goes by")
	return cmd
}

func normalize(cmd *cobra.Command, paths []string, asOf, culture, stdinFilename string) error {
	at, err := instant(asOf)
	if err != nil {
		return err
	}
	if err := checkCulture(culture); err != nil {
		return err
	}
	if len(paths) == 0 {
		paths = []string{"."}
	}
	inputs, err := gather(cmd.Context(), paths, cmd.InOrStdin(), stdinFilename)
	if err != nil {
		return err
	}
	organization, result := lint.Normalize(cmd.Context(), inputs, lint.Options{AsOf: at, Culture: culture})
	encoder := json.NewEncoder(cmd.OutOrStdout())
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(document(organization)); err != nil {
		return err
	}
	report.WriteNotes(cmd.ErrOrStderr(), result, true)
	return verdict(result)
}

// document lays an organization out as JSON: kinds are keys, in the order of their
// names.
func document(organization *exchange.Organization) map[string]any {
	all := map[string]any{"version": 1, "asOf": organization.AsOf.Format(time.RFC3339)}
	for _, kind := range schema.Names {
		list := []any{}
		for _, object := range organization.Objects(kind) {
			list = append(list, object.Input())
		}
		all[kind] = list
		if kind == "Organization" {
			all[kind] = list[0]
		}
	}
	return all
}
