package report

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/exchlint/exchlint/internal/lint"
)

// How much of what is to be done a report shows before the details.
const (
	firstSteps    = 5  // things to do first, in full
	nextSteps     = 12 // things to do then, in a line or two
	messageLines  = 2  // lines of a message in them
	saidLines     = 1  // lines of what is said beside a command
	serversNamed  = 4  // servers that are named before they are counted
	objectsNamed  = 3  // objects that are named before they are counted
	numberColumns = 4  // the width of a step's number
	placeColumns  = 3  // the indentation of a place
)

// toDo writes the things to do: those that clear errors in full, or warnings where there is no error, the
// others in a line.
func (p *page) toDo(findings []*lint.Finding) {
	all := steps(findings)
	first := 0
	for first < len(all) && first < firstSteps && all[first].level() == all[0].level() && all[first].level() != lint.Note {
		first++
	}
	if first > 0 {
		p.heading("DO FIRST")
		for i, s := range all[:first] {
			p.step(i+1, s)
		}
	}
	p.then(all[first:], first > 0)
}

// step writes one thing to do: where, what is wrong, and the command.
func (p *page) step(n int, s step) {
	lead, advised := s.lead()
	indent := strings.Repeat(" ", numberColumns)
	title := fmt.Sprintf("%2d  %s", n, objects(s))
	said := headline(lead, p.width-numberColumns)
	if whole := title + " " + said; utf8.RuneCountInString(whole)+2+len(tally(s.findings)) <= p.width {
		p.ends(whole, tally(s.findings), "1")
	} else {
		p.ends(title, tally(s.findings), "1")
		p.hang(indent, said, messageLines)
	}
	if len(s.findings) == 1 {
		p.place(lead.Rule.ID, lead)
	}
	p.instructions(indent, advised)
}

// instructions writes what to do and the commands for it, but for commands that the page has already.
func (p *page) instructions(indent string, steps []advice) {
	for _, a := range steps {
		if a.command != "" && p.commands[a.command] {
			continue
		}
		p.commands[a.command] = true
		if a.said != "" {
			p.hang(indent, a.said, saidLines)
		}
		if a.command != "" {
			p.line("%s> %s", indent, a.command) // whole, however long: half a command does something else
		}
		if a.caution != "" {
			p.hang(indent+"  ", a.caution, saidLines)
		}
	}
}

// objects names the objects of a step.
func objects(s step) string {
	var names []string
	for _, name := range s.identities() {
		names = append(names, short(value(name)))
	}
	return andMore(names, objectsNamed)
}

// then writes the other things to do, those of one rule together.
func (p *page) then(all []step, after bool) {
	var findings []*lint.Finding
	for _, s := range all {
		findings = append(findings, s.findings...)
	}
	groups := grouped(findings, "rule")
	if len(groups) == 0 {
		return
	}
	title := "TO DO"
	if after {
		title = "THEN"
	}
	p.heading(title)
	for i, g := range groups {
		if i == nextSteps && !p.o.Verbose {
			p.line(" and findings of %s", count(len(groups)-i, "more rule"))
			return
		}
		p.next(g.findings)
	}
}

// next writes what findings of one rule are about, and the places of a few: these need no details.
func (p *page) next(findings []*lint.Finding) {
	lead := fmt.Sprintf(" %-7s ", findings[0].Level)
	if len(findings) > alikeLimit || p.o.Verbose {
		p.hang(lead, gist(findings), messageLines)
		return
	}
	if f := findings[0]; len(findings) == 1 {
		name := short(value(f.Identity)) + ": "
		p.hang(lead, name+headline(f, p.width-len(lead)-utf8.RuneCountInString(name)), 1)
	} else {
		p.hang(lead, gist(findings), messageLines)
	}
	for _, f := range findings {
		name := f.Rule.ID
		if len(findings) > 1 {
			name = short(value(f.Identity))
		}
		p.place(name, f)
	}
}

// place writes where a finding is, which then needs no details.
func (p *page) place(name string, f *lint.Finding) {
	p.ends(strings.Repeat(" ", placeColumns)+name, place(f.Location), "")
	p.placed[f] = true
}

// gist says in a sentence what findings of one rule are about.
func gist(findings []*lint.Finding) string {
	f := findings[0]
	if len(findings) == 1 {
		return short(value(f.Identity)) + ": " + claim(f)
	}
	return fmt.Sprintf("%s × %s%s", number(len(findings)), message(strings.TrimSuffix(f.Rule.Title, ".")), onServers(serversOf(findings)))
}

// onServers names a few servers, and counts many.
func onServers(servers []string) string {
	switch {
	case len(servers) == 0:
		return ""
	case len(servers) > serversNamed:
		return " on " + number(len(servers)) + " servers"
	}
	var names []string
	for _, server := range servers {
		names = append(names, value(server))
	}
	return " on " + strings.Join(names, ", ")
}
