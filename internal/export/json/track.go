package json

import (
	"strings"

	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/internal/source"
)

// tracker follows the positions of the elements of a list, and of their members, while they
// are validated.
type tracker struct {
	text   string
	origin source.Position // where the element begins
	here   source.Position // the distance from there to what was read
	at     int             // its offset
	gap    string          // the text between the last two members
	across source.Position // the distance over it
	sites  []document.Site
	far    bool // a member is too far away for a site
}

// begin begins an element at an offset.
func (t *tracker) begin(at int) {
	t.origin = t.origin.Plus(t.here).Plus(source.Distance(t.text[t.at:at]))
	t.at, t.here = at, source.Position{}
	t.sites, t.far = t.sites[:0], false
}

// add goes on to a member at an offset, and over it. The distances are those from its
// beginning to its value's, and over the value.
func (t *tracker) add(at, end int, toValue, overValue source.Position) {
	if gap := t.text[t.at:at]; gap != t.gap {
		t.gap, t.across = gap, source.Distance(gap)
	}
	start := t.here.Plus(t.across).Plus(toValue)
	t.here, t.at = start.Plus(overValue), end
	site, ok := document.NewSite(start, t.here)
	t.sites, t.far = append(t.sites, site), t.far || !ok
}

// found returns the sites of the element's members; nil if some are too far away.
func (t *tracker) found() []document.Site {
	if t.far {
		return nil
	}
	return t.sites
}

// head returns the head of the element.
func (t *tracker) head(s source.Span) document.Head {
	line, _, _ := strings.Cut(t.text[s.Start:s.End], "\n")
	end := t.origin.Plus(source.Distance(strings.TrimSuffix(line, "\r")))
	return document.NewHead(t.origin, end.Column)
}
