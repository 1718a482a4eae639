package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"time"

	"github.com/exchlint/exchlint/internal/config"
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/rego/rules"
	"github.com/exchlint/exchlint/internal/report"
)

// tune loads the rules as the configuration and the command line want them, and says
// in the options which of them run.
func (flags *checkFlags) tune(settings *config.Config, options *lint.Options) (*rules.Set, error) {
	set, err := loadRules(flags.policies)
	if err != nil {
		return nil, err
	}
	flags.profile = cmp.Or(flags.selection.Profile, settings.Profile, "default")
	tuning, err := settings.For(set.Rules, flags.selection.Profile)
	if err != nil {
		return nil, err
	}
	set = set.With(tuning.Settings)
	selection, renamed := flags.selection.Current(set.Rules)
	earlier, inBaseline := lint.Current(options.Earlier, set.Rules)
	options.Levels, options.Waivers, options.Earlier = tuning.Levels, tuning.Waivers, earlier
	options.Notices = slices.Concat(settings.Notices, renamed, tuning.Notices, inBaseline)
	options.Rules, err = lint.Select(set.Rules, selection.Over(tuning.Profile, tuning.Enable, tuning.Disable))
	if err == nil && settings.File != "" {
		without, _ := lint.Select(set.Rules, selection.Over(tuning.Profile, tuning.Enable, nil)) // the same patterns
		options.Configuration = &lint.Configuration{File: settings.File, Disabled: lint.DisabledBy(without, options.Rules)}
		if flags.failOn == "" {
			options.Configuration.FailOn = laxer(settings.FailOn)
		}
	}
	if err == nil && len(options.Rules) == 0 {
		err = noneLeft(settings.File)
	}
	return set, err
}

// laxer returns the level of a failure that a configuration asks for, if that lets more pass than
// without it.
func laxer(failOn string) string {
	if failOn == string(lint.Error) || failOn == "never" {
		return failOn
	}
	return ""
}

// noneLeft says why nothing would be judged, which would look like a clean verdict.
func noneLeft(file string) error {
	if file == "" {
		return errors.New("no rules selected: --only and --disable exclude all of them")
	}
	return fmt.Errorf("no rules selected: --only, --disable and %s exclude all of them", file)
}

// options takes the command line and, where that says nothing, the configuration over.
func (flags *checkFlags) options(settings *config.Config) (lint.Options, error) {
	asOf, err := instant(flags.asOf)
	if err != nil {
		return lint.Options{}, err
	}
	failOn := cmp.Or(flags.failOn, settings.FailOn, string(lint.Warning))
	options := lint.Options{
		AsOf: asOf, Culture: flags.culture, FailOn: lint.Level(failOn), Strict: flags.strict, Jobs: flags.jobs,
		Known: settings.Known, Review: settings.Review,
	}
	levels := []string{"error", "warning", "note", "never"}
	switch {
	case !slices.Contains(levels, failOn):
		return options, fmt.Errorf("--fail-on: %w", unknown("level", failOn, levels))
	case failOn == "never":
		options.FailOn = ""
	}
	if options.Earlier, err = baseline(flags.baseline); err != nil {
		return options, err
	}
	if err := flags.checkView(); err != nil {
		return options, err
	}
	whens := []string{"auto", "always", "never"}
	switch {
	case !slices.Contains(whens, flags.color):
		return options, fmt.Errorf("--color: %w", unknown("value", flags.color, whens))
	case flags.jobs < 0:
		return options, errors.New("--jobs must not be negative")
	}
	return options, errors.Join(checkTimeout(flags.timeout), checkCulture(flags.culture))
}

// checkView checks what the reader wants to see.
func (flags *checkFlags) checkView() error {
	levels := []string{"error", "warning", "note"}
	switch {
	case flags.groupBy != "" && !slices.Contains(report.Groupings(), flags.groupBy):
		return fmt.Errorf("--group-by: %w", unknown("key", flags.groupBy, report.Groupings()))
	case flags.severity != "" && !slices.Contains(levels, flags.severity):
		return fmt.Errorf("--severity: %w", unknown("level", flags.severity, levels))
	}
	return nil
}

func checkTimeout(timeout time.Duration) error {
	if timeout <= 0 {
		return errors.New("--timeout must be positive, such as 5m")
	}
	return nil
}

// baseline reads an earlier report; nil where none is named.
func baseline(file string) ([]lint.Earlier, error) {
	if file == "" {
		return nil, nil
	}
	data, err := readUpTo(file, mostBaseline)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("baseline %s does not exist", file)
	case err != nil:
		return nil, fmt.Errorf("baseline %s: %s", file, reason(err))
	case len(data) > mostBaseline:
		return nil, fmt.Errorf("baseline %s is larger than 512 MiB", file)
	}
	earlier, err := report.ReadBaseline(data)
	if err != nil {
		return nil, fmt.Errorf("baseline %s: %w", file, err)
	}
	return earlier, nil
}

func checkCulture(culture string) error {
	if culture != "" && !config.IsCulture(culture) {
		return fmt.Errorf("--culture: %q is not a culture name such as en-US or de-DE", culture)
	}
	return nil
}

// instant reads --as-of; nothing stands for now.
func instant(text string) (time.Time, error) {
	if text == "" {
		return time.Now().UTC().Truncate(time.Second), nil
	}
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, fmt.Errorf("--as-of: %q is not a date; use YYYY-MM-DD or RFC 3339, such as 2026-11-20T08:00:00Z", text)
}

// checkFlags is what a check's command line says.
type checkFlags struct {
	formats        []string
	config         string
	baseline       string
	policies       []string
	output         string
	asOf           string
	failOn         string
	strict         bool
	selection      lint.Selection
	timeout        time.Duration
	culture        string
	color          string
	quiet, verbose bool
	profile        string // the one that runs
	groupBy        string
	server         string
	severity       string
	showWaived     bool
	showPassed     bool
	short          bool
	jobs           int
	stdinFilename  string
	change         changeFlags
}
