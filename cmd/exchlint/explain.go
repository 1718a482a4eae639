package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/exchlint/exchlint/internal/explain"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/report"
)

func newExplain() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "explain",
		Short: "Explain how Exchange treats a connector",
		Args:  noCommand,
		RunE:  showHelp,
	}
	cmd.AddCommand(newExplainConnector())
	return cmd
}

// explainFlags is what the command line of explain connector says.
type explainFlags struct {
	checkFlags
	format, from, of string
}

func newExplainConnector() *cobra.Command {
	var flags explainFlags
	cmd := &cobra.Command{
		Use:   "connector IDENTITY [PATH...]",
		Short: "Show which certificate a connector presents and why, what it offers, and who answers a client",
		Long: "connector shows how Exchange treats one connector: whether it faces the outside, which certificate each\n" +
			"server presents and why the others are not chosen, what the answer to EHLO offers before and after\n" +
			"STARTTLS, which connector answers the client of --from, how it differs from the same connector on other\n" +
			"servers, and its findings. IDENTITY can be a part of the identity or of the name that only one has.",
		RunE: func(cmd *cobra.Command, args []string) error { return flags.explain(cmd, args) },
	}
	f := cmd.Flags()
	f.StringVarP(&flags.format, "format", "f", "text", "output `FORMAT`: "+strings.Join(explanations, ", "))
	f.StringVar(&flags.from, "from", "", "show which connector answers the client at `ADDRESS`")
	f.StringVar(&flags.of, "server", "", "the connector of the server `NAME`")
	f.StringVar(&flags.asOf, "as-of", "", "evaluate as of `DATE`: YYYY-MM-DD or RFC 3339 (default now)")
	f.StringVarP(&flags.config, "config", "c", "", "configuration `FILE` (default: as in exchlint check)")
	f.StringVar(&flags.selection.Profile, "profile", "", "run the rules of `PROFILE`: default, hardening, stig, or one defined in the configuration")
	f.StringArrayVarP(&flags.policies, "policy", "p", nil, "also run the policies in `DIR`; can be repeated")
	f.DurationVar(&flags.timeout, "timeout", longestRun, "stop after `DURATION` and exit with status 3")
	f.StringVar(&flags.culture, "culture", "", "`CULTURE` of ambiguous dates in CSV and text files, such as en-US or de-DE")
	f.StringVar(&flags.color, "color", "auto", "use colors: `WHEN` is auto, always or never")
	f.StringVar(&flags.stdinFilename, "stdin-filename", "stdin", "`NAME` of standard input in reports")
	return cmd
}

func (flags *explainFlags) explain(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return errors.New("explain connector needs the IDENTITY of a connector, such as \"EX01\\Default Frontend EX01\"")
	}
	client, err := flags.client()
	if err != nil {
		return err
	}
	if !slices.Contains(explanations, flags.format) {
		return unknown("format", flags.format, explanations)
	}
	ctx, stop := context.WithTimeout(cmd.Context(), flags.timeout)
	defer stop()
	result, err := flags.judge(ctx, cmd.InOrStdin(), args[1:])
	if err != nil {
		return err
	}
	object, err := explain.Find(result.Organization, args[0], flags.of)
	if err != nil {
		return err
	}
	stdout := cmd.OutOrStdout()
	options := flags.view()
	options.Color, options.Width = flags.colorful(stdout), widthOf(stdout)
	if err := report.WriteExplanation(stdout, flags.format, result, explain.Of(result, object, client), options); err != nil {
		fmt.Fprintln(cmd.ErrOrStderr(), "exchlint: the answer was not written: "+reason(err))
		return status(untrusted)
	}
	report.WriteNotes(cmd.ErrOrStderr(), result, true, false)
	if !result.Trusted() {
		return status(untrusted)
	}
	return nil
}

// explanations are the formats of an explanation.
var explanations = []string{"text", "json"}

// judge checks the inputs as exchlint check does.
func (flags *explainFlags) judge(ctx context.Context, stdin io.Reader, paths []string) (*lint.Result, error) {
	if len(paths) == 0 {
		paths = []string{"."}
	}
	settings, err := configured(flags.config, paths)
	if err != nil {
		return nil, err
	}
	options, err := flags.options(settings)
	if err != nil {
		return nil, err
	}
	set, err := flags.tune(settings, &options)
	if err != nil {
		return nil, err
	}
	inputs, err := gather(ctx, paths, stdin, flags.stdinFilename)
	if err != nil {
		return nil, err
	}
	inputs, unmatched := informed(inputs, settings)
	options.Notices = append(options.Notices, unmatched...)
	return judged(ctx, inputs, set, options, nil)
}

// client returns the address of --from; the zero address without one.
func (flags *explainFlags) client() (netip.Addr, error) {
	if flags.from == "" {
		return netip.Addr{}, nil
	}
	client, err := netip.ParseAddr(flags.from)
	if err != nil {
		return client, fmt.Errorf("--from: %q is not an IP address", flags.from)
	}
	return client.Unmap().WithZone(""), nil
}
