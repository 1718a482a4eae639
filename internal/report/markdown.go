package report

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/exchlint/exchlint/internal/lint"
)

// GitHub's limits: a job summary that is longer is dropped as a whole, as is a comment.
const (
	summaryBytes = 1<<20 - 1<<12
	commentBytes = 1<<16 - 1<<10 // no more characters than that either
)

// markdownSteps is how many things to do are written in full.
const markdownSteps = 10

// sheet is a Markdown report while it is written.
type sheet struct {
	*bufio.Writer
	r    *lint.Result
	o    Options
	room int // how many bytes may follow
	cut  int // blocks that found none
}

// writeMarkdown writes for a job summary or, in short, for a comment: the verdict, what to do, what
// was not evaluated, and every finding.
func writeMarkdown(w *bufio.Writer, r *lint.Result, o Options) {
	s := &sheet{Writer: w, r: r, o: o, room: summaryBytes}
	if o.Short {
		s.room = commentBytes
	}
	s.verdict()
	s.problems()
	findings := shown(r.Findings, o)
	s.toDo(steps(findings))
	s.unevaluated()
	if !o.Short {
		s.findings(findings)
		s.waived()
		s.passed()
	}
	if s.cut > 0 {
		fmt.Fprintf(w, "\n%s left out here for want of room: see exchlint's other reports.\n", count(s.cut, "line"))
	}
}

// block writes a text if there is room for it.
func (s *sheet) block(format string, args ...any) bool {
	text := fmt.Sprintf(format, args...)
	if len(text) > s.room {
		s.cut++
		return false
	}
	s.room -= len(text)
	s.WriteString(text)
	return true
}

func (s *sheet) heading(text string) { s.block("\n### %s\n\n", text) }

func (s *sheet) verdict() {
	s.block("## exchlint: %s\n\n**%s**; %s\n", strings.ToLower(verdictWord(s.r)), found(s.r), checked(s.r))
	if s.r.Compared {
		s.block("\nSince the baseline: %s\n", compared(s.r))
	}
	if configured := configurationSummary(s.r.Configuration); configured != "" {
		s.block("\nNote: %s\n", prose(configured))
	}
	about := circumstances(s.r, s.o)
	if things := inventory(s.r); things != "" {
		about = things + "; " + about
	}
	s.block("\nJudged: %s\n", prose(about))
	if s.o.filtered() {
		s.block("\nNot all: %s\n", prose(filterWords(s.o)))
	}
}

func (s *sheet) problems() {
	if len(s.r.Problems()) == 0 {
		return
	}
	s.heading("Not read or not finished (findings may be missing)")
	for _, p := range s.r.Problems() {
		s.block("- %s: %s\n", inlineCode(problemPlace(p)), prose(message(p.Message)))
	}
}

// toDo writes the things to do: the first in full, the others by rule.
func (s *sheet) toDo(all []step) {
	if len(all) == 0 {
		return
	}
	s.heading("What to do, in this order")
	first := all[:min(markdownSteps, len(all))]
	for i, each := range first {
		s.step(i+1, each)
	}
	var others []*lint.Finding
	for _, each := range all[len(first):] {
		others = append(others, each.findings...)
	}
	if len(others) > 0 {
		s.heading("Then")
	}
	for _, g := range grouped(others, "rule") {
		f := g.findings[0]
		s.block("- %s %s: %s%s\n", f.Level, inlineCode(f.Rule.ID), prose(count(len(g.findings), "finding")+onServers(serversOf(g.findings))), titled(f))
	}
}

// titled returns a rule's title behind a comma.
func titled(f *lint.Finding) string {
	return "; " + prose(message(strings.TrimSuffix(f.Rule.Title, ".")))
}

func (s *sheet) step(n int, each step) {
	lead, advised := each.lead()
	names := each.identities()
	text := fmt.Sprintf("%d. %s: %s (**%s**)\n", n, codes(names), prose(claim(lead)), tally(each.findings))
	const indent = "   "
	for _, a := range advised {
		if a.said != "" {
			text += "\n" + indent + "Do: " + prose(a.said) + "\n"
		}
		if a.command != "" {
			text += "\n" + codeBlock(a.command, indent)
		}
		if a.caution != "" {
			text += "\n" + indent + "Caution: " + prose(a.caution) + "\n"
		}
	}
	s.block("%s\n", text)
}

// codes names a few objects as code.
func codes(names []string) string {
	shownNames := make([]string, len(names))
	for i, name := range names {
		shownNames[i] = inlineCode(short(value(name)))
	}
	return andMore(shownNames, objectsNamed)
}

func (s *sheet) unevaluated() {
	causes := missingInputs(s.r)
	if len(causes) == 0 {
		return
	}
	s.heading("Not evaluated")
	for _, c := range causes {
		s.block("- %s: %s\n", count(c.checks, "check"), prose(c.text()))
	}
}

// findings writes every finding, by object.
func (s *sheet) findings(findings []*lint.Finding) {
	if len(findings) == 0 {
		return
	}
	s.heading("Findings")
	for _, g := range grouped(findings, "object") {
		if !s.block("\n#### %s\n\n", inlineCode(value(g.findings[0].Identity))) {
			continue
		}
		for _, f := range g.findings {
			s.block("- **%s** %s%s: %s (%s)\n", f.Level, inlineCode(f.Rule.ID), standing(f.State), prose(message(longValuesOf(f).cut(f.Said))), inlineCode(place(f.Location)))
		}
	}
}

func (s *sheet) waived() {
	if len(s.r.Waived) == 0 || !s.o.ShowWaived {
		return
	}
	s.heading("Waived")
	for i := range s.r.Waived {
		w := &s.r.Waived[i]
		s.block("- %s %s: %s\n", inlineCode(w.Rule.ID), inlineCode(value(w.Identity)), prose(waiver(*w)))
	}
}

func (s *sheet) passed() {
	if !s.o.ShowPassed {
		return
	}
	s.heading("Passed")
	for i, n := range s.r.Passes {
		if n > 0 {
			s.block("- %s on %s\n", inlineCode(s.r.Rules[i].ID), count(n, "object"))
		}
	}
}
