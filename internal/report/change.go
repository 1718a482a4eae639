package report

import (
	"slices"
	"strconv"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/lint"
)

// stepLimit is how many statements of a change, and findings that it repairs, a report lists that is
// not asked for all.
const stepLimit = 40

// change writes what a planned change does: the objects as a plan, what Exchange refuses, what was
// assumed, and what the change repairs.
func (p *page) change() {
	c := p.r.Change
	if c == nil {
		return
	}
	p.heading("THE CHANGE" + p.madeOn(c))
	if len(c.Applied)+len(c.Refused) == 0 {
		p.line("It changes nothing that was exported.")
	}
	limited(p, c.Applied, p.applied)
	limited(p, c.Refused, func(r lint.Refused) {
		p.hang(" x ", value(r.Identity)+": refused: "+message(r.Message)+" ("+place(r.Location)+")", 0)
	})
	for _, assumed := range c.Assumed {
		p.hang(" ? ", "assumed: "+remarkText(assumed)+" ("+place(assumed.Location)+")", 0)
	}
	if len(p.r.Absent) > 0 {
		p.heading("REPAIRED BY IT")
		limited(p, p.r.Absent, func(e lint.Earlier) { p.hang(" "+pad(string(e.Level), 8), message(e.Message), 2) })
	}
}

// madeOn tells on which server the change is made.
func (p *page) madeOn(c *lint.Change) string {
	if c.Server == "" {
		return ""
	}
	return ", made on " + value(c.Server)
}

// limited writes elements up to the limit, and how many more there are.
func limited[T any](p *page, list []T, write func(T)) {
	for i, element := range list {
		if i == stepLimit && !p.o.Verbose {
			p.line("and %s more; -v lists all", number(len(list)-i))
			return
		}
		write(element)
	}
}

// applied writes one object that a statement changes, adds (+) or removes (-).
func (p *page) applied(a lint.Applied) {
	mark := "~"
	switch {
	case a.Came:
		mark = "+"
	case a.Gone:
		mark = "-"
	}
	name := " " + mark + " " + value(a.Identity)
	if !a.Gone && len(a.Settings) == 0 {
		name += ": nothing changes"
	}
	p.ends(name, place(a.Location), "")
	for _, s := range a.Settings {
		if !a.Gone {
			p.hang("     ", value(s.Property)+": "+settingText(s, a.Came), 0)
		}
	}
}

// settingText tells how a property changes: a list by what is added and removed.
func settingText(s lint.Setting, isNew bool) string {
	before, wasList := s.Before.([]any)
	after, isList := s.After.([]any)
	switch {
	case isNew:
		return shownSetting(s.After)
	case wasList && isList:
		return strings.Join(slices.Concat(elements("added ", after, before), elements("removed ", before, after)), ", ")
	}
	return shownSetting(s.Before) + " -> " + shownSetting(s.After)
}

// elements lists those that one list has and another has not.
func elements(word string, of, without []any) (texts []string) {
	for _, element := range of {
		text := shownSetting(element)
		if !slices.ContainsFunc(without, func(other any) bool { return shownSetting(other) == text }) {
			texts = append(texts, word+text)
		}
	}
	return texts
}

func shownSetting(v any) string {
	switch v := v.(type) {
	case nil:
		return "(not known)"
	case string:
		return strconv.Quote(value(v))
	}
	return value(model.Display(v))
}

func remarkText(r lint.Remark) string {
	if r.Reason == "" {
		return message(r.Text)
	}
	return message(r.Text) + ": " + message(r.Reason)
}

func pad(text string, width int) string { return text + strings.Repeat(" ", max(width-len(text), 1)) }
