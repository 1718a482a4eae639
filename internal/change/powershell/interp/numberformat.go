package interp

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

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
