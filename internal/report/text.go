package report

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/exchlint/exchlint/internal/diag"
	"github.com/exchlint/exchlint/internal/lint"
)

// errorLimit is how many problems a report names that is not asked for all.
const errorLimit = 20

// writeText writes for people: the verdict, what to do first, and every finding by object.
func writeText(w *bufio.Writer, r *lint.Result, o Options) {
	if o.Quiet {
		writeLines(w, r, o)
		return
	}
	p := newPage(w, r, o)
	p.head()
	p.problems()
	p.change()
	p.diff()
	p.rotation()
	findings := p.current(shown(r.Findings, o))
	if by := o.GroupBy; by == "" || by == "cause" {
		p.toDo(findings)
		p.details(findings)
	} else {
		p.grouped(findings, by)
	}
	p.rest()
}

// head writes what was judged, and the verdict.
func (p *page) head() {
	p.line("exchlint %s   %s", p.o.Version, circumstances(p.r, p.o))
	if things := inventory(p.r); things != "" {
		p.hang("", things, 0)
	}
	word := verdictWord(p.r)
	p.ends(word+"   "+found(p.r), checked(p.r), verdictColor(word))
	if p.r.Compared {
		p.hang(strings.Repeat(" ", len(word)+3), since(p.r), 0)
	}
	if configured := configurationSummary(p.r.Configuration); configured != "" {
		p.hang(strings.Repeat(" ", len(word)+3), configured, 0)
	}
	if p.o.filtered() {
		p.hang(strings.Repeat(" ", len(word)+3), filterWords(p.o), 0)
	}
}

func verdictColor(word string) string {
	if word == "PASSED" {
		return "1;32"
	}
	return "1;31"
}

// filterWords says that only some findings are shown.
func filterWords(o Options) string {
	var parts []string
	if o.Server != "" {
		parts = append(parts, "of servers "+value(o.Server))
	}
	if o.Severity != "" {
		parts = append(parts, "of level "+string(o.Severity)+" and worse")
	}
	return "shown below: only findings " + strings.Join(parts, ", ")
}

// problems writes why the verdict is incomplete.
func (p *page) problems() {
	if len(p.r.Problems()) == 0 {
		return
	}
	p.heading("NOT READ OR NOT FINISHED (findings may be missing)")
	for i, problem := range p.r.Problems() {
		if i == errorLimit && !p.o.Verbose {
			p.line("and %s more; -v lists all", number(len(p.r.Problems())-i))
			return
		}
		p.line("%s: %s: %s", problemPlace(problem), paint(levelColor(lint.Error), "error", p.o), message(problem.Message))
	}
}

// current leaves out the findings that the baseline has already, unless all are asked for.
func (p *page) current(findings []*lint.Finding) []*lint.Finding {
	if p.o.Verbose {
		return findings
	}
	var kept []*lint.Finding
	for _, f := range findings {
		if f.State != lint.Unchanged {
			kept = append(kept, f)
		}
	}
	return kept
}

// rest writes what belongs to no finding that counts.
func (p *page) rest() {
	if p.o.ShowWaived && len(p.r.Waived) > 0 {
		p.heading("WAIVED")
		for i := range p.r.Waived {
			p.finding(&p.r.Waived[i].Finding, "waived, "+waiver(p.r.Waived[i])+": ")
		}
	}
	p.unevaluated()
	if p.o.ShowPassed {
		p.passes()
	}
	if p.o.Verbose {
		p.asides()
		p.configuration()
	}
}

// waiver says why a finding is accepted, and until when.
func waiver(w lint.Waived) string {
	s := value(w.Reason)
	if w.Ticket != "" {
		s += " (" + value(w.Ticket) + ")"
	}
	if !w.Expires.IsZero() {
		s += ", until " + w.Expires.UTC().Format("2006-01-02")
	}
	return s
}

// passes tells the rules that passed, and on how many objects.
func (p *page) passes() {
	p.heading("PASSED")
	for i, n := range p.r.Passes {
		if n > 0 {
			p.line("%s passed on %s", p.r.Rules[i].ID, count(n, "object"))
		}
	}
}

// asides writes what was noticed and skipped while reading.
func (p *page) asides() {
	if len(p.r.Notices)+len(p.r.Skipped) == 0 {
		return
	}
	p.heading("NOTICED")
	for _, notice := range p.r.Notices {
		p.line("%s: %s", problemPlace(notice), message(notice.Message))
	}
	for _, s := range p.r.Skipped {
		p.line("%s: skipped: %s", file(s.File), message(s.Reason))
	}
}

func place(l lint.Location) string { return placeAt(l.File, l.StartLine, l.StartColumn) }

func problemPlace(p diag.Diagnostic) string { return placeAt(p.File, p.Line, p.Column) }

// placeAt leaves out what is not known: a fault of a whole file has no line.
func placeAt(name string, line, column int) string {
	switch {
	case name == "":
		return "exchlint"
	case line == 0:
		return file(name)
	case column == 0:
		return fmt.Sprintf("%s:%d", file(name), line)
	}
	return fmt.Sprintf("%s:%d:%d", file(name), line, column)
}
