package interp

import (
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
