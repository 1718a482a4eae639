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

	"github.com/exchlint/exchlint/internal/export"
	"github.com/exchlint/exchlint/internal/lint"
)

// The endings of files in a folder that may be exports.
var endings = []string{".json", ".csv", ".tsv", ".xml", ".clixml", ".txt"}

// gatherer collects the inputs that a command line names.
type gatherer struct {
	here   string // the current folder: names in reports are relative to it
	stdin  string // the name that standard input goes by
	seen   map[string]bool
	inputs []lint.Input
}

// gather reads all paths: files, folders with all that is in them, and - for standard
// input. The error is about a path that does not exist.
func gather(paths []string, stdin io.Reader, stdinName string) ([]lint.Input, error) {
	here, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	g := &gatherer{here: here, stdin: stdinName, seen: map[string]bool{}}
	for _, path := range paths {
		if path == "-" {
			g.readStdin(stdin)
			continue
		}
		if err := g.add(path); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(g.inputs, func(a, b lint.Input) int { return cmp.Compare(a.Name, b.Name) })
	return g.inputs, nil
}

func (g *gatherer) readStdin(stdin io.Reader) {
	data, err := io.ReadAll(io.LimitReader(stdin, export.MaxSize+1))
	input := lint.Input{Name: g.stdin, Data: data, Named: true}
	if err != nil {
		input.Problem = "standard input can't be read: " + reason(err)
	}
	g.inputs = append(g.inputs, input)
}

// add takes a path from the command line.
func (g *gatherer) add(path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s does not exist", path)
	case err != nil:
		g.inputs = append(g.inputs, lint.Input{Name: g.name(path), Named: true, Problem: reason(err)})
	case info.IsDir():
		g.walk(path)
	default:
		g.file(path, info, true)
	}
	return nil
}

// walk takes what is in a folder, but hidden files and folders and what can't be an
// export by its ending. Links are followed, each target once.
func (g *gatherer) walk(folder string) {
	if !g.first(folder) {
		return
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		g.inputs = append(g.inputs, lint.Input{Name: g.name(folder), Problem: "the folder can't be read: " + reason(err)})
		return
	}
	for _, entry := range entries {
		path := filepath.Join(folder, entry.Name())
		if strings.HasPrefix(entry.Name(), ".") {
			continue
		}
		info, err := os.Stat(path)
		switch {
		case err != nil && entry.IsDir(), err != nil && candidate(path):
			g.inputs = append(g.inputs, lint.Input{Name: g.name(path), Problem: reason(err)})
		case err != nil:
		case info.IsDir():
			g.walk(path)
		case candidate(path) || ending(path) == ".zip":
			g.file(path, info, false)
		}
	}
}

func ending(path string) string { return strings.ToLower(filepath.Ext(path)) }

func candidate(path string) bool { return slices.Contains(endings, ending(path)) }

// first reports whether a file or folder is met for the first time, by whatever name.
func (g *gatherer) first(path string) bool {
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		real = path
	}
	if absolute, err := filepath.Abs(real); err == nil {
		real = absolute
	}
	met := g.seen[real]
	g.seen[real] = true
	return !met
}

// file reads one file. What is no regular file might never end, so it is left alone.
func (g *gatherer) file(path string, info fs.FileInfo, named bool) {
	if !g.first(path) {
		return
	}
	input := lint.Input{Name: g.name(path), Named: named}
	switch {
	case !info.Mode().IsRegular() && named:
		input.Problem = "a pipe, socket or device is not read; give its content to standard input, as -"
	case !info.Mode().IsRegular():
		input.Skip = "a pipe, socket or device"
	case info.Size() > export.MaxSize:
		input.Problem = "the file is larger than 2 GiB"
	default:
		data, err := os.ReadFile(path)
		if err != nil {
			input.Problem = reason(err)
		}
		if err == nil && ending(path) == ".zip" {
			g.inputs = append(g.inputs, unpack(input.Name, data)...)
			return
		}
		input.Data = data
	}
	g.inputs = append(g.inputs, input)
}

// name returns a path as reports show it: relative to the current folder, with slashes.
func (g *gatherer) name(path string) string {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return filepath.ToSlash(path)
	}
	relative, err := filepath.Rel(g.here, absolute)
	if err != nil {
		return filepath.ToSlash(absolute)
	}
	return filepath.ToSlash(relative)
}

// reason returns why the system refused, without the path that the message has already.
func reason(err error) string {
	var refused *fs.PathError
	if errors.As(err, &refused) {
		return refused.Err.Error()
	}
	return err.Error()
}
