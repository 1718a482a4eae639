package formatlist

import (
	"cmp"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"

	"github.com/exchlint/exchlint/internal/export/document"
	"github.com/exchlint/exchlint/internal/source"
)

// lineKind is what a line is by itself.
type lineKind uint8

const (
	prose  lineKind = iota // anything else, also the rest of a wrapped value
	blank                  // nothing
	prompt                 // a prompt of PowerShell, with or without a command
	named                  // a name, a colon and the beginning of a value
)

// line is a line of the file without what a mail, a forum or a terminal has added to it.
type line struct {
	kind   lineKind
	margin int         // columns before the text
	text   source.Span // without the margin and blanks at the end
	blanks int         // at the end
	name   string      // of a named line
	value  source.Span // of a named line
	column int         // of a named line: columns of its text before the value
}

// A terminal colors names by escape sequences; a mail quotes lines by >; a chat turns blanks into
// tabs or no-break blanks.
const (
	escape = `(?:\x1b\[[0-9;]{0,20}m)`
	space  = `[ \t\x{a0}]`
)

var (
	quotation = regexp.MustCompile(`^(?:` + space + `{0,9}>){1,20} ?`)
	margin    = regexp.MustCompile(`^(?:` + space + `|` + escape + `)*`)

	// Format-List writes a blank before the colon. Only what people write by hand lacks it.
	listLine   = regexp.MustCompile(`^([A-Za-z]\w{0,99})` + space + `+:(?:` + space + `|` + escape + `|$)(?:` + space + `|` + escape + `)*`)
	handLine   = regexp.MustCompile(`^([A-Za-z]\w{0,99})` + space + `*:(?:` + space + `|` + escape + `|$)(?:` + space + `|` + escape + `)*`)
	promptLine = regexp.MustCompile(`^(?:\[[\w.:-]{1,253}\]: )?(?:\[PS\]|PS [A-Za-z]:|PS>|PS [/~])`)
	noise      = regexp.MustCompile("^(?:[\\w-]{1,40}:(?: |$)|[`*=~_-]{3})") // a warning, the fence of code, a heading
	cmdlet     = regexp.MustCompile(`(?i)\bGet-[a-z]+`)
)

// readLines splits a file into lines.
func readLines(f *document.File) ([]line, error) {
	text := f.Content()
	pattern := handLine
	if hasListLine(text) {
		pattern = listLine
	}
	lines := make([]line, 0, strings.Count(text, "\n")+1)
	for start := 0; start < len(text); {
		end := lineEnd(text, start)
		raw := strings.TrimSuffix(text[start:end], "\r")
		if err := check(f, start, raw); err != nil {
			return nil, err
		}
		lines = append(lines, readLine(raw, start, pattern))
		start = end + 1
	}
	return lines, nil
}

func check(f *document.File, start int, raw string) error {
	if i := strings.IndexByte(raw, '\r'); i >= 0 {
		return f.LoneReturn(start + i)
	}
	return cmp.Or(f.Late(start), f.CheckSize(source.Span{Start: start, End: start + len(raw)}))
}

// lineEnd returns the end of the line that contains an offset.
func lineEnd(text string, at int) int {
	if n := strings.IndexByte(text[at:], '\n'); n >= 0 {
		return at + n
	}
	return len(text)
}

// hasListLine reports whether a text has a line as Format-List writes it.
func hasListLine(text string) bool {
	for raw := range strings.Lines(text) {
		if content, _ := withoutMargin(strings.TrimRight(raw, "\r\n")); listLine.MatchString(content) {
			return true
		}
	}
	return false
}

// withoutMargin returns a line's text, and how many columns are before it.
func withoutMargin(raw string) (string, int) {
	raw = raw[len(quotation.FindString(raw)):]
	before := margin.FindString(raw)
	return raw[len(before):], cells(before)
}

func readLine(raw string, at int, pattern *regexp.Regexp) line {
	content, columns := withoutMargin(raw)
	start := at + len(raw) - len(content)
	trimmed := strings.TrimRight(content, " \t\u00a0")
	l := line{margin: columns, text: source.Span{Start: start, End: start + len(trimmed)}, blanks: cells(content[len(trimmed):])}
	switch match := pattern.FindStringSubmatchIndex(trimmed); {
	case trimmed == "":
		l.kind = blank
	case promptLine.MatchString(trimmed):
		l.kind = prompt
	case match != nil:
		l.kind, l.name = named, trimmed[match[2]:match[3]]
		l.value = source.Span{Start: start + match[1], End: start + len(trimmed)}
		l.column = cells(trimmed[:strings.IndexByte(trimmed, ':')]) + len(": ")
	}
	return l
}

// cmdletOf returns the cmdlet that a command at a prompt reads from, or "".
func cmdletOf(command string) string { return cmdlet.FindString(command) }

// blanksInside returns how many blank lines don't end an object: one, where a forum has put a
// blank line behind every line.
func blanksInside(lines []line) int {
	spaced, above, blanks := 0, "", 0
	for _, l := range lines {
		switch {
		case l.kind == blank:
			blanks++
			continue
		case l.kind == named && above != "" && above != l.name && blanks == 0:
			return 0
		case l.kind == named && above != "" && above != l.name && blanks == 1:
			spaced++
		}
		above, blanks = l.name, 0
	}
	return min(spaced/2, 1)
}

// cells returns how many columns of a window a text takes: two for a wide character, none for
// an escape sequence.
func cells(text string) (n int) {
	if strings.Contains(text, "\x1b") {
		text = plain(text)
	}
	for _, r := range text {
		switch {
		case r < utf8.RuneSelf:
			n++
		default:
			n += cellsOf(r)
		}
	}
	return n
}

func cellsOf(r rune) int {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

var escapes = regexp.MustCompile(escape)

// plain returns a text without escape sequences.
func plain(text string) string { return escapes.ReplaceAllString(text, "") }

func firstWord(text string) string {
	word, _, _ := strings.Cut(text, " ")
	return word
}

func lastWord(text string) string { return text[strings.LastIndexByte(text, ' ')+1:] }
