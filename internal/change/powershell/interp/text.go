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
	switch v.Data.(type) {
	case *List, *Object:
		w := &textWriter{}
		w.write(v, 0)
		return w.String()
	}
	return scalarText(v)
}

func scalarText(v Value) string {
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
	case *Table:
		if d.Ordered {
			return "System.Collections.Specialized.OrderedDictionary"
		}
		return "System.Collections.Hashtable"
	case *Block:
		return strings.TrimSuffix(strings.TrimPrefix(d.source, "{"), "}")
	case *Regex:
		return d.pattern
	case Date:
		return d.Format("01/02/2006 15:04:05")
	case Span:
		return spanText(time.Duration(d))
	}
	return plainText(v.Data)
}

// textWriter writes values that hold others, and themselves perhaps: it goes 20 levels
// deep and stops at the bound for texts.
type textWriter struct{ strings.Builder }

func (w *textWriter) write(v Value, depth int) {
	if depth > 20 || w.Len() > maxText {
		return
	}
	switch d := v.Data.(type) {
	case *List:
		for i, item := range d.Items {
			if i > 0 {
				w.WriteByte(' ')
			}
			w.write(item, depth+1)
		}
	case *Object:
		if d.Text != "" || !isCustom(d) {
			w.WriteString(d.Text)
			return
		}
		w.WriteString("@{")
		for i, k := range d.Props.keys {
			if i > 0 {
				w.WriteString("; ")
			}
			w.WriteString(Text(d.Props.names[k]) + "=")
			w.write(d.Props.values[k], depth+1)
		}
		w.WriteByte('}')
	default:
		w.WriteString(scalarText(v))
	}
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

func isCustom(o *Object) bool { return o.Type == customObject }

// customObject is the type of [pscustomobject].
const customObject = "System.Management.Automation.PSCustomObject"

// floatText writes a double with 15 digits, as PowerShell does.
func floatText(f float64) string {
	switch {
	case math.IsInf(f, 1):
		return "Infinity"
	case math.IsInf(f, -1):
		return "-Infinity"
	}
	return generalText(f, 15)
}

// generalText writes a double with digits, -1 for as many as it needs. Large and small
// ones have an exponent of two digits at least.
func generalText(f float64, digits int) string {
	text := strconv.FormatFloat(f, 'E', max(digits-1, -1), 64)
	mantissa, exponent, ok := strings.Cut(text, "E")
	if !ok {
		return text
	}
	n, _ := strconv.Atoi(exponent)
	if strings.Contains(mantissa, ".") {
		mantissa = strings.TrimSuffix(strings.TrimRight(mantissa, "0"), ".")
	}
	if n < -5 || n > 14 {
		return fmt.Sprintf("%sE%+03d", mantissa, n)
	}
	rounded, _ := strconv.ParseFloat(text, 64)
	return strconv.FormatFloat(rounded, 'f', -1, 64)
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
