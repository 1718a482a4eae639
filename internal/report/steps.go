package report

import (
	"cmp"
	"regexp"
	"slices"

	"github.com/exchlint/exchlint/internal/lint"
)

// step is one thing to do: it holds the findings of one place, and those that the same command
// fixes.
type step struct {
	findings []*lint.Finding // the worst first
}

// lead returns the finding whose advice is shown: the worst whose command is complete.
func (s step) lead() *lint.Finding {
	for _, f := range s.findings {
		if complete(oneLine(f.Remediation())) {
			return f
		}
	}
	return s.findings[0]
}

// identities returns the objects of a step, each once.
func (s step) identities() []string {
	var names []string
	for _, f := range s.findings {
		if !slices.Contains(names, f.Identity) {
			names = append(names, f.Identity)
		}
	}
	return names
}

// level returns the worst level of a step's findings.
func (s step) level() lint.Level { return s.findings[0].Level }

// steps puts findings together that have a place or a command in common. The worst come first,
// of one level those with the most findings.
func steps(findings []*lint.Finding) []step {
	groups := newPartition(len(findings))
	first := map[string]int{}
	for i, f := range findings {
		keys := []string{"at\x00" + f.Kind + "\x00" + f.Identity + "\x00" + f.Property}
		if fix := oneLine(f.Remediation()); complete(fix) {
			keys = append(keys, "fix\x00"+fix)
		}
		for _, key := range keys {
			if other, ok := first[key]; ok {
				groups.join(other, i)
			} else {
				first[key] = i
			}
		}
	}
	return ordered(groups, findings)
}

// ordered returns the groups of findings as steps.
func ordered(groups partition, findings []*lint.Finding) []step {
	at := map[int]int{}
	var all []step
	for i, f := range findings {
		root := groups.root(i)
		if _, ok := at[root]; !ok {
			at[root] = len(all)
			all = append(all, step{})
		}
		all[at[root]].findings = append(all[at[root]].findings, f)
	}
	for i := range all {
		all[i].findings = byLevel(all[i].findings)
	}
	slices.SortStableFunc(all, func(a, b step) int {
		return cmp.Or(severity(a.level())-severity(b.level()), len(b.findings)-len(a.findings))
	})
	return all
}

// blank is a placeholder that no value is known for.
var blank = regexp.MustCompile(`<[a-z][a-z0-9_]*>`)

// complete reports whether a command can be run as it is.
func complete(command string) bool { return command != "" && !blank.MatchString(command) }

// partition is a set of disjoint groups of the numbers below its length.
type partition []int

func newPartition(n int) partition {
	p := make(partition, n)
	for i := range p {
		p[i] = i
	}
	return p
}

// root returns the number that stands for a group.
func (p partition) root(i int) int {
	for p[i] != i {
		p[i] = p[p[i]]
		i = p[i]
	}
	return i
}

// join makes one group of two.
func (p partition) join(i, j int) { p[p.root(j)] = p.root(i) }
