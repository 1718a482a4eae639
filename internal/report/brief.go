package report

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/exchlint/exchlint/internal/lint"
)

var (
	thumbprint = regexp.MustCompile(`\b([0-9A-F]{8})[0-9A-F]{32}\b`)
	nameParts  = regexp.MustCompile(`(CN=[^,"<>]+)(?:, [A-Za-z.]+=[^,"<>…]+)+`)
	quoted     = regexp.MustCompile(`"([0-9]+)"`)
)

// short shortens the values in a text that people recognize by their beginning: thumbprints, and
// distinguished names that have a common name. Both are whole in every other report, and with -v.
func short(text string) string {
	return nameParts.ReplaceAllString(thumbprint.ReplaceAllString(text, "$1…"), "$1")
}

// claim returns a finding's message for people in a hurry: what is wrong, without what follows
// from it, with short values and sizes as people write them.
func claim(f *lint.Finding) string {
	said := longValuesOf(f).cut(f.Said)
	if strings.HasSuffix(f.Property, "Size") {
		said = quoted.ReplaceAllStringFunc(said, sizeIn)
	}
	return short(message(firstClause(said)))
}

// headline returns a sentence that fits into so many characters, if there is one: the message's,
// else the rule's title.
func headline(f *lint.Finding, width int) string {
	said := claim(f)
	if title := message(strings.TrimSuffix(f.Rule.Title, ".")); utf8.RuneCountInString(said) > width && utf8.RuneCountInString(title) <= width {
		return title
	}
	return said
}

// firstClause cuts a message at its first colon or semicolon that is in no quotes.
func firstClause(said string) string {
	inQuotes := false
	for i, c := range said {
		switch {
		case c == '"':
			inQuotes = !inQuotes
		case !inQuotes && i > 0 && (c == ':' || c == ';') && strings.HasPrefix(said[i+1:], " "):
			return said[:i]
		}
	}
	return said
}

// sizeIn writes a number of bytes in quotes as people do: 36 MB.
func sizeIn(text string) string {
	n, err := strconv.ParseInt(strings.Trim(text, `"`), 10, 64)
	if err != nil {
		return text
	}
	for _, unit := range []struct {
		name  string
		bytes int64
	}{{"GB", 1 << 30}, {"MB", 1 << 20}, {"KB", 1 << 10}} {
		if n >= unit.bytes && n%unit.bytes == 0 {
			return strconv.FormatInt(n/unit.bytes, 10) + " " + unit.name
		}
	}
	return text
}
