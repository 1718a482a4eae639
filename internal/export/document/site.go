package document

import (
	"math"

	"github.com/exchlint/exchlint/internal/source"
)

// Element is an element of a list, as it was found when it was validated.
type Element struct {
	Span   source.Span
	Fields []Field
	Head   Head
	Sites  []Site // of the fields; nil if they are not known
}

// Head is the beginning of an element and the end of its first line.
type Head struct{ line, column, endColumn uint32 }

// NewHead returns the head of an element that begins at a position.
func NewHead(start source.Position, endColumn int) Head {
	return Head{uint32(start.Line), uint32(start.Column), uint32(endColumn)}
}

// Place returns the place of the element's first line.
func (h Head) Place() source.Place {
	return source.Place{StartLine: int(h.line), StartColumn: int(h.column), EndLine: int(h.line), EndColumn: int(h.endColumn)}
}

// Site is the place of a member's value within an element of a list. Objects of one export
// are written alike, so many values have the same one. It holds two distances from the
// element's beginning, as [source.Distance] returns them.
type Site struct{ line, column, endLine, endColumn uint16 }

// NewSite returns the site between two distances. ok is false if they are too large: no
// element that PowerShell writes is.
func NewSite(start, end source.Position) (site Site, ok bool) {
	if end.Line > math.MaxUint16 || max(start.Column, end.Column) > math.MaxUint16 {
		return Site{}, false
	}
	return Site{uint16(start.Line), uint16(start.Column), uint16(end.Line), uint16(end.Column)}, true
}

// Place returns the place of a site in an element with this head.
func (s Site) Place(h Head) source.Place {
	origin := source.Position{Line: int(h.line), Column: int(h.column)}
	start := origin.Plus(source.Position{Line: int(s.line), Column: int(s.column)})
	end := origin.Plus(source.Position{Line: int(s.endLine), Column: int(s.endColumn)})
	return source.Place{StartLine: start.Line, StartColumn: start.Column, EndLine: end.Line, EndColumn: end.Column}
}

// HashSites returns a hash of sites.
func HashSites(sites []Site) uint64 {
	var sum uint64
	for _, s := range sites {
		sum = (sum ^ uint64(s.line) ^ uint64(s.column)<<16 ^ uint64(s.endLine)<<32 ^ uint64(s.endColumn)<<48) * 0x9e3779b97f4a7c15
		sum ^= sum >> 32
	}
	return sum
}
