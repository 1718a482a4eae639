package values

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// dateOrder is how the dates of one file are to be read where a date itself leaves
// it open: 8/6/2021 is in August for an American and in June for everybody else.
type DateOrder uint8

const (
	OpenOrder DateOrder = iota // nothing tells
	dayFirst                   // some date of the file, or its culture, tells
	monthFirst
	mixedOrder // the file's dates contradict each other
)

// Cultures that write the month first in dates with slashes, as .NET shows them, and those that do
// in Windows only or in ICU only.
var (
	monthFirstCultures = []string{"ceb-ph", "chr-us", "ee-gh", "ee-tg", "en", "en-as", "en-bi", "en-gu", "en-mh", "en-mp", "en-ph", "en-pr", "en-um", "en-us", "en-vi", "es-pa", "es-pr", "fil-ph", "ks-in", "lkt-us", "or-in", "sd-in", "xh-za", "zu-za"}
	dividedCultures    = []string{"en-ca", "es-ph", "es-us", "haw-us"}
)

// OrderOf returns the order that a culture such as de-DE writes dates in; open for no culture, and
// where Windows and ICU disagree.
func OrderOf(culture string) DateOrder {
	parts := strings.Split(strings.ToLower(culture), "-")
	name := parts[0]
	if len(parts) > 1 { // a script may be between, as in en-Latn-US, and a variant behind
		name += "-" + regionOf(parts[1:])
	}
	switch {
	case culture == "", slices.Contains(dividedCultures, name):
		return OpenOrder
	case slices.Contains(monthFirstCultures, name):
		return monthFirst
	}
	return dayFirst
}

// regionOf returns the first part of a culture's name that is a region: two letters.
func regionOf(parts []string) string {
	for _, part := range parts {
		if len(part) == 2 {
			return part
		}
	}
	return parts[0]
}

// plainDate is what PowerShell's default formatting makes of a date: three numbers and a time of
// day in the culture of the session, without a zone. Words before or behind the time may be units,
// or tell the half of the day.
var plainDate = regexp.MustCompile(`^(\d{1,4}) ?([./-]) ?(\d{1,2})(?: ?[./-] ?| )(\d{1,4})\.?(?:(\D{1,30}?)(\d{1,2})(?:[:.]| h )(\d{1,2})(?:(?:[:.]| min )(\d{1,2})(?:[.,]\d+)?)?(\D{0,30}))?$`)

// evidence returns the order that a date settles by itself: 21/8/2021 can only have
// the day first. Dates with dots or hyphens are no evidence for those with slashes.
func Evidence(text string) DateOrder {
	parts := plainDate.FindStringSubmatch(tidyDate(text))
	if parts == nil || parts[2] != "/" || len(parts[1]) > 2 {
		return OpenOrder
	}
	first, second := Count(parts[1]), Count(parts[3])
	switch {
	case first > 12 && second <= 12:
		return dayFirst
	case second > 12 && first <= 12:
		return monthFirst
	}
	return OpenOrder
}

// and joins the evidence of two dates.
func (o DateOrder) And(other DateOrder) DateOrder {
	switch {
	case other == OpenOrder || o == other:
		return o
	case o == OpenOrder:
		return other
	}
	return mixedOrder
}

// tidyDate replaces the narrow and the hard space that newer platforms put before AM and PM, and
// drops the marks of the direction of writing.
func tidyDate(text string) string {
	if strings.ContainsFunc(text, func(c rune) bool { return c >= utf8.RuneSelf }) {
		text = plainBlanks.Replace(text)
	}
	return strings.TrimSpace(text)
}

var plainBlanks = strings.NewReplacer("\u202f", " ", "\u00a0", " ", "\u200e", "", "\u200f", "", "\u061c", "")

var epochDate = regexp.MustCompile(`^(?:\\?/)?Date\((-?\d{1,15})(?:[+-]\d{4})?\)(?:\\?/)?$`)

// parseDate reads a date in any form that PowerShell writes. A date without a zone
// is taken for UTC. The error says why a date is not known.
func ParseDate(text string, order DateOrder) (time.Time, error) {
	text = tidyDate(text)
	if ms := epochDate.FindStringSubmatch(strings.TrimPrefix(text, "/")); ms != nil {
		n, err := strconv.ParseInt(ms[1], 10, 64)
		return inRange(time.UnixMilli(n).UTC(), err)
	}
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05", "2006-01-02T15:04Z07:00", "2006-01-02"} {
		if t, err := time.Parse(layout, text); err == nil {
			return inRange(t.UTC(), nil)
		}
	}
	for _, layout := range []string{"Monday, January 2, 2006 3:04:05 PM", "Monday, 2 January 2006 15:04:05"} {
		if t, err := time.Parse(layout, text); err == nil {
			return inRange(t, nil)
		}
	}
	return parsePlainDate(text, order)
}

func parsePlainDate(text string, order DateOrder) (time.Time, error) {
	parts := plainDate.FindStringSubmatch(text)
	if parts == nil {
		return time.Time{}, fmt.Errorf("%q is not a date in a known form", Clip(text))
	}
	year, month, day, err := calendar(parts, order)
	if err != nil {
		return time.Time{}, fmt.Errorf("%q %w", Clip(text), err)
	}
	hour := Count(parts[6])
	switch half := halfOf(parts[5]+parts[9], hour); {
	case half == unknownHalf:
		return time.Time{}, fmt.Errorf("%q has a word for the half of the day that is not known; export it in JSON", Clip(text))
	case half != noHalf && (hour < 1 || hour > 12):
		return time.Time{}, fmt.Errorf("%q is not a time of day", Clip(text))
	case half != noHalf:
		hour %= 12
		if half == afternoon {
			hour += 12
		}
	}
	t := time.Date(year, time.Month(month), day, hour, Count(parts[7]), Count(parts[8]), 0, time.UTC)
	if t.Day() != day || int(t.Month()) != month || t.Hour() != hour {
		return time.Time{}, fmt.Errorf("%q is not a date in the calendar", Clip(text))
	}
	return inRange(t, nil)
}

// Years of the Gregorian calendar that Exchange writes, but for 9999. Later ones may be Buddhist
// (2569 is 2026), earlier ones Persian or Islamic.
const firstYear, lastYear = 1601, 2442

// calendar finds year, month and day in a plain date. No culture writes the month
// first with dots or hyphens, so only slashes leave it open.
func calendar(parts []string, order DateOrder) (year, month, day int, err error) {
	a, b, c := Count(parts[1]), Count(parts[3]), Count(parts[4])
	switch y := max(a, c); {
	case len(parts[1]) != 4 && len(parts[4]) != 4:
		return 0, 0, 0, fmt.Errorf("has no year of four digits")
	case y < firstYear || y > lastYear && y != 9999:
		return 0, 0, 0, fmt.Errorf("has a year that may be of another calendar than the Gregorian; export it in JSON")
	case len(parts[1]) == 4:
		return a, b, c, nil
	case parts[2] != "/" || a > 12:
		return c, b, a, nil
	case b > 12:
		return c, a, b, nil
	case a == b || order == dayFirst:
		return c, b, a, nil
	case order == monthFirst:
		return c, a, b, nil
	}
	return 0, 0, 0, fmt.Errorf("can be read with the day or the month first; name the culture with --culture")
}

// inRange refuses years that JSON Schema's date-time and certificates don't know.
func inRange(t time.Time, err error) (time.Time, error) {
	if err == nil && (t.Year() < 1 || t.Year() > 9999) {
		err = fmt.Errorf("the year %d is out of range", t.Year())
	}
	return t, err
}

// count reads digits that a pattern has vouched for; "" is 0.
func Count(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

// clip shortens a text from an export for a message.
func Clip(text string) string {
	const most = 80
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}

// secondsBetween returns the time from one date to another, which may be more than the 292
// years of a [time.Duration]: what never ends is dated 9999-12-31.
func SecondsBetween(from, to time.Time) int64 { return to.Unix() - from.Unix() }

// wholeDays counts days as HealthChecker does: whole ones, towards the past.
func WholeDays(seconds int64) int64 {
	const day = 24 * 60 * 60
	days := seconds / day
	if seconds < 0 && seconds%day != 0 {
		days--
	}
	return days
}

// readDate reads a date as RFC 3339 in UTC. PowerShell 5.1 writes a date that it has
// decorated as an object: {"value": "/Date(...)/", "DisplayHint": 2, "DateTime": "..."}.
func ReadDate(text string, order DateOrder) (string, error) {
	t, err := ParseDate(text, order)
	if err != nil {
		return "", err
	}
	return t.Format(time.RFC3339), nil
}
