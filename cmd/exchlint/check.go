package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/exchlint/exchlint/internal/change/impact"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/rego/builtin"
	"github.com/exchlint/exchlint/internal/rego/rules"
	"github.com/exchlint/exchlint/internal/report"
)

func newCheck() *cobra.Command {
	var flags checkFlags
	cmd := &cobra.Command{
		Use:   "check [PATH...]",
		Short: "Check exports: files, folders, or - for standard input (default: the current folder)",
		RunE:  func(cmd *cobra.Command, paths []string) error { return flags.check(cmd, paths) },
	}
	f := cmd.Flags()
	flags.addTo(f)
	f.StringVar(&flags.baseline, "baseline", "", "compare with the JSON or SARIF report in `FILE`: only new findings decide the exit status")
	flags.change.add(f)
	f.BoolVar(&flags.showPassed, "show-passed", false, "also show what passed: in text by rule, in json and junit by object")
	f.BoolVar(&flags.strict, "strict", false, "exit with status 3 if any check could not be evaluated")
	f.StringVar(&flags.stdinFilename, "stdin-filename", "stdin", "`NAME` of standard input in reports")
	return cmd
}

// addTo adds the flags of commands that judge exports and write reports.
func (flags *checkFlags) addTo(f *pflag.FlagSet) {
	f.StringArrayVarP(&flags.formats, "format", "f", nil, "report `FORMAT[=FILE]`: "+strings.Join(report.Formats(), ", ")+" (default text); can be repeated")
	f.StringVarP(&flags.output, "output", "o", "", "write the report to `FILE`")
	f.StringVar(&flags.asOf, "as-of", "", "evaluate as of `DATE`: YYYY-MM-DD or RFC 3339 (default now)")
	f.StringVarP(&flags.config, "config", "c", "", "configuration `FILE` (default: .exchlint.yaml in the checked folder, above it up to the repository's root, or in the current folder)")
	f.StringArrayVarP(&flags.policies, "policy", "p", nil, "also run the policies in `DIR`; can be repeated")
	f.StringVar(&flags.selection.Profile, "profile", "", "run the rules of `PROFILE`: default, hardening, stig, or one defined in the configuration")
	f.BoolVar(&flags.showWaived, "show-waived", false, "also show waived findings")
	f.BoolVar(&flags.short, "short", false, "in markdown, only what fits a comment on a pull request")
	f.StringVar(&flags.failOn, "fail-on", "", "exit with status 1 on findings of this `LEVEL` or worse: error, warning, note, never (default warning)")
	f.StringArrayVar(&flags.selection.Only, "only", nil, "run only the rules that match `ID`, in which * matches any text; can be repeated")
	f.StringArrayVar(&flags.selection.Enable, "enable", nil, "also run the rules that match `ID`; can be repeated")
	f.StringArrayVar(&flags.selection.Disable, "disable", nil, "do not run the rules that match `ID`; can be repeated")
	f.DurationVar(&flags.timeout, "timeout", longestRun, "stop after `DURATION` and exit with status 3")
	f.StringVar(&flags.culture, "culture", "", "`CULTURE` of ambiguous dates in CSV and text files, such as en-US or de-DE")
	f.StringVar(&flags.color, "color", "auto", "use colors: `WHEN` is auto, always or never")
	f.StringVar(&flags.groupBy, "group-by", "", "group the findings of a text report by `KEY`: "+strings.Join(report.Groupings(), ", ")+" (default cause)")
	f.StringVar(&flags.server, "server", "", "show only findings about servers that match `GLOB`; all findings decide the exit status")
	f.StringVar(&flags.severity, "severity", "", "show only findings of this `LEVEL` or worse: error, warning, note; all findings decide the exit status")
	f.BoolVarP(&flags.quiet, "quiet", "q", false, "print only findings")
	f.BoolVarP(&flags.verbose, "verbose", "v", false, "also print assumptions and skipped files")
	f.IntVarP(&flags.jobs, "jobs", "j", 0, "`N` parallel workers (default: number of CPUs)")
}

// check runs a check from its command line to its exit status. Whatever is wrong with
// the command line is found before the first file is read.
func (flags *checkFlags) check(cmd *cobra.Command, paths []string) error {
	ctx, stop := context.WithTimeout(cmd.Context(), flags.timeout)
	defer stop()
	go builtin.Set() // they are ready when they are asked for
	outputs, err := flags.outputs()
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
	options.Lines = slices.ContainsFunc(outputs, func(o output) bool { return report.ShowsLines(o.format) })
	options.Passing = slices.ContainsFunc(outputs, func(o output) bool { return report.ShowsPassing(o.format, flags.showPassed) })
	set, err := flags.tune(settings, &options)
	if err != nil {
		return err
	}
	request, err := flags.change.request(ctx, options)
	if err != nil {
		return err
	}
	inputs, err := gather(ctx, paths, cmd.InOrStdin(), flags.stdinFilename)
	if err != nil {
		return err
	}
	inputs = flags.change.leaveOut(inputs)
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(memoryFor(inputs)))
	bar := newProgress(cmd.ErrOrStderr(), flags.quiet)
	options.Progress = bar.report
	inputs, unmatched := informed(inputs, settings)
	options.Notices = append(options.Notices, unmatched...)
	result, err := judged(ctx, inputs, set, options, request)
	bar.end()
	if err != nil {
		return err
	}
	if err := flags.write(cmd.OutOrStdout(), outputs, result); err != nil {
		fmt.Fprintln(cmd.ErrOrStderr(), "exchlint: the report was not written: "+err.Error())
		return status(untrusted)
	}
	flags.conclude(cmd.ErrOrStderr(), outputs, result)
	return verdict(result)
}

// judged checks the inputs, and a planned change of them where there is one.
func judged(ctx context.Context, inputs []lint.Input, set *rules.Set, options lint.Options, request *impact.Request) (*lint.Result, error) {
	if request == nil {
		options.Rules = slices.DeleteFunc(slices.Clone(options.Rules), func(r *rules.Rule) bool { return len(r.Kinds) == 0 }) // about changes
		return lint.Run(ctx, inputs, set, options), nil
	}
	return impact.Judge(ctx, inputs, set, options, *request)
}

// conclude says on standard error what belongs to no report on standard output: what
// was left out, and the verdict in one line.
func (flags *checkFlags) conclude(w io.Writer, outputs []output, result *lint.Result) {
	if flags.quiet {
		return
	}
	var formats []string
	for _, o := range outputs {
		formats = append(formats, o.format)
	}
	text := shownAs(outputs, "text")
	report.WriteNotes(w, result, !text && !shownAs(outputs, "lines"), !text, formats...)
}

// shownAs reports whether a report of a format goes to standard output.
func shownAs(outputs []output, format string) bool {
	return slices.Contains(outputs, output{format, ""})
}

// colorful decides whether a text report gets colours: as the flag says, else as the
// environment and the terminal do.
func (flags *checkFlags) colorful(w io.Writer) bool {
	switch {
	case flags.color != "auto":
		return flags.color == "always"
	case os.Getenv("NO_COLOR") != "":
		return false
	case os.Getenv("FORCE_COLOR") != "" && os.Getenv("FORCE_COLOR") != "0":
		return true
	case os.Getenv("TERM") == "dumb":
		return false
	}
	file, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
