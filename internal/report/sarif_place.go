package report

import (
	"fmt"
	"strings"

	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/internal/source"
)

// located returns a location that has an object's name, and no place yet.
func located(kind, identity, property string) sarifLocation {
	logical := sarifLogical{FullyQualifiedName: value(identity), Kind: value(kind)}
	if property != "" {
		logical.Properties = &sarifLogicalDetail{value(property)}
	}
	return sarifLocation{LogicalLocations: []sarifLogical{logical}}
}

// related numbers the places that a finding speaks of, so that a text can name them.
func related(places []lint.Related, long longValues) []sarifLocation {
	all := make([]sarifLocation, 0, len(places))
	for i, place := range places {
		text := plain(long.cut(place.Message))
		all = append(all, sarifLocation{ID: i + 1, PhysicalLocation: physical(place.Location), Message: &text})
	}
	return all
}

// physical returns nil for what lies in no file.
func physical(l lint.Location) *sarifPhysical {
	if l.File == "" {
		return nil
	}
	place := &struct { // there are many of them, and so both are made at once
		sarifPhysical
		sarifRegion
	}{sarifRegion: region(l.Place)}
	place.ArtifactLocation = sarifArtifact{URI: relativeURI(l.File), URIBaseID: "%SRCROOT%"}
	place.Region = &place.sarifRegion
	return &place.sarifPhysical
}

// region holds a place to what SARIF allows: nothing below one, no end before its
// start. A whole file's is its beginning.
func region(p source.Place) sarifRegion {
	r := sarifRegion{max(p.StartLine, 1), max(p.StartColumn, 1), max(p.EndLine, p.StartLine, 1), max(p.EndColumn, 1)}
	if r.EndLine == r.StartLine {
		r.EndColumn = max(r.EndColumn, r.StartColumn)
	}
	return r
}

// relativeURI percent-encodes whatever could end a path or begin something else: a
// colon would make a scheme of C:.
func relativeURI(file string) string {
	if isPlainPath(file) {
		return file
	}
	var b strings.Builder
	for i := range len(file) {
		if c := file[i]; endsPath(rune(c)) {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

func isPlainPath(file string) bool {
	for i := range len(file) {
		if endsPath(rune(file[i])) {
			return false
		}
	}
	return true
}

func endsPath(c rune) bool {
	switch {
	case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-', c == '.', c == '_', c == '~', c == '/', c == '!':
		return false
	}
	return true
}

// plain is a message in which nothing becomes a link.
func plain(s string) sarifText {
	return sarifText{Text: message(unlinked(s))}
}

// unlinked escapes square brackets, and backslashes only where they would escape
// something: EX01\Default Frontend stays readable where nobody unescapes.
func unlinked(s string) string {
	if !strings.Contains(s, "[") && !strings.Contains(s, "]") && !strings.Contains(s, `\\`) {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		bracket := s[i] == '[' || s[i] == ']'
		if bracket || s[i] == '\\' && i+1 < len(s) && strings.IndexByte(`[]\`, s[i+1]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
