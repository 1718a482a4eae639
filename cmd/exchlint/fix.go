package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/fix"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/report"
)

// fixFlags is what the command line of fix says.
type fixFlags struct {
	checkFlags
	only    []string
	changes []string
}

// repairs are the formats of a repair.
var repairs = []string{"powershell", "rollback", "json"}

func newFix() *cobra.Command {
	var flags fixFlags
	cmd := &cobra.Command{
		Use:   "fix [PATH...]",
		Short: "Write a script that repairs what commands alone can repair",
		Long: "fix writes one PowerShell script with the commands that clear findings and harm nothing: they were made on\n" +
			"the exports and the result was judged. What needs a choice, a key or another person is a comment. The\n" +
			"script changes nothing unless it is run with -Apply; --format rollback=FILE writes the way back.",
		RunE: func(cmd *cobra.Command, paths []string) error { return flags.fix(cmd, paths) },
	}
	f := cmd.Flags()
	f.StringArrayVarP(&flags.formats, "format", "f", nil, "`FORMAT[=FILE]`: "+strings.Join(repairs, ", ")+" (default powershell); can be repeated")
	f.StringArrayVar(&flags.only, "only", nil, "repair only findings of the rules that match `ID`; can be repeated")
	f.StringArrayVar(&flags.changes, "change", nil, "repair the state after the planned change in `FILE`; can be repeated")
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

func (flags *fixFlags) fix(cmd *cobra.Command, paths []string) error {
	ctx, stop := context.WithTimeout(cmd.Context(), flags.timeout)
	defer stop()
	outputs, err := flags.repairOutputs()
	if err != nil {
		return err
	}
	if len(paths) == 0 {
		paths = []string{"."}
	}
	settings, err := configured(flags.config, paths)
	if err != nil {
		return err
	}
	options, err := flags.options(settings)
	if err != nil {
		return err
	}
	request := fix.Request{Only: flags.only}
	if request.Set, err = flags.tune(settings, &options); err != nil {
		return err
	}
	if request.Change, err = changeFiles(ctx, flags.changes); err != nil {
		return err
	}
	request.Open = opener(ctx, options)
	inputs, err := gather(ctx, paths, cmd.InOrStdin(), flags.stdinFilename)
	if err != nil {
		return err
	}
	left := changeFlags{files: flags.changes}
	request.Inputs, _ = informed(left.leaveOut(inputs), settings)
	repair, err := fix.Run(ctx, options, request)
	if err != nil {
		return err
	}
	return flags.writeRepair(cmd, outputs, repair)
}

// opener returns what reads the certificates that lists of changes import.
func opener(ctx context.Context, options lint.Options) func(list, file string) (*model.Object, error) {
	return func(list, file string) (*model.Object, error) {
		return readCertificate(ctx, filepath.Join(filepath.Dir(filepath.FromSlash(list)), file), options)
	}
}

// repairOutputs takes --format apart.
func (flags *fixFlags) repairOutputs() (outputs []output, err error) {
	formats := flags.formats
	if len(formats) == 0 {
		formats = repairs[:1]
	}
	loose := 0
	for _, text := range formats {
		format, file, named := strings.Cut(text, "=")
		if known := strings.Join(repairs, " "); !strings.Contains(" "+known+" ", " "+format+" ") {
			return nil, unknown("format", format, repairs)
		}
		if !named {
			loose++
		}
		outputs = append(outputs, output{format, file})
	}
	if loose > 1 {
		return nil, errors.New("several formats for one output: give each a file, as in --format rollback=back.ps1")
	}
	return outputs, errors.Join(reachable(outputs), apart(outputs))
}

// writeRepair writes the scripts. Of exports that could not be read none is written.
func (flags *fixFlags) writeRepair(cmd *cobra.Command, outputs []output, repair *fix.Repair) error {
	trusted := repair.Result.Trusted()
	for _, o := range outputs {
		if !trusted && o.format != "json" {
			continue
		}
		var to io.Writer = cmd.OutOrStdout()
		if o.file != "" {
			file, err := os.Create(o.file)
			if err != nil {
				return fmt.Errorf("%s: %s", o.file, reason(err))
			}
			defer file.Close()
			to = file
		}
		if err := report.WriteRepair(to, o.format, repair); err != nil {
			fmt.Fprintln(cmd.ErrOrStderr(), "exchlint: the script was not written: "+reason(err))
			return status(untrusted)
		}
	}
	report.WriteNotes(cmd.ErrOrStderr(), repair.Result, true, false)
	if !trusted {
		return status(untrusted)
	}
	return nil
}
