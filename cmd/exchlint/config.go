package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/exchlint/exchlint/internal/config"
	"github.com/exchlint/exchlint/internal/lint"
)

// configName is what a configuration file is called where nobody names one.
const configName = ".exchlint.yaml"

// configured returns the configuration for a run over paths: the file that is named,
// else the one that is found, else one that says nothing.
func configured(named string, paths []string) (*config.Config, error) {
	if named == "" {
		found, err := findConfig(paths)
		if err != nil {
			return nil, err
		}
		if found == "" {
			return config.Default(), nil
		}
		named = found
	}
	data, err := readConfig(named)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s does not exist", named)
	case err != nil:
		return nil, fmt.Errorf("%s: %s", named, reason(err))
	}
	return config.Read(shown(named), data)
}

// readConfig reads no more of a file than shows that it is too large: it may lie in
// somebody else's repository.
func readConfig(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, config.MaxSize+1))
}

// informed returns inputs with what the configuration says of them, less those in
// folders that it says not to read.
func informed(inputs []lint.Input, settings *config.Config) []lint.Input {
	folder := path.Dir(settings.File)
	var kept []lint.Input
	for _, input := range inputs {
		name, err := filepath.Rel(folder, input.Name)
		if err != nil {
			name = input.Name
		}
		name = filepath.ToSlash(name)
		if settings.Ignores(name) && !input.Named {
			continue
		}
		input.Told = settings.Tells(name)
		kept = append(kept, input)
	}
	return kept
}

// findConfig looks for the configuration of every path, "" for none. Paths of which one has
// another than the rest, or none, are an error: what one file says would count for all.
func findConfig(paths []string) (string, error) {
	found, of := "", ""
	for _, path := range paths {
		if path == "-" || missing(path) {
			continue
		}
		file := cmp.Or(configAbove(path), configHere())
		if of != "" && file != found {
			return "", fmt.Errorf("%s and %s have different configurations, %s and %s: name the one that counts with --config FILE, or check them in two runs", of, path, called(found), called(file))
		}
		found, of = file, path
	}
	if of == "" {
		found = configHere()
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
func configHere() string {
	file, err := filepath.Abs(configName)
	if err != nil || !isFile(file) {
		return ""
	}
	return file
}

// configAbove returns the configuration in a path's folder or, inside a repository, in the
// nearest of those above it up to the repository's root; "" where there is none.
func configAbove(path string) string {
	folder, err := filepath.Abs(path)
	if err != nil {
		return ""
	}
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		folder = filepath.Dir(folder)
	}
	root := repositoryOf(folder)
	for {
		if file := filepath.Join(folder, configName); isFile(file) {
			return file
		}
		if folder == root {
			return ""
		}
		folder = filepath.Dir(folder)
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

func newConfig() *cobra.Command {
	cmd := &cobra.Command{Use: "config", Short: "Work on the configuration", Args: noCommand, RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() }}
	cmd.AddCommand(newConfigVerify())
	return cmd
}

func newConfigVerify() *cobra.Command {
	var folders []string
	cmd := &cobra.Command{
		Use:   "verify [FILE]",
		Short: "Check a configuration (default: the one that a check of the current folder would use)",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			named := append(args, "")[0]
			settings, err := configured(named, []string{"."})
			if err != nil {
				return err
			}
			if settings.File == "" {
				return fmt.Errorf("there is no %s here or above; exchlint init writes one", configName)
			}
			set, err := loadRules(folders)
			if err != nil {
				return err
			}
			if err := settings.Verify(set.Rules); err != nil {
				return err
			}
			return say(cmd.OutOrStdout(), settings.File+" is right")
		},
	}
	cmd.Flags().StringArrayVarP(&folders, "policy", "p", nil, "know the policies in `DIR` too; may be repeated")
	return cmd
}

func newInit() *cobra.Command {
	return &cobra.Command{
		Use:   "init [FOLDER]",
		Short: "Write a configuration to begin with (default: in the current folder)",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			file := filepath.Join(append(args, ".")[0], configName)
			out, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
			switch {
			case errors.Is(err, fs.ErrExist):
				return fmt.Errorf("%s is there already", file)
			case err != nil:
				return fmt.Errorf("%s can't be written: %s", file, reason(err))
			}
			_, err = out.WriteString(config.Template)
			if err := errors.Join(err, out.Close()); err != nil {
				return fmt.Errorf("%s can't be written: %s", file, reason(err))
			}
			return say(cmd.OutOrStdout(), "wrote "+filepath.ToSlash(file))
		},
	}
}
