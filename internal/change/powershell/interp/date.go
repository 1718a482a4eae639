package interp

import (
	"math"
	"strings"
	"time"
)

// dateLayouts are the forms of dates that are read, those of the invariant culture first.
var dateLayouts = []string{
	"2006-01-02", "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02T15:04", "1/2/2006", "1/2/2006 15:04:05",
	"1/2/2006 15:04", "1/2/2006 3:04 PM", "1/2/2006 3:04:05 PM", "2006/1/2", "2006/1/2 15:04:05", "2006/1/2 15:04", "2 January 2006", "January 2, 2006",
	"2 Jan 2006", "Jan 2, 2006", "2006-1-2",
}

func toDate(v Value) (any, bool) {
	switch d := v.Data.(type) {
	case Date:
		return d, true
	case string:
		return parseDate(strings.TrimSpace(d))
	}
	return nil, false
}

func parseDate(text string) (any, bool) {
	for _, layout := range dateLayouts {
		if t, err := time.Parse(layout, text); err == nil {
			return Date{t}, true
		}
	}
	if _, err := time.Parse(time.RFC3339, text); err == nil {
		return &Unknown{Reason: "a time with a zone depends on the computer's"}, true
	}
	return nil, false
}

func toSpan(v Value) (any, bool) {
	switch d := v.Data.(type) {
	case Span:
		return d, true
	case string:
		return parseSpan(strings.TrimSpace(d))
	case int32, int64:
		i, _ := round(d)
		return Span(i * 100), true
	}
	return nil, false
}

// parseSpan reads [-][d.]hh:mm[:ss[.fffffff]] and a number of days.
func parseSpan(text string) (any, bool) {
	sign := time.Duration(1)
	if strings.HasPrefix(text, "-") {
		sign, text = -1, text[1:]
	}
	days, clock := "0", text
	if head, tail, ok := strings.Cut(text, "."); ok && strings.Contains(tail, ":") {
		days, clock = head, tail
	} else if !strings.Contains(text, ":") {
		days, clock = text, "0:0:0"
	}
	parts := strings.Split(clock, ":")
	if len(parts) < 2 || len(parts) > 3 {
		return nil, false
	}
	units := []float64{24, 1, 1.0 / 60, 1.0 / 3600}
	total := 0.0
	for i, part := range append([]string{days}, parts...) {
		n, ok := toNumber(part)
		if !ok || part == "" || float(n) < 0 {
			return nil, false
		}
		total += float(n) * units[i]
	}
	return Span(sign * time.Duration(math.Round(total*float64(time.Hour)))), true
}

func dateProperty(d Date, name string) (Value, bool) {
	var n int
	switch strings.ToLower(name) {
	case "year":
		n = d.Year()
	case "month":
		n = int(d.Month())
	case "day":
		n = d.Day()
	case "hour":
		n = d.Hour()
	case "minute":
		n = d.Minute()
	case "second":
		n = d.Second()
	case "millisecond":
		n = d.Nanosecond() / 1e6
	case "dayofyear":
		n = d.YearDay()
	case "date":
		return Value{Data: Date{d.Truncate(24 * time.Hour)}}, true
	case "timeofday":
		return Value{Data: Span(d.Sub(d.Truncate(24 * time.Hour)))}, true
	case "dayofweek":
		return Value{Data: Enum{"System.DayOfWeek", d.Weekday().String()}}, true
	case "ticks":
		return Value{Data: (d.Unix()+62135596800)*1e7 + int64(d.Nanosecond()/100)}, true
	case "kind":
		return Value{Data: &Unknown{Reason: "the kind of a date is not known"}}, true
	default:
		return Value{}, false
	}
	return Value{Data: int32(n)}, true
}

func spanProperty(s Span, name string) (Value, bool) {
	d := time.Duration(s)
	whole := map[string]int{
		"days": int(d / (24 * time.Hour)), "hours": int(d/time.Hour) % 24, "minutes": int(d/time.Minute) % 60,
		"seconds": int(d/time.Second) % 60, "milliseconds": int(d/time.Millisecond) % 1000,
	}
	if n, ok := whole[strings.ToLower(name)]; ok {
		return Value{Data: int32(n)}, true
	}
	total := map[string]float64{
		"totaldays": d.Hours() / 24, "totalhours": d.Hours(), "totalminutes": d.Minutes(), "totalseconds": d.Seconds(), "totalmilliseconds": d.Seconds() * 1000,
	}
	if f, ok := total[strings.ToLower(name)]; ok {
		return Value{Data: f}, true
	}
	if strings.EqualFold(name, "ticks") {
		return Value{Data: int64(d / 100)}, true
	}
	return Value{}, false
}
