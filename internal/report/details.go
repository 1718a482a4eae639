package report

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/exchlint/exchlint/internal/lint"
)

// Of how many findings the details are shown one by one, and of how many of one rule where there
// are more.
const (
	detailLimit = 100
	alikeLimit  = 3
)

// details writes every finding: by object, or by rule where there are too many to read.
func (p *page) details(findings []*lint.Finding) {
	findings = slices.DeleteFunc(slices.Clone(findings), func(f *lint.Finding) bool { return p.placed[f] && !p.o.Verbose })
	switch {
	case len(findings) == 0:
		return
	case len(findings) <= detailLimit || p.o.Verbose:
		p.heading("DETAILS")
		for _, g := range grouped(findings, "object") {
			p.object(g.findings)
		}
	default:
		p.heading("DETAILS (-v lists all)")
		for _, g := range grouped(findings, "rule") {
			p.alike(g.findings)
		}
	}
}

// object writes the findings of one object.
func (p *page) object(findings []*lint.Finding) {
	if p.o.Verbose {
		for _, f := range findings {
			p.finding(f, "")
		}
		return
	}
	f := findings[0]
	p.ends(short(value(f.Identity)), place(f.Location), "")
	for len(findings) > 0 {
		n := 1
		for n < len(findings) && together(findings[0], findings[n]) {
			n++
		}
		p.entry(findings[:n], findings[0].Location != f.Location)
		if p.o.Excerpts {
			p.excerpt(findings[0])
		}
		findings = findings[n:]
	}
}

// together reports whether two findings of one object are in the same line.
func together(f, other *lint.Finding) bool {
	return f.State == other.State && f.Location.File == other.Location.File && f.Location.StartLine == other.Location.StartLine
}

// entry writes the rules of findings: with their place, or with the rule's title as far as that fits.
func (p *page) entry(findings []*lint.Finding, placed bool) {
	f := findings[0]
	lead := fmt.Sprintf(" %-7s ", f.Level)
	names := rulesOf(findings) + standing(f.State)
	switch title := message(strings.TrimSuffix(f.Rule.Title, ".")); {
	case placed:
		p.ends(lead+names, place(f.Location), "")
	case len(findings) == 1 && utf8.RuneCountInString(lead+names+title)+2 <= p.width:
		p.hang(lead, names+"  "+title, 0)
	default:
		p.hang(lead, names, 0)
	}
}

// rulesOf names the rules of findings that are of the first one's level, and the others with theirs.
func rulesOf(findings []*lint.Finding) string {
	level := findings[0].Level
	var names []string
	for _, f := range findings {
		name := f.Rule.ID
		if f.Level != level {
			level = f.Level
			name = string(level) + " " + name
		}
		names = append(names, name)
	}
	return strings.Join(slices.Compact(names), ", ")
}

// alike writes the findings of one rule: how many there are, and the first few.
func (p *page) alike(findings []*lint.Finding) {
	p.hang(fmt.Sprintf("%-7s  ", findings[0].Level), findings[0].Rule.ID+": "+gist(findings), messageLines)
	for i, f := range findings {
		if i == alikeLimit && len(findings) > alikeLimit+1 {
			p.line("  and %s more", number(len(findings)-i))
			return
		}
		p.ends("  "+short(value(f.Identity)), place(f.Location), "")
	}
}

// grouped writes the findings by what the reader asked for.
func (p *page) grouped(findings []*lint.Finding, by string) {
	groups := grouped(findings, by)
	for i, g := range groups {
		if p.room < len(g.findings) {
			p.line("")
			p.line("and %s; -v lists all", count(len(groups)-i, "more group"))
			return
		}
		p.line("")
		p.ends(groupName(by, g.key, g.findings[0]), tally(g.findings), "1")
		p.members(g.findings, by)
	}
}

// members writes the findings of a group: of many those of one rule together.
func (p *page) members(group []*lint.Finding, by string) {
	switch {
	case p.o.Verbose:
		for _, f := range group {
			p.finding(f, "")
		}
	case len(group) > detailLimit && by != "rule":
		for _, g := range grouped(group, "rule") {
			p.alike(g.findings)
		}
	case by == "rule":
		p.alike(group)
	default:
		for _, f := range byLevel(group) {
			p.hang(fmt.Sprintf("  %-7s ", f.Level), gist([]*lint.Finding{f}), messageLines)
			p.ends(strings.Repeat(" ", 10)+f.Rule.ID, place(f.Location), "")
		}
	}
}
