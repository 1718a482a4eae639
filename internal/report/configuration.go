package report

import (
	"strings"

	"github.com/exchlint/exchlint/internal/lint"
)

// configurationSummary counts what the configuration takes away; "" for nothing.
func configurationSummary(c *lint.Configuration) string {
	if c == nil {
		return ""
	}
	var parts []string
	for _, part := range []struct {
		n    int
		noun string
		does string
	}{{len(c.Disabled), "rule", " disabled"}, {len(c.Lowered), "rule", " lowered"}, {len(c.Ignored), "file", " ignored"}} {
		if part.n > 0 {
			parts = append(parts, count(part.n, part.noun)+part.does)
		}
	}
	if c.FailOn != "" {
		parts = append(parts, "fails on "+c.FailOn)
	}
	if len(parts) == 0 {
		return ""
	}
	return visible(c.File) + ": " + strings.Join(parts, ", ")
}

// configuration lists what the configuration takes away, but for files, which are listed as
// skipped.
func (p *page) configuration() {
	c := p.r.Configuration
	if c == nil || len(c.Disabled)+len(c.Lowered) == 0 {
		return
	}
	p.heading("CONFIGURED")
	for _, id := range c.Disabled {
		p.line("%s: %s is disabled", file(c.File), id)
	}
	for _, l := range c.Lowered {
		p.line("%s: %s is lowered to %s", file(c.File), l.Rule, l.Level)
	}
}
