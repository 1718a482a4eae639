package report

import (
	"cmp"
	"maps"
	"slices"

	"github.com/exchlint/exchlint/internal/lint"
)

// groupings are what a reader can group findings by, besides their causes.
var groupings = map[string]func(*lint.Finding) []string{
	"file":   func(f *lint.Finding) []string { return []string{f.Location.File} },
	"object": func(f *lint.Finding) []string { return []string{f.Kind + "\x00" + f.Identity} },
	"rule":   func(f *lint.Finding) []string { return []string{string(f.Level) + " " + f.Rule.ID} },
	"server": func(f *lint.Finding) []string {
		if servers := f.Servers(); len(servers) > 0 {
			return servers
		}
		return []string{""}
	},
}

// Groupings lists what a text report can be grouped by.
func Groupings() []string {
	return append([]string{"cause"}, slices.Sorted(maps.Keys(groupings))...)
}

// groupName names a group by its key and first finding.
func groupName(by, key string, first *lint.Finding) string {
	switch {
	case by == "object":
		return value(first.Identity)
	case by == "rule":
		return first.Rule.ID
	case key == "" && by == "server":
		return "the organization"
	case key == "":
		return "no file"
	}
	return file(key)
}

// group is the findings that have a key in common.
type group struct {
	key      string
	findings []*lint.Finding
}

// grouped puts findings together by their keys: those of one rule or object in the order of the
// findings, servers and files by name.
func grouped(findings []*lint.Finding, by string) []group {
	at := map[string]int{}
	var groups []group
	for _, f := range byLevel(findings) {
		for _, key := range groupings[by](f) {
			i, ok := at[key]
			if !ok {
				i = len(groups)
				at[key] = i
				groups = append(groups, group{key: key})
			}
			groups[i].findings = append(groups[i].findings, f)
		}
	}
	if by == "server" || by == "file" {
		slices.SortFunc(groups, func(a, b group) int { return cmp.Compare(a.key, b.key) })
	}
	return groups
}
