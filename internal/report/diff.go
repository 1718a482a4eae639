package report

import (
	"encoding/json"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/lint"
)

// jsonDiff is what changed from older exports, in JSON.
type jsonDiff struct {
	Changed       []jsonChanged       `json:"changed"`
	Added         []jsonItem          `json:"added"`
	Removed       []jsonItem          `json:"removed"`
	ServersGone   []string            `json:"serversGone"`
	ServersCome   []string            `json:"serversCome"`
	NotComparable []jsonNotComparable `json:"notComparable"`
}

type jsonItem struct {
	Kind     string       `json:"kind"`
	Identity string       `json:"identity"`
	Location jsonLocation `json:"location"`
}

type jsonChanged struct {
	Kind           string          `json:"kind"`
	Identity       string          `json:"identity"`
	Property       string          `json:"property"`
	Before         json.RawMessage `json:"before"`
	After          json.RawMessage `json:"after"`
	BeforeLocation jsonLocation    `json:"beforeLocation"`
	AfterLocation  jsonLocation    `json:"afterLocation"`
}

type jsonNotComparable struct {
	Kind     string `json:"kind"`
	Identity string `json:"identity"`
	Property string `json:"property"`
	Reason   string `json:"reason"`
}

func toJSONDiff(d *lint.Diff) *jsonDiff {
	if d == nil {
		return nil
	}
	return &jsonDiff{
		Changed: each(d.Changed, func(c lint.Changed) jsonChanged {
			return jsonChanged{c.Kind, value(c.Identity), c.Property, rawJSON(c.Before), rawJSON(c.After), toJSONLocation(c.BeforeLocation), toJSONLocation(c.AfterLocation)}
		}),
		Added: each(d.Added, toJSONItem), Removed: each(d.Removed, toJSONItem),
		ServersGone: each(d.ServersGone, value), ServersCome: each(d.ServersCome, value),
		NotComparable: each(d.NotComparable, func(n lint.NotComparable) jsonNotComparable {
			return jsonNotComparable{n.Kind, value(n.Identity), n.Property, message(n.Reason)}
		}),
	}
}

func toJSONItem(i lint.Item) jsonItem {
	return jsonItem{i.Kind, value(i.Identity), toJSONLocation(i.Location)}
}

// diff writes what changed from older exports, an object after the other, and what that repairs.
func (p *page) diff() {
	d := p.r.Diff
	if d == nil {
		return
	}
	p.heading("WHAT CHANGED")
	if len(d.Changed)+len(d.Added)+len(d.Removed)+len(d.ServersGone)+len(d.ServersCome) == 0 {
		p.line("Nothing that can be compared.")
	}
	p.servers(" - ", "no exports of these servers any more: ", d.ServersGone)
	p.servers(" + ", "new servers: ", d.ServersCome)
	limited(p, d.Removed, func(i lint.Item) { p.hang(" - ", value(i.Identity), 0) })
	limited(p, d.Added, func(i lint.Item) { p.hang(" + ", value(i.Identity)+" ("+place(i.Location)+")", 0) })
	last := ""
	limited(p, d.Changed, func(c lint.Changed) {
		if c.Identity != last {
			p.hang(" ~ ", value(c.Identity)+" ("+place(c.AfterLocation)+")", 0)
			last = c.Identity
		}
		p.hang("     ", c.Property+": "+shownValue(c.Before)+" -> "+shownValue(c.After), messageLines)
	})
	if n := len(d.NotComparable); n > 0 {
		p.hang(" ? ", count(n, "value")+" can't be compared, because one side does not have it; -f json lists them", 0)
	}
	if len(p.r.Absent) > 0 {
		p.heading("NO LONGER FOUND")
		limited(p, p.r.Absent, func(e lint.Earlier) { p.hang(" "+pad(string(e.Level), 8), message(e.Message), 2) })
	}
}

func (p *page) servers(mark, what string, names []string) {
	if len(names) > 0 {
		p.hang(mark, what+value(strings.Join(names, ", ")), 0)
	}
}

// shownValue returns a value of the normal form as people read it.
func shownValue(v any) string {
	if v == "" {
		return "empty"
	}
	return value(model.Display(v))
}
