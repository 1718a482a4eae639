package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/report"
	"github.com/exchlint/exchlint/schema"
)

// normalizeFlags is what the command line of normalize says.
type normalizeFlags struct {
	config, asOf, culture, stdinFilename string
	timeout                              time.Duration
}

func newNormalize() *cobra.Command {
	var flags normalizeFlags
	cmd := &cobra.Command{
		Use:   "normalize [PATH...]",
		Short: "Print the normalized organization that policies see, as JSON",
		RunE:  func(cmd *cobra.Command, paths []string) error { return flags.normalize(cmd, paths) },
	}
	f := cmd.Flags()
	f.StringVarP(&flags.config, "config", "c", "", "configuration `FILE` (default: as in exchlint check)")
	f.StringVar(&flags.asOf, "as-of", "", "derive facts as of `DATE`: YYYY-MM-DD or RFC 3339 (default now)")
	f.StringVar(&flags.culture, "culture", "", "`CULTURE` of ambiguous dates in CSV and text files, such as en-US or de-DE")
	f.DurationVar(&flags.timeout, "timeout", longestRun, "stop after `DURATION` and exit with status 3")
	f.StringVar(&flags.stdinFilename, "stdin-filename", "stdin", "`NAME` of standard input in reports")
	return cmd
}

func (flags normalizeFlags) normalize(cmd *cobra.Command, paths []string) error {
	at, err := instant(flags.asOf)
	if err != nil {
		return err
	}
	if err := errors.Join(checkCulture(flags.culture), checkTimeout(flags.timeout)); err != nil {
		return err
	}
	ctx, stop := context.WithTimeout(cmd.Context(), flags.timeout)
	defer stop()
	if len(paths) == 0 {
		paths = []string{"."}
	}
	settings, err := configured(flags.config, paths)
	if err != nil {
		return err
	}
	inputs, err := gather(ctx, paths, cmd.InOrStdin(), flags.stdinFilename)
	if err != nil {
		return err
	}
	inputs, unmatched := informed(inputs, settings)
	organization, result := lint.Normalize(ctx, inputs, lint.Options{AsOf: at, Culture: flags.culture, Known: settings.Known, Review: settings.Review, Notices: append(settings.Notices, unmatched...)})
	if err := writeOrganization(ctx, cmd.OutOrStdout(), organization); err != nil {
		result.Errors = append(result.Errors, diag.Diagnostic{Message: "the output is incomplete: " + err.Error()})
	}
	report.WriteNotes(cmd.ErrOrStderr(), result, true, true)
	return verdict(result)
}

// writeOrganization writes an organization as JSON: kinds are keys, in the order of their
// names. It is written object by object, for its facts name each other again and again.
func writeOrganization(ctx context.Context, to io.Writer, organization *model.Organization) error {
	w := bufio.NewWriter(to)
	fmt.Fprint(w, "{")
	for _, kind := range schema.Names() {
		fmt.Fprintf(w, "\n  %q: ", kind)
		objects := organization.Objects(kind)
		if kind == "Organization" {
			writeObject(w, "  ", objects[0])
		} else if err := writeObjects(ctx, w, objects); err != nil {
			return err
		}
		fmt.Fprint(w, ",")
	}
	fmt.Fprintf(w, "\n  \"asOf\": %q,\n  \"version\": 1\n}\n", organization.AsOf.Format(time.RFC3339))
	return w.Flush()
}

func writeObjects(ctx context.Context, w *bufio.Writer, objects []*model.Object) error {
	fmt.Fprint(w, "[")
	for i, object := range objects {
		if ctx.Err() != nil {
			return errors.New("the run timed out or was interrupted")
		}
		if i > 0 {
			fmt.Fprint(w, ",")
		}
		fmt.Fprint(w, "\n    ")
		writeObject(w, "    ", object)
	}
	if len(objects) > 0 {
		fmt.Fprint(w, "\n  ")
	}
	fmt.Fprint(w, "]")
	return nil
}

func writeObject(w *bufio.Writer, indent string, object *model.Object) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent(indent, "  ")
	if err := encoder.Encode(object.Input()); err != nil {
		panic("an object holds what JSON does not know: " + err.Error())
	}
	w.Write(bytes.TrimSuffix(text.Bytes(), []byte("\n")))
}
