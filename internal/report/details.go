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
	var before *lint.Finding
	for _, other := range findings {
		if before != nil && before.Rule == other.Rule && before.Location.StartLine == other.Location.StartLine {
			continue // of another property in the same line
		}
		before = other
		p.entry(other, other.Location != f.Location)
		if p.o.Excerpts {
			p.excerpt(other)
		}
	}
}

// entry writes a finding in a line: with its place, or with the rule's title as far as that fits.
func (p *page) entry(f *lint.Finding, placed bool) {
	lead := fmt.Sprintf(" %-7s %s%s", f.Level, f.Rule.ID, standing(f.State))
	if placed {
		p.ends(lead, place(f.Location), "")
		return
	}
	if title := message(strings.TrimSuffix(f.Rule.Title, ".")); utf8.RuneCountInString(lead)+2+utf8.RuneCountInString(title) <= p.width {
		lead += "  " + title
	}
	p.line("%s", p.emphasized(lead))
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
