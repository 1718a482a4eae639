package interp

import (
	"strings"
	"time"
)

func getDate(c *invocation) []Value {
	c.take("Date@1 Format UFormat Year Month Day Hour Minute Second DisplayHint AsUTC!")
	v, given := c.get("Date")
	if !given {
		v = Value{c.in.now(), c.from}
	}
	if u := unknown(v); u != nil {
		return []Value{{u, c.from}}
	}
	data, ok := toDate(v)
	if !ok {
		c.in.throw("'"+Text(v)+"' is not a date", "System.Management.Automation.ParameterBindingException")
	}
	d, ok := data.(Date)
	if !ok {
		return []Value{{data, c.from}}
	}
	n := [6]int{d.Year(), int(d.Month()), d.Day(), d.Hour(), d.Minute(), d.Second()}
	for i, name := range []string{"Year", "Month", "Day", "Hour", "Minute", "Second"} {
		if part, ok := c.get(name); ok {
			n[i], _ = index(part)
		}
	}
	d = Date{time.Date(n[0], time.Month(n[1]), n[2], n[3], n[4], n[5], d.Nanosecond(), time.UTC)}
	switch {
	case c.has("Format"):
		return []Value{{c.in.dateText(d, c.text("Format")), c.from}}
	case c.has("UFormat"):
		return []Value{{unixDate(d, c.text("UFormat")), c.from}}
	}
	return []Value{{d, c.from}}
}

// unixDate formats by the letters of strftime.
func unixDate(d Date, spec string) any {
	layouts := map[byte]string{'Y': "2006", 'm': "01", 'd': "02", 'H': "15", 'M': "04", 'S': "05", 'y': "06", 'B': "January", 'b': "Jan", 'A': "Monday", 'a': "Mon", 'p': "PM", 'T': "15:04:05", 'F': "2006-01-02", 'R': "15:04", 'D': "01/02/06"}
	var b strings.Builder
	for i := 0; i < len(spec); i++ {
		if spec[i] != '%' || i+1 == len(spec) {
			b.WriteByte(spec[i])
			continue
		}
		i++
		layout, ok := layouts[spec[i]]
		if !ok {
			return &Unknown{Reason: "the date format '" + spec + "' is not interpreted"}
		}
		b.WriteString(d.Format(layout))
	}
	return b.String()
}

func newTimeSpan(c *invocation) []Value {
	c.take("Start@1 End@2 Days Hours Minutes Seconds Milliseconds")
	if c.has("Start") || c.has("End") {
		var ends [2]any
		for i, name := range []string{"Start", "End"} {
			v, ok := c.get(name)
			if !ok {
				v = Value{Data: c.in.now()}
			}
			if u := unknown(v); u != nil {
				return []Value{{u, c.from}}
			}
			data, ok := toDate(v)
			if !ok {
				c.in.throw("'"+Text(v)+"' is not a date", "System.Management.Automation.ParameterBindingException")
			}
			ends[i] = data
		}
		return []Value{c.in.binary("-", Value{Data: ends[1]}, Value{Data: ends[0]}, c.from)}
	}
	total := Span(0)
	units := map[string]time.Duration{"Days": 24 * time.Hour, "Hours": time.Hour, "Minutes": time.Minute, "Seconds": time.Second, "Milliseconds": time.Millisecond}
	for name, unit := range units {
		if v, ok := c.get(name); ok {
			n, _ := index(v)
			total += Span(time.Duration(n) * unit)
		}
	}
	return []Value{{total, c.from}}
}
