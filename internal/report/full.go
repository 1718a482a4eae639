package report

import (
	"fmt"
	"strings"

	"github.com/exchlint/exchlint/internal/lint"
)

// finding writes all there is to say of a finding: its source line, the fix, related places, and the
// waiver that would accept it.
func (p *page) finding(f *lint.Finding, status string) {
	long := longValuesOf(f)
	p.line("%s: %s: %s%s [%s]", place(f.Location), paint(levelColor(f.Level), string(f.Level), p.o),
		status, message(long.cut(f.Message())), f.Rule.ID+standing(f.State))
	p.excerpt(f)
	if fix := oneLine(f.Remediation()); fix != "" { // whole, however long: half a command does something else
		p.line("    fix: %s", visible(fix))
	}
	for _, related := range f.Related {
		p.line("    see %s: %s", place(related.Location), message(long.cut(related.Message)))
	}
	if status == "" {
		p.line("    or waive it: %s", visible(f.Waiver(p.r.AsOf)))
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

// oneLine returns a remediation as one line to paste: its statements without the comments.
func oneLine(remediation string) string {
	var statements []string
	for line := range strings.Lines(remediation) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			statements = append(statements, line)
		}
	}
	return strings.Join(statements, "; ")
}
