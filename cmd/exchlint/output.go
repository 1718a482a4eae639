package main

import (
	"cmp"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/term"

	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/report"
)

// output is a report to write: its format, and its file or "" for standard output.
type output struct{ format, file string }

// outputs takes --format and --output apart. A command may have more formats than reports have.
func (flags *checkFlags) outputs(more ...string) ([]output, error) {
	available := append(report.Formats(), more...)
	formats := flags.formats
	if len(formats) == 0 {
		formats = []string{"text"}
	}
	var outputs []output
	loose := 0
	for _, text := range formats {
		format, file, named := strings.Cut(text, "=")
		if !slices.Contains(available, format) {
			return nil, unknown("format", format, available)
		}
		if named && file == "" {
			return nil, fmt.Errorf("--format %s: the file name after = is missing", text)
		}
		if !named {
			loose++
			file = flags.output
		}
		outputs = append(outputs, output{format, file})
	}
	switch {
	case loose > 1:
		return nil, errors.New("several formats for one output: give each a file, as in --format sarif=results.sarif")
	case loose == 0 && flags.output != "":
		return nil, errors.New("--output has no effect: every --format has its own file")
	}
	return outputs, cmp.Or(reachable(outputs), apart(outputs))
}

// reachable finds a place where no report can be written before anything is linted in vain.
func reachable(outputs []output) error {
	for _, o := range outputs {
		if o.file == "" {
			continue
		}
		if info, err := os.Stat(filepath.Dir(o.file)); err != nil || !info.IsDir() {
			return fmt.Errorf("cannot write %s: folder %s does not exist", o.file, filepath.Dir(o.file))
		}
		if info, err := os.Stat(o.file); err == nil && info.IsDir() {
			return fmt.Errorf("cannot write %s: it is a folder; name a file in it", o.file)
		}
	}
	return nil
}

// apart refuses two reports for one file: the second would take the first one's place.
func apart(outputs []output) error {
	for i, o := range outputs {
		for _, other := range outputs[:i] {
			if o.file != "" && other.file != "" && onePlace(o.file, other.file) {
				return fmt.Errorf("several formats for the file %s: give each its own file", o.file)
			}
		}
	}
	return nil
}

// onePlace reports whether two paths are of one file, or would be once it is written.
func onePlace(a, b string) bool {
	if filepath.Base(a) == filepath.Base(b) && oneFile(filepath.Dir(a), filepath.Dir(b)) {
		return true
	}
	return isFile(a) && oneFile(a, b)
}

func oneFile(a, b string) bool {
	first, err1 := os.Stat(a)
	second, err2 := os.Stat(b)
	return err1 == nil && err2 == nil && os.SameFile(first, second)
}

// write writes all reports.
func (flags *checkFlags) write(stdout io.Writer, outputs []output, result *lint.Result) error {
	for _, o := range outputs {
		options := flags.view()
		if o.file == "" {
			options.Color, options.Width = flags.colorful(stdout), widthOf(stdout)
			if err := report.Write(stdout, o.format, result, options); err != nil {
				return fmt.Errorf("standard output: %s", reason(err))
			}
			continue
		}
		if isExport(o.file, result.Files) {
			return fmt.Errorf("%s is one of the exports that were read; choose another file", o.file)
		}
		options.Color = flags.color == "always"
		if err := writeFile(o, result, options); err != nil {
			return fmt.Errorf("%s: %s", o.file, reason(err))
		}
	}
	return nil
}

// view is what the command line says about how reports look.
func (flags *checkFlags) view() report.Options {
	return report.Options{
		Version: version, Profile: flags.profile, Quiet: flags.quiet, Verbose: flags.verbose, Excerpts: os.Getenv("CI") == "true",
		ShowWaived: flags.showWaived, ShowPassed: flags.showPassed, Short: flags.short,
		GroupBy: flags.groupBy, Server: flags.server, Severity: lint.Level(flags.severity),
	}
}

// widthOf returns the width of a terminal in characters, 0 for what is no terminal. COLUMNS
// overrides it, within reason.
func widthOf(w io.Writer) int {
	if columns, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && columns >= narrowest {
		return min(columns, widest)
	}
	file, ok := w.(*os.File)
	if !ok {
		return 0
	}
	columns, _, err := term.GetSize(int(file.Fd()))
	if err != nil || columns < narrowest {
		return 0
	}
	return min(columns, widest)
}

// The width in characters that a terminal must have for text to be fitted to it, and the width
// beyond which lines are hard to read.
const (
	narrowest = 40
	widest    = 120
)

// isExport reports whether a path is that of a file that was read as an export. One that was
// skipped may be an earlier report.
func isExport(path string, exports []string) bool {
	return slices.ContainsFunc(exports, func(export string) bool {
		return filepath.Base(export) == filepath.Base(path) && oneFile(export, path)
	})
}

// writeFile writes a report to its file. One that is new or regular is replaced as a whole.
// What else there is stays what it is: a pipe, a device, or a link, which may lead to these.
func writeFile(o output, result *lint.Result, options report.Options) error {
	before, err := os.Lstat(o.file)
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	case err == nil && !before.Mode().IsRegular():
		return fillFile(o, result, options)
	}
	file, err := makeBeside(o.file, before)
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	if err := errors.Join(report.Write(file, o.format, result, options), file.Close()); err != nil {
		return err
	}
	return os.Rename(file.Name(), o.file) // so that nobody ever reads half of one
}

// makeBeside makes a file that will be put in the place of another: with its mode where it
// is there, else with the one that the user's new files have.
func makeBeside(path string, before fs.FileInfo) (*os.File, error) {
	mode := fs.FileMode(0o666)
	if before != nil {
		mode = before.Mode().Perm()
	}
	file, err := os.OpenFile(filepath.Join(filepath.Dir(path), ".exchlint-"+rand.Text()), os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err == nil && before != nil {
		err = file.Chmod(mode) // whatever the umask takes
	}
	return file, err
}

// fillFile writes a report into what there is.
func fillFile(o output, result *lint.Result, options report.Options) error {
	flags := os.O_WRONLY | os.O_CREATE // for a link that leads to no file yet
	if info, err := os.Stat(o.file); err == nil && info.Mode().IsRegular() {
		flags |= os.O_TRUNC
	}
	file, err := os.OpenFile(o.file, flags, 0o666)
	if err != nil {
		return err
	}
	return errors.Join(report.Write(file, o.format, result, options), file.Close())
}
