package clixml

import (
	"html"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
)

var escapedUnits = regexp.MustCompile(`(?:_x[0-9A-Fa-f]{4}_)+`)

// unescape resolves XML's escapes and then PowerShell's own for what XML can't hold. These
// are UTF-16 units: a character outside the basic plane is two.
func unescape(raw string) string {
	if strings.IndexByte(raw, '&') >= 0 {
		raw = html.UnescapeString(raw)
	}
	if !strings.Contains(raw, "_x") {
		return raw
	}
	return escapedUnits.ReplaceAllStringFunc(raw, func(escaped string) string {
		var units []uint16
		for ; escaped != ""; escaped = escaped[len("_x0000_"):] {
			code, _ := strconv.ParseUint(escaped[2:6], 16, 16) // the pattern has four digits
			units = append(units, uint16(code))
		}
		return string(utf16.Decode(units))
	})
}
