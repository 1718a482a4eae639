package report

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/lint"
)

// How much of what could not be evaluated a report tells that is not asked for all.
const (
	causeLimit   = 10 // causes
	missingLimit = 4  // inputs that one of them names
	fileLimit    = 3  // files that one of them names
)

// missing is one cause for which checks could not be evaluated.
type missing struct {
	reason string         // why, in words; "" where the export has no such properties
	inputs map[string]int // what is missing, with the number of checks that need it
	checks int
	files  []string // where it is missing, as far as that counts
}

// unevaluated writes why checks could not be evaluated, one line a cause.
func (p *page) unevaluated() {
	causes := missingInputs(p.r)
	if len(causes) == 0 {
		return
	}
	p.heading("NOT EVALUATED")
	for i, c := range causes {
		if i == causeLimit && !p.o.Verbose {
			p.line("and %s; -v lists all", count(len(causes)-i, "more cause"))
			return
		}
		p.hang("", c.text()+": "+count(c.checks, "check"), 0)
	}
}

// missingInputs sums the checks that could not be evaluated up by what they lack, the most first.
func missingInputs(r *lint.Result) []*missing {
	causes := map[string]*missing{}
	for open, gap := range r.Gaps() {
		reason, key := strings.TrimSuffix(gap.Reason, "."), open.Location.File
		if reason == notExported {
			reason = ""
		} else {
			key = "\x00" + reason + strings.Join(gap.Missing, "\x00")
		}
		c := causes[key]
		if c == nil {
			c = &missing{reason: reason, inputs: map[string]int{}, files: []string{open.Location.File}}
			causes[key] = c
		}
		c.checks++
		for _, input := range gap.Missing {
			c.inputs[input]++
		}
	}
	return mostFirst(sameInputs(causes))
}

// sameInputs puts files together that lack the same.
func sameInputs(causes map[string]*missing) []*missing {
	merged := map[string]*missing{}
	for _, key := range slices.Sorted(maps.Keys(causes)) {
		c := causes[key]
		if c.reason == "" {
			key = strings.Join(slices.Sorted(maps.Keys(c.inputs)), "\x00")
		}
		if known := merged[key]; known != nil {
			known.checks += c.checks
			known.files = append(known.files, c.files...)
			for input, n := range c.inputs {
				known.inputs[input] += n
			}
			continue
		}
		merged[key] = c
	}
	return slices.Collect(maps.Values(merged))
}

func mostFirst(causes []*missing) []*missing {
	slices.SortFunc(causes, func(a, b *missing) int {
		return cmp.Or(b.checks-a.checks, cmp.Compare(a.text(), b.text()))
	})
	return causes
}

// notExported is the reason of a property that the export does not have.
const notExported = "the export has no such property"

// text says a cause in the words of what to export.
func (c *missing) text() string {
	names := c.names()
	list := andMore(names, missingLimit)
	switch {
	case c.reason != "" && len(names) == 0:
		return message(c.reason)
	case c.reason != "":
		return message(c.reason) + " (" + list + ")"
	case len(names) == 1:
		list += " is not "
	default:
		list += " are not "
	}
	var files []string
	for _, name := range c.files {
		if name != "" {
			files = append(files, file(name))
		}
	}
	if len(files) == 0 {
		return list + "exported"
	}
	return list + "in " + andMore(files, fileLimit)
}

// names lists what is missing, first what most checks need.
func (c *missing) names() []string {
	inputs := slices.Sorted(maps.Keys(c.inputs))
	slices.SortStableFunc(inputs, func(a, b string) int { return c.inputs[b] - c.inputs[a] })
	return each(inputs, value)
}

// gapReason says why a check could not be evaluated and what it would need.
func gapReason(g lint.Gap) string {
	reason := message(strings.TrimSuffix(g.Reason, "."))
	if len(g.Missing) > 0 {
		reason += " (" + andMore(each(g.Missing, value), missingLimit) + ")"
	}
	return reason
}
