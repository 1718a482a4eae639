package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/report"
)

// output is a report to write: its format, and its file or "" for standard output.
type output struct{ format, file string }

// outputs takes --format and --output apart.
func (flags *checkFlags) outputs() ([]output, error) {
	formats := flags.formats
	if len(formats) == 0 {
		formats = []string{"text"}
	}
	var outputs []output
	loose := 0
	for _, text := range formats {
		format, file, named := strings.Cut(text, "=")
		if !slices.Contains(report.Formats(), format) {
			return nil, fmt.Errorf("no format %q%s", format, lint.DidYouMean(format, report.Formats()))
		}
		if named && file == "" {
			return nil, fmt.Errorf("--format %s has no file behind its =", text)
		}
		if !named {
			loose++
			file = flags.output
		}
		outputs = append(outputs, output{format, file})
	}
	switch {
	case loose > 1:
		return nil, errors.New("more than one format for one place: give each a file, as in --format sarif=results.sarif")
	case loose == 0 && flags.output != "":
		return nil, errors.New("--output is for a format without a file of its own, and every --format has one")
	}
	return outputs, reachable(outputs)
}

// reachable finds a folder that is missing before anything is linted in vain.
func reachable(outputs []output) error {
	for _, o := range outputs {
		if o.file == "" {
			continue
		}
		if info, err := os.Stat(filepath.Dir(o.file)); err != nil || !info.IsDir() {
			return fmt.Errorf("%s can't be written: there is no folder %s", o.file, filepath.Dir(o.file))
		}
	}
	return nil
}

// write writes all reports.
func (flags *checkFlags) write(stdout io.Writer, outputs []output, result *lint.Result) error {
	for _, o := range outputs {
		options := report.Options{Version: version, Quiet: flags.quiet, Verbose: flags.verbose, ShowWaived: flags.showWaived, ShowPassed: flags.showPassed}
		if o.file == "" {
			options.Color = flags.colorful(stdout)
			if err := report.Write(stdout, o.format, result, options); err != nil {
				return err
			}
			continue
		}
		options.Color = flags.color == "always"
		if err := writeFile(o, result, options); err != nil {
			return err
		}
	}
	return nil
}

// writeFile writes a report beside its file and then puts it in its place, so that
// nobody ever reads half of one.
func writeFile(o output, result *lint.Result, options report.Options) error {
	file, err := os.CreateTemp(filepath.Dir(o.file), ".exchlint-*")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	err = errors.Join(report.Write(file, o.format, result, options), file.Chmod(0o644), file.Close())
	if err != nil {
		return err
	}
	return os.Rename(file.Name(), o.file)
}
