package interp

import (
	"fmt"
	"strings"
	"time"
)

// standardDates are the standard formats of the invariant culture.
var standardDates = map[string]string{
	"d": "MM/dd/yyyy", "D": "dddd, dd MMMM yyyy", "t": "HH:mm", "T": "HH:mm:ss", "f": "dddd, dd MMMM yyyy HH:mm",
	"F": "dddd, dd MMMM yyyy HH:mm:ss", "g": "MM/dd/yyyy HH:mm", "G": "MM/dd/yyyy HH:mm:ss", "s": "yyyy-MM-ddTHH:mm:ss",
	"u": "yyyy-MM-dd HH:mm:ssZ", "m": "MMMM dd", "M": "MMMM dd", "y": "yyyy MMMM", "Y": "yyyy MMMM",
}

// dateText formats a date by a format of .NET.
func (in *Interp) dateText(d Date, spec string) any {
	if len(spec) == 1 {
		custom, ok := standardDates[spec]
		if !ok {
			return &Unknown{Reason: "the date format '" + spec + "' is not interpreted"}
		}
		spec = custom
	}
	var b strings.Builder
	for i := 0; i < len(spec); {
		c := spec[i]
		n := 1
		for i+n < len(spec) && spec[i+n] == c {
			n++
		}
		switch {
		case c == '\'' || c == '"':
			end := strings.IndexByte(spec[i+1:], c)
			if end < 0 {
				in.throw("the date format '"+spec+"' is malformed", "System.FormatException")
			}
			b.WriteString(spec[i+1 : i+1+end])
			n = end + 2
		case c == '\\' && i+1 < len(spec):
			b.WriteByte(spec[i+1])
			n = 2
		case c == '%':
			n = 1
		default:
			b.WriteString(datePart(d, c, n))
		}
		i += n
	}
	return b.String()
}

// datePart formats n times the letter c.
func datePart(d Date, c byte, n int) string {
	two := func(v int) string { return fmt.Sprintf("%0*d", min(n, 2), v) }
	switch c {
	case 'y':
		if n < 3 {
			return two(d.Year() % 100)
		}
		return fmt.Sprintf("%0*d", n, d.Year())
	case 'M':
		return named(n, two(int(d.Month())), d.Month().String())
	case 'd':
		return named(n, two(d.Day()), d.Weekday().String())
	case 'H':
		return two(d.Hour())
	case 'h':
		return two((d.Hour()+11)%12 + 1)
	case 'm':
		return two(d.Minute())
	case 's':
		return two(d.Second())
	case 'f':
		return fmt.Sprintf("%09d", d.Nanosecond())[:min(n, 7)]
	case 't':
		return d.Format("PM")[:min(n, 2)]
	}
	return strings.Repeat(string(rune(c)), n)
}

func named(n int, number, name string) string {
	switch {
	case n < 3:
		return number
	case n == 3:
		return name[:3]
	}
	return name
}

// customSpan formats a time span by d, h, m and s with escaped separators.
func customSpan(d time.Duration, spec string) any {
	var b strings.Builder
	for i := 0; i < len(spec); {
		c, n := spec[i], 1
		for i+n < len(spec) && spec[i+n] == c {
			n++
		}
		values := map[byte]int{'d': int(d.Hours()) / 24, 'h': int(d.Hours()) % 24, 'm': int(d.Minutes()) % 60, 's': int(d.Seconds()) % 60}
		switch v, ok := values[c]; {
		case ok:
			fmt.Fprintf(&b, "%0*d", n, v)
		case c == '\\' && i+1 < len(spec):
			b.WriteByte(spec[i+1])
			n = 2
		default:
			return &Unknown{Reason: "the format '" + spec + "' of a time span is not interpreted"}
		}
		i += n
	}
	return b.String()
}
