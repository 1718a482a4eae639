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

// normalizeFlags is what the command line of normalize says.
type normalizeFlags struct{ config, asOf, culture, stdinFilename string }

func newNormalize() *cobra.Command {
	var flags normalizeFlags
	cmd := &cobra.Command{
		Use:   "normalize [PATH...]",
		Short: "Print the normalized organization that policies see, as JSON",
		RunE:  func(cmd *cobra.Command, paths []string) error { return flags.normalize(cmd, paths) },
	}
	f := cmd.Flags()
	f.StringVarP(&flags.config, "config", "c", "", "the configuration `FILE` (default as in check)")
	f.StringVar(&flags.asOf, "as-of", "", "work out facts as if it were `DATE` (default now)")
	f.StringVar(&flags.culture, "culture", "", "read dates that a file leaves open as this `CULTURE` writes them: en-US, de-DE, ...")
	f.StringVar(&flags.stdinFilename, "stdin-filename", "stdin", "the `NAME` that standard input goes by")
	return cmd
}

func (flags normalizeFlags) normalize(cmd *cobra.Command, paths []string) error {
	at, err := instant(flags.asOf)
	if err != nil {
		return err
	}
	if err := checkCulture(flags.culture); err != nil {
		return err
	}
	if len(paths) == 0 {
		paths = []string{"."}
	}
	settings, err := configured(flags.config, paths)
	if err != nil {
		return err
	}
	inputs, err := gather(cmd.Context(), paths, cmd.InOrStdin(), flags.stdinFilename)
	if err != nil {
		return err
	}
	organization, result := lint.Normalize(cmd.Context(), informed(inputs, settings), lint.Options{AsOf: at, Culture: flags.culture, Known: settings.Known})
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
