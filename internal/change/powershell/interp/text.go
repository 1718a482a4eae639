package interp

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"time"
)

// Text returns what "$value" gives.
func Text(v Value) string {
	switch d := v.Data.(type) {
	case nil:
		return ""
	case string:
		return d
	case bool:
		if d {
			return "True"
		}
		return "False"
	case *List:
		return listText(d)
	case *Table:
		if d.Ordered {
			return "System.Collections.Specialized.OrderedDictionary"
		}
		return "System.Collections.Hashtable"
	case *Object:
		return objectText(d)
	case *Block:
		return strings.TrimSuffix(strings.TrimPrefix(d.source, "{"), "}")
	case *Regex:
		return d.pattern
	case *Unknown:
		return ""
	case Date:
		return d.Format("01/02/2006 15:04:05")
	case Span:
		return spanText(time.Duration(d))
	}
	return plainText(v.Data)
}

func plainText(data any) string {
	switch d := data.(type) {
	case Literal:
		return d.Text
	case int32, int64, Byte:
		return fmt.Sprint(d)
	case float64:
		return floatText(d)
	case *big.Rat:
		return decimalText(d)
	case Char:
		return string(rune(d))
	case Enum:
		return d.Text
	case Type:
		return fullTypeName(string(d))
	}
	return ""
}

func listText(l *List) string {
	parts := make([]string, len(l.Items))
	for i, item := range l.Items {
		parts[i] = Text(item)
	}
	return strings.Join(parts, " ")
}

func objectText(o *Object) string {
	if o.Text != "" || !isCustom(o) {
		return o.Text
	}
	parts := make([]string, 0, o.Props.Len())
	for _, k := range o.Props.Keys() {
		value, _ := o.Props.Get(Text(k))
		parts = append(parts, Text(k)+"="+Text(value))
	}
	return "@{" + strings.Join(parts, "; ") + "}"
}

func isCustom(o *Object) bool { return o.Type == customObject }

// customObject is the type of [pscustomobject].
const customObject = "System.Management.Automation.PSCustomObject"

func floatText(f float64) string {
	switch {
	case math.IsInf(f, 1):
		return "∞"
	case math.IsInf(f, -1):
		return "-∞"
	case math.IsNaN(f):
		return "NaN"
	case f != 0 && (math.Abs(f) >= 1e15 || math.Abs(f) < 1e-4):
		return exponentText(f)
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// exponentText writes 1E+20 and 1E-05, with two digits of exponent at least.
func exponentText(f float64) string {
	if f == math.Trunc(f) && math.Abs(f) < 1e15 {
		return strconv.FormatFloat(f, 'f', -1, 64)
	}
	return strings.Replace(strconv.FormatFloat(f, 'E', -1, 64), "E+0", "E+0", 1)
}

// decimalText writes a decimal with up to 28 digits and without trailing zeros.
func decimalText(r *big.Rat) string {
	text := r.FloatString(28)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

func spanText(d time.Duration) string {
	sign := ""
	if d < 0 {
		sign, d = "-", -d
	}
	days := int(d / (24 * time.Hour))
	text := fmt.Sprintf("%02d:%02d:%02d", int(d.Hours())%24, int(d.Minutes())%60, int(d.Seconds())%60)
	if days > 0 {
		text = fmt.Sprintf("%d.%s", days, text)
	}
	if ticks := (d % time.Second) / 100; ticks > 0 {
		text += fmt.Sprintf(".%07d", int(ticks))
	}
	return sign + text
}

// quantity says how many there are of a thing.
func quantity(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
