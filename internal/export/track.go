package export

import (
	"math"
	"strings"
)

// Head is where an element of a list begins, and where its first line ends.
type Head struct{ line, column, endColumn uint32 }

// Place returns the place of the element's first line.
func (h Head) Place() Place {
	return Place{int(h.line), int(h.column), int(h.line), int(h.endColumn)}
}

// Site is where the value of a member stands in an element of a list: as objects are written
// alike, many values have the same one.
type Site struct{ line, column, endLine, endColumn uint16 } // as a [position] has them, from the element's beginning

// Place returns the place of a site in an element that begins there.
func (s Site) Place(h Head) Place {
	origin := position{int(h.line), int(h.column)}
	start := origin.plus(position{int(s.line), int(s.column)})
	end := origin.plus(position{int(s.endLine), int(s.endColumn)})
	return Place{start.line, start.column, end.line, end.column}
}

// Sites returns where the members of an element stand that was found last, in their order;
// false where that is not known, or an element is larger than any that PowerShell writes.
func (v Value) Sites() (Head, []Site, bool) {
	if !v.isElement() || v.file.sites == nil {
		return Head{}, nil, false
	}
	return v.file.head, v.file.sites, true
}

// step returns how far it is from the beginning of a text to its end: the line breaks, and the
// columns since the last one; these count from one where there is one.
func step(text string) position { return position{}.after(text) }

// plus returns the position so far on.
func (p position) plus(step position) position {
	if step.line > 0 {
		return position{p.line + step.line, step.column}
	}
	return position{p.line, p.column + step.column}
}

// span is the steps to the beginning of something and on to its end.
type span struct{ start, end position }

// track knows where the elements of a list stand, and what is in them, while they are gone
// through.
type track struct {
	text   string
	origin position // where the element begins
	here   position // how far it is from there to what has been read
	at     int      // its offset
	gap    string   // what stood between the last two members
	over   position // how far it is over that
	sites  []Site
	lost   bool // some of them are too far off
}

// begin begins an element at an offset.
func (t *track) begin(at int) {
	t.origin = t.origin.plus(t.here).plus(step(t.text[t.at:at]))
	t.at, t.here = at, position{}
	t.sites, t.lost = t.sites[:0], false
}

// walk goes on to a member at an offset, and over it.
func (t *track) walk(at, end int, steps span) {
	if gap := t.text[t.at:at]; gap != t.gap {
		t.gap, t.over = gap, step(gap)
	}
	start := t.here.plus(t.over).plus(steps.start)
	t.here, t.at = start.plus(steps.end), end
	t.lost = t.lost || t.here.line > math.MaxUint16 || max(start.column, t.here.column) > math.MaxUint16
	t.sites = append(t.sites, Site{uint16(start.line), uint16(start.column), uint16(t.here.line), uint16(t.here.column)})
}

// found returns the sites of the element's members; nil where some are too far off.
func (t *track) found() []Site {
	if t.lost {
		return nil
	}
	return t.sites
}

// head returns the head of the element.
func (t *track) head(s Span) Head {
	line, _, _ := strings.Cut(t.text[s.Start:s.End], "\n")
	end := t.origin.plus(step(strings.TrimSuffix(line, "\r")))
	return Head{uint32(t.origin.line), uint32(t.origin.column), uint32(end.column)}
}

// SumOf returns a number that sites have in common with few others.
func SumOf(sites []Site) uint64 {
	var sum uint64
	for _, s := range sites {
		sum = (sum ^ uint64(s.line) ^ uint64(s.column)<<16 ^ uint64(s.endLine)<<32 ^ uint64(s.endColumn)<<48) * 0x9e3779b97f4a7c15
		sum ^= sum >> 32
	}
	return sum
}
