package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/config"
	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/lint"
)

// configName is what a configuration file is called where nobody names one.
const configName = ".exchlint.yaml"

// configured returns the configuration for a run over paths: the file that is named,
// else the one that is found, else one that says nothing.
func configured(named string, paths []string) (*config.Config, error) {
	var misnamed diag.List
	if named == "" {
		found, err := findConfig(paths, &misnamed)
		if err != nil {
			return nil, err
		}
		switch {
		case found == "":
			settings := config.Default()
			settings.Notices = misnamed
			return settings, nil
		case !isFile(found):
			return nil, fmt.Errorf("%s is not a regular file; name the configuration with --config FILE", shown(found))
		}
		named = found
	}
	data, err := readUpTo(named, config.MaxSize)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s does not exist", named)
	case err != nil:
		return nil, fmt.Errorf("%s: %s", named, reason(err))
	}
	settings, err := config.Read(shown(named), data)
	if err == nil {
		settings.Notices = misnamed
	}
	return settings, err
}

// readUpTo reads no more of a file than shows that it is larger than so many bytes: it may lie in
// somebody else's repository, or never end.
func readUpTo(file string, most int64) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, most+1))
}

// informed returns inputs with what the configuration says of them, and what it says of none.
func informed(inputs []lint.Input, settings *config.Config) ([]lint.Input, diag.List) {
	inputs = slices.Clone(inputs)
	var names []string
	for i := range inputs {
		input := &inputs[i]
		name := fromFolder(filepath.Dir(settings.File), input.Name)
		if names = append(names, name); settings.Ignores(name) && !input.Named {
			input.IgnoredBy = settings.File
		}
		input.Told = settings.Tells(name)
	}
	return inputs, settings.UnmatchedPaths(names)
}

// fromFolder returns a path from a folder on, with slashes. Either may be relative to the
// current folder, and the folder lie above that.
func fromFolder(folder, name string) string {
	from, err1 := filepath.Abs(folder)
	to, err2 := filepath.Abs(name)
	relative, err3 := filepath.Rel(from, to)
	if errors.Join(err1, err2, err3) != nil {
		relative = name
	}
	return filepath.ToSlash(relative)
}

// findConfig looks for the configuration of every path, "" for none. Paths of which one has
// another than the rest, or none, are an error: what one file says would count for all. Files
// that are no configuration only for their name are noted.
func findConfig(paths []string, misnamed *diag.List) (string, error) {
	found, of := "", ""
	for _, path := range paths {
		if path == "-" || missing(path) {
			continue
		}
		file := cmp.Or(configAbove(path, misnamed), configHere(misnamed))
		if of != "" && file != found {
			return "", fmt.Errorf("%s and %s have different configurations, %s and %s: name one with --config FILE, or check the paths in separate runs", of, path, called(found), called(file))
		}
		found, of = file, path
	}
	if of == "" {
		found = configHere(misnamed)
	}
	return found, nil
}

// missing reports whether a path leads to nothing, which is said later.
func missing(path string) bool {
	_, err := os.Stat(path)
	return errors.Is(err, fs.ErrNotExist)
}

func called(file string) string {
	if file == "" {
		return "none"
	}
	return shown(file)
}

// configHere returns the configuration in the current folder, or "".
func configHere(misnamed *diag.List) string {
	noteMisnamed(".", misnamed)
	file, err := filepath.Abs(configName)
	if err != nil || !lies(file) {
		return ""
	}
	return file
}

// configAbove returns the configuration in a path's folder or, inside a repository, in the
// nearest of those above it up to the repository's root; "" where there is none.
func configAbove(path string, misnamed *diag.List) string {
	folder, err := filepath.Abs(path)
	if err != nil {
		return ""
	}
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		folder = filepath.Dir(folder)
	}
	root := repositoryOf(folder)
	for {
		noteMisnamed(folder, misnamed)
		if file := filepath.Join(folder, configName); lies(file) {
			return file
		}
		if folder == root {
			return ""
		}
		folder = filepath.Dir(folder)
	}
}

// noteMisnamed notes a file that looks like a configuration and is not read as one, once.
func noteMisnamed(folder string, misnamed *diag.List) {
	file := filepath.Join(folder, strings.TrimSuffix(configName, ".yaml")+".yml")
	if absolute, err := filepath.Abs(file); err == nil {
		file = absolute
	}
	notice := diag.Diagnostic{File: shown(file), Message: "this file is not read: name it " + configName}
	if lies(file) && !slices.Contains(*misnamed, notice) {
		*misnamed = append(*misnamed, notice)
	}
}

// repositoryOf returns the nearest folder above that holds a repository, or the folder
// itself where it lies in none.
func repositoryOf(folder string) string {
	for at := folder; ; at = filepath.Dir(at) {
		if _, err := os.Stat(filepath.Join(at, ".git")); err == nil {
			return at
		}
		if at == filepath.Dir(at) {
			return folder
		}
	}
}

// lies reports whether something lies at a path, if only a link that leads nowhere.
func lies(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// shown returns a path as messages show it: from the current folder where it lies there.
func shown(path string) string {
	here, err := os.Getwd()
	if err != nil || !filepath.IsAbs(path) {
		return filepath.ToSlash(path)
	}
	relative, err := filepath.Rel(here, path)
	if err != nil {
		return filepath.ToSlash(path)
	}
	return filepath.ToSlash(relative)
}
