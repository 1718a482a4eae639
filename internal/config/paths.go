package config

import (
	"path"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
)

// Ignores reports whether a file is not to be read. Its path is relative to the
// configuration's folder, with slashes.
func (c *Config) Ignores(file string) bool {
	for _, pattern := range c.Ignore {
		if fits(pattern, file) {
			return true
		}
	}
	return false
}

// Tells returns what the configuration says of a file, by its path as in
// [Config.Ignores]. Of entries that contradict each other the last one counts.
func (c *Config) Tells(file string) (told model.FileHints) {
	for _, input := range c.Inputs {
		if !fits(input.Path, file) {
			continue
		}
		if input.Server != "" {
			told.Server = input.Server
		}
		if input.Kind != "" {
			told.Kind = input.Kind
		}
		if input.Culture != "" {
			told.Culture = input.Culture
		}
	}
	return told
}

// UnmatchedPaths returns a notice for each pattern of paths that fits none of a run's files, by their
// paths as in [Config.Ignores].
func (c *Config) UnmatchedPaths(files []string) (notices diag.List) {
	note := func(at, what, pattern string) {
		if !slices.ContainsFunc(files, func(file string) bool { return fits(pattern, file) }) {
			notices = append(notices, c.tree.errorAt(at, "%s: %q matches no file of this run", what, pattern))
		}
	}
	for i, pattern := range c.Ignore {
		note(pointer("ignore", i), "ignore", pattern)
	}
	for i, input := range c.Inputs {
		note(pointer("inputs", i, "path"), "inputs", input.Path)
	}
	return notices
}

// fits reports whether a path fits a pattern: * and ? within a name, ** for any folders.
// A pattern without a slash is about the name alone, wherever the file lies; a file in
// an archive lies in it as in a folder, and a pattern of the archive is one of all its files. So is
// one of a folder that ends with a slash.
func fits(pattern, file string) bool {
	archive, _, archived := strings.Cut(path.Clean(file), "!")
	if archived && fits(pattern, archive) {
		return true
	}
	file = strings.ReplaceAll(path.Clean(file), "!", "/")
	if !strings.Contains(pattern, "/") {
		return values.Matches(pattern, path.Base(file))
	}
	if strings.HasSuffix(pattern, "/") {
		pattern += "**"
	}
	return fitSteps(strings.Split(path.Clean(pattern), "/"), strings.Split(file, "/"))
}

// fitSteps compares step by step, and goes back to the last ** alone.
func fitSteps(pattern, steps []string) bool {
	p, s, star, from := 0, 0, -1, 0
	for s < len(steps) {
		switch {
		case p < len(pattern) && pattern[p] == "**":
			star, from = p, s
			p++
		case p < len(pattern) && values.Matches(pattern[p], steps[s]):
			p, s = p+1, s+1
		case star >= 0:
			from++
			p, s = star+1, from
		default:
			return false
		}
	}
	for p < len(pattern) && pattern[p] == "**" {
		p++
	}
	return p == len(pattern)
}
