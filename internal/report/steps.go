package report

import (
	"cmp"
	"slices"

	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/rego/rules"
)

// step is one thing to do: it holds the findings of one place, and those that the same commands
// fix.
type step struct {
	findings []*lint.Finding // the worst first
	advices  [][]advice      // what each of them advises
}

// lead returns the finding whose advice is shown, and that: the worst whose commands clear it, else the
// worst that has commands.
func (s step) lead() (*lint.Finding, []advice) {
	best, rank := 0, 0
	for i, f := range s.findings {
		of := 0
		if complete(s.advices[i]) {
			of = 1
			if f.Remedy().Fix == rules.Command {
				of = 2
			}
		}
		if of > rank {
			best, rank = i, of
		}
	}
	return s.findings[best], s.advices[best]
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
	findings = byLevel(findings)
	advised := make([][]advice, len(findings))
	groups := newPartition(len(findings))
	first := map[string]int{}
	for i, f := range findings {
		keys := []string{"at\x00" + f.Kind + "\x00" + f.Identity + "\x00" + f.Property}
		if advised[i] = advices(f.Remedy().Steps); complete(advised[i]) {
			keys = append(keys, "fix\x00"+commandsOf(advised[i]))
		}
		for _, key := range keys {
			if other, ok := first[key]; ok {
				groups.join(other, i)
			} else {
				first[key] = i
			}
		}
	}
	return ordered(groups, findings, advised)
}

// ordered returns the groups of findings as steps.
func ordered(groups partition, findings []*lint.Finding, advised [][]advice) []step {
	at := map[int]int{}
	var all []step
	for i, f := range findings {
		root := groups.root(i)
		if _, ok := at[root]; !ok {
			at[root] = len(all)
			all = append(all, step{})
		}
		s := &all[at[root]]
		s.findings, s.advices = append(s.findings, f), append(s.advices, advised[i])
	}
	slices.SortStableFunc(all, func(a, b step) int {
		return cmp.Or(severity(a.level())-severity(b.level()), len(b.findings)-len(a.findings))
	})
	return all
}

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
