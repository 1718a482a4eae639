package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/schema"
)

// verdictWord is the verdict in one word.
func verdictWord(r *lint.Result) string {
	switch {
	case !r.Trusted():
		return "INCOMPLETE"
	case r.Failed():
		return "FAILED"
	}
	return "PASSED"
}

// found counts the findings: "8 errors, 2 warnings, 4 notes".
func found(r *lint.Result) string {
	parts := []string{tally(pointers(r.Findings))}
	if parts[0] == "" {
		parts[0] = "no findings"
	}
	if len(r.Waived) > 0 {
		parts = append(parts, number(len(r.Waived))+" waived")
	}
	return strings.Join(parts, ", ")
}

// checked counts the checks without findings: "1,109 checks passed, all evaluated".
func checked(r *lint.Result) string {
	if open := r.Unevaluated(); open > 0 {
		return fmt.Sprintf("%s passed, %s not evaluated", count(r.Passed, "check"), number(open))
	}
	return count(r.Passed, "check") + " passed, all evaluated"
}

// compared tells what became of the baseline's findings: "2 new, 11 unchanged, 1 resolved".
func compared(r *lint.Result) string {
	counts := map[lint.State]int{}
	for _, f := range r.Findings {
		counts[f.State]++
	}
	parts := []string{number(counts[lint.New]) + " new"}
	for _, state := range []lint.State{lint.Updated, lint.Unchanged} {
		if counts[state] > 0 {
			parts = append(parts, number(counts[state])+" "+string(state))
		}
	}
	return strings.Join(append(parts, number(len(r.Absent))+" resolved"), ", ")
}

// since tells what became of the findings since the baseline, or with a planned change.
func since(r *lint.Result) string {
	if r.Change != nil {
		return "with the change: " + compared(r)
	}
	if r.Rotation != nil {
		return "after the rotation: " + compared(r)
	}
	if r.Diff != nil {
		return "since the older exports: " + compared(r)
	}
	return "since the baseline: " + compared(r)
}

// summary is the whole result in one line.
func summary(r *lint.Result) string {
	s := found(r) + "; " + checked(r)
	if r.Compared {
		s += "; " + since(r)
	}
	if configured := configurationSummary(r.Configuration); configured != "" {
		s += "; " + configured
	}
	if len(r.Problems()) > 0 {
		s += "; incomplete: " + count(len(r.Problems()), "problem") + ", so findings may be missing"
	}
	return s
}

// inventory counts what was judged: "3 servers, 17 receive connectors"; "" where nobody knows.
func inventory(r *lint.Result) string {
	if r.Organization == nil {
		return ""
	}
	parts := []string{}
	add := func(kind, plural string) {
		switch n := len(r.Organization.Objects(kind)); {
		case n == 1:
			parts = append(parts, "1 "+strings.TrimSuffix(plural, "s"))
		case n > 1:
			parts = append(parts, number(n)+" "+plural)
		}
	}
	add("Server", "servers")
	for _, kind := range schema.BuiltIn().Exported() {
		add(kind.Name, kind.Plural)
	}
	return strings.Join(parts, ", ")
}

// circumstances tells as of when and by which rules was judged.
func circumstances(r *lint.Result, o Options) string {
	s := "as of " + r.AsOf.UTC().Format("2006-01-02")
	if o.Profile != "" {
		s += ", profile " + value(o.Profile)
	}
	return s
}

func pointers(findings []lint.Finding) []*lint.Finding {
	all := make([]*lint.Finding, len(findings))
	for i := range findings {
		all[i] = &findings[i]
	}
	return all
}

// serversOf returns the servers that findings are about, each once, sorted.
func serversOf(findings []*lint.Finding) []string {
	var servers []string
	for _, f := range findings {
		servers = append(servers, f.Servers()...)
	}
	slices.Sort(servers)
	return slices.Compact(servers)
}
