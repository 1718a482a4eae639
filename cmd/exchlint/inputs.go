package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/lint"
)

// The endings of files in a folder that may be exports.
var endings = []string{".json", ".csv", ".tsv", ".xml", ".clixml", ".txt"}

// gather reads all paths: files, folders with all that is in them, and - for standard
// input. The error is about a path that does not exist. When ctx ends the rest is left.
func gather(ctx context.Context, paths []string, stdin io.Reader, stdinName string) ([]lint.Input, error) {
	here, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	g := &gatherer{ctx: ctx, here: here, seen: map[string]bool{}, left: mostBytes}
	var folders []string
	for _, path := range paths {
		if path == "-" {
			g.readStdin(stdin, stdinName)
			continue
		}
		info, err := os.Stat(path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, fmt.Errorf("%s does not exist", path)
		case err != nil:
			g.take(lint.Input{Name: g.name(path), Named: true, Problem: reason(err)})
		case info.IsDir():
			folders = append(folders, path)
		default:
			g.file(path, info, true)
		}
	}
	for _, folder := range folders { // last: what is named there too is named
		g.walk(folder)
	}
	slices.SortStableFunc(g.inputs, func(a, b lint.Input) int { return cmp.Compare(a.Name, b.Name) })
	return g.inputs, nil
}

// readStdin reads standard input, once. As it mostly goes by no name of its own, its first
// bytes tell an archive too.
func (g *gatherer) readStdin(stdin io.Reader, name string) {
	if g.seen["-"] {
		return
	}
	g.seen["-"] = true // no file's, which are whole paths
	data, err := readStream(g.ctx, stdin)
	if err == nil {
		err = admit(int64(len(data)), g.left)
	}
	g.left -= int64(len(data))
	switch input := (lint.Input{Name: name, Named: true}); {
	case err != nil:
		input.Problem = "cannot read standard input: " + reason(err)
		g.take(input)
	case ending(name) == ".zip" || isArchive(data):
		g.unpack(input, data)
	default:
		input.Data = data
		g.take(input)
	}
}

// take takes an input in. Of those that are too many the first is said.
func (g *gatherer) take(input lint.Input) {
	switch {
	case len(g.inputs) < mostFiles:
		g.inputs = append(g.inputs, input)
	case len(g.inputs) == mostFiles:
		g.inputs = append(g.inputs, lint.Input{Name: input.Name, Problem: "this file and the files after it were not read: there are more than 100,000; check fewer at a time"})
	}
}

// walk takes what is in a folder, but hidden files and folders and what can't be an
// export by its ending. Links are followed, each target once.
func (g *gatherer) walk(folder string) {
	if !g.first(folder) {
		return
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		g.take(lint.Input{Name: g.name(folder), Problem: "cannot read the folder: " + reason(err)})
		return
	}
	for _, entry := range entries {
		path := filepath.Join(folder, entry.Name())
		if strings.HasPrefix(entry.Name(), ".") {
			continue
		}
		if g.ctx.Err() != nil {
			return
		}
		info, err := os.Stat(path)
		switch {
		case err != nil && entry.IsDir(), err != nil && wanted(path):
			g.take(lint.Input{Name: g.name(path), Problem: reason(err)})
		case err != nil:
		case info.IsDir():
			g.walk(path)
		case wanted(path):
			g.file(path, info, false)
		}
	}
}

func ending(path string) string { return strings.ToLower(filepath.Ext(path)) }

// candidate reports whether a file may be an export by its ending; wanted, whether it or
// something in it may.
func candidate(path string) bool { return slices.Contains(endings, ending(path)) }

func wanted(path string) bool { return candidate(path) || ending(path) == ".zip" }

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
	case len(g.inputs) > mostFiles:
		return
	case !info.Mode().IsRegular() && !named:
		input.Skip = "a pipe, socket or device"
	case !info.Mode().IsRegular():
		input.Problem = errIrregular.Error()
	default:
		g.read(path, input)
		return
	}
	g.take(input)
}

func (g *gatherer) read(path string, input lint.Input) {
	source, size, err := opened(path, g.left)
	g.left -= size
	if err == nil && ending(path) == ".zip" {
		var data []byte
		if data, err = readFile(g.ctx, path, size); err == nil {
			g.unpack(input, data)
			return
		}
	}
	if input.Source, input.Size = source, size; err != nil {
		input.Source, input.Problem = nil, reason(err)
	}
	g.take(input)
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
