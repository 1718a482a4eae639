package interp

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"time"
)

// format is the operator -f: {index,width:format}.
func (in *Interp) format(pattern string, args []Value) any {
	var b strings.Builder
	for i := 0; i < len(pattern); i++ {
		c := pattern[i]
		switch {
		case (c == '{' || c == '}') && i+1 < len(pattern) && pattern[i+1] == c:
			b.WriteByte(c)
			i++
		case c == '{':
			end := strings.IndexByte(pattern[i:], '}')
			if end < 0 {
				in.badFormat(pattern)
			}
			text := in.formatItem(pattern, pattern[i+1:i+end], args)
			if u, ok := text.(*Unknown); ok {
				return u
			}
			b.WriteString(text.(string))
			i += end
		case c == '}':
			in.badFormat(pattern)
		default:
			b.WriteByte(c)
		}
	}
	in.spend(b.Len())
	return b.String()
}

func (in *Interp) badFormat(pattern string) {
	in.throw("error formatting a string: '"+pattern+"' is malformed or has too few values", "System.Management.Automation.PSInvalidOperationException")
}

// formatItem formats one value; item is what is between the braces.
func (in *Interp) formatItem(pattern, item string, args []Value) any {
	head, spec, _ := strings.Cut(item, ":")
	number, width, _ := strings.Cut(head, ",")
	i, err := strconv.Atoi(strings.TrimSpace(number))
	if err != nil || i < 0 || i >= len(args) {
		in.badFormat(pattern)
	}
	text := in.formatValue(args[i], spec)
	if _, ok := text.(*Unknown); ok || width == "" {
		return text
	}
	n, err := strconv.Atoi(strings.TrimSpace(width))
	if err != nil || n > maxText || n < -maxText {
		in.badFormat(pattern)
	}
	s := text.(string)
	fill := strings.Repeat(" ", max(0, max(n, -n)-units16(s)))
	if n < 0 {
		return s + fill
	}
	return fill + s
}

func (in *Interp) formatValue(v Value, spec string) any {
	switch d := v.Data.(type) {
	case Date:
		if spec == "" {
			spec = "G"
		}
		return in.dateText(d, spec)
	case Span:
		if spec == "" {
			return Text(v)
		}
		return customSpan(time.Duration(d), spec)
	case *List:
		if spec == "" {
			return d.Type
		}
	case float64, *big.Rat, int32, int64, Byte:
		if spec != "" {
			return in.numberText(v, spec)
		}
		return exactText(v)
	}
	return Text(v)
}

// exactText is what .NET's ToString gives. Where versions of it differ it is unknown.
func exactText(v Value) any {
	f, ok := v.Data.(float64)
	if text := Text(v); !ok || text == generalText(f, -1) || math.IsInf(f, 0) || math.IsNaN(f) {
		return text
	}
	return &Unknown{Reason: "how a number is written differs between versions of .NET"}
}

// numberText formats a number by a standard or a custom format of the invariant culture.
func (in *Interp) numberText(v Value, spec string) any {
	kind := spec[0] | 0x20
	digits, err := strconv.Atoi(spec[1:])
	if len(spec) > 1 && err != nil || !strings.ContainsRune("cdefgnprx", rune(kind)) {
		return customNumber(float(v.Data), spec)
	}
	if digits > 1000 {
		in.badFormat(spec)
	}
	precision := digits
	if len(spec) == 1 {
		precision = 2
	}
	f := float(v.Data)
	switch kind {
	case 'x', 'd':
		return in.integerText(v, spec[0], digits)
	case 'f':
		return fixed(f, precision)
	case 'n':
		return grouped(fixed(f, precision))
	case 'p':
		return grouped(fixed(f*100, precision)) + " %"
	case 'e', 'c':
		return &Unknown{Reason: "the number format '" + spec + "' is not interpreted"}
	}
	if len(spec) > 1 && digits > 0 {
		return strings.ToUpper(strconv.FormatFloat(f, 'g', digits, 64))
	}
	return Text(v)
}

func (in *Interp) integerText(v Value, kind byte, digits int) any {
	i, ok := number(v.Data)
	if !ok || !i.IsInt() || isFloat(v.Data) {
		in.throw("the format '"+string(kind)+"' needs an integer", "System.FormatException")
	}
	n := i.Num().Int64()
	sign := ""
	text := ""
	switch {
	case kind == 'd' || kind == 'D':
		if n < 0 {
			sign, n = "-", -n
		}
		text = strconv.FormatInt(n, 10)
	case n < 0 && n >= math.MinInt32:
		text = strconv.FormatUint(uint64(uint32(n)), 16)
	default:
		text = strconv.FormatUint(uint64(n), 16)
	}
	if kind == 'X' {
		text = strings.ToUpper(text)
	}
	return sign + strings.Repeat("0", max(0, digits-len(text))) + text
}

// fixed writes a number with a number of decimals; halves are rounded away from zero.
func fixed(f float64, decimals int) string {
	r := new(big.Rat)
	if _, ok := r.SetString(strconv.FormatFloat(f, 'f', -1, 64)); !ok {
		return Text(Value{Data: f})
	}
	text := r.FloatString(decimals)
	if strings.Trim(text, "-0.") == "" {
		text = strings.TrimPrefix(text, "-")
	}
	return text
}

func grouped(text string) string {
	sign := ""
	if strings.HasPrefix(text, "-") {
		sign, text = "-", text[1:]
	}
	whole, fraction, hasFraction := strings.Cut(text, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if hasFraction {
		whole += "." + fraction
	}
	return sign + whole
}

// customNumber formats by 0 and # around a point; anything else is not interpreted.
func customNumber(f float64, spec string) any {
	if strings.Trim(spec, "0#.,") != "" {
		return &Unknown{Reason: "the number format '" + spec + "' is not interpreted"}
	}
	whole, fraction, _ := strings.Cut(spec, ".")
	text := fixed(math.Abs(f), len(fraction))
	head, tail, _ := strings.Cut(text, ".")
	head = strings.TrimLeft(head, "0")
	head = strings.Repeat("0", max(0, strings.Count(whole, "0")-len(head))) + head
	if strings.Contains(whole, ",") {
		head = grouped(head)
	}
	for len(tail) > 0 && tail[len(tail)-1] == '0' && fraction[len(tail)-1] == '#' {
		tail = tail[:len(tail)-1]
	}
	if tail != "" {
		head += "." + tail
	}
	if f < 0 && strings.Trim(head, "0.") != "" {
		head = "-" + head
	}
	return head
}

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
