package report

import (
	"fmt"

	"github.com/exchlint/exchlint/internal/lint"
)

// finding writes all there is to say of a finding: its source line, the fix, related places, and the
// waiver that would accept it.
func (p *page) finding(f *lint.Finding, status string) {
	long := longValuesOf(f)
	p.line("%s: %s: %s%s [%s]", place(f.Location), paint(levelColor(f.Level), string(f.Level), p.o),
		status, message(long.cut(f.Message())), f.Rule.ID+standing(f.State))
	p.excerpt(f)
	remedy := f.Remedy()
	p.advices("    fix: ", advices(remedy.Steps))
	for _, other := range remedy.Alternatives {
		p.line("    or: %s", message(other.Note))
		p.advices("        ", advices(other.Steps))
	}
	for _, related := range f.Related {
		p.line("    see %s: %s", place(related.Location), message(long.cut(related.Message)))
	}
	if status == "" {
		p.line("    or waive it: %s", visible(f.Waiver(p.r.AsOf)))
	}
}

// advices writes all that is said in steps, behind a lead.
func (p *page) advices(lead string, steps []advice) {
	for _, a := range steps {
		for _, text := range []string{a.said, a.command} { // whole, however long: half a command does something else
			if text != "" {
				p.line("%s%s", lead, text)
			}
		}
		if a.caution != "" {
			p.line("%*s(%s)", len(lead), "", a.caution)
		}
	}
}

// excerpt writes the source line of a finding, with its value marked.
func (p *page) excerpt(f *lint.Finding) {
	source, carets := excerpt(f.Location)
	if source == "" {
		return
	}
	gutter := fmt.Sprintf("%5d | ", f.Location.StartLine)
	p.line("%s%s", gutter, source)
	p.line("%*s%s", len(gutter), "| ", paint("1", carets, p.o))
}

// standing says that the baseline has a finding already.
func standing(state lint.State) string {
	if state == lint.Unchanged || state == lint.Updated {
		return ", " + string(state)
	}
	return ""
}
