package interp

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

// Bool returns whether a value counts as true, as in a condition.
func Bool(v Value) bool {
	switch d := v.Data.(type) {
	case nil, nothing:
		return false
	case Literal:
		return Bool(plainValue(v))
	case bool:
		return d
	case string:
		return d != ""
	case *List:
		if len(d.Items) == 1 {
			return Bool(d.Items[0])
		}
		return len(d.Items) > 0
	case Enum:
		return d.Text != "None"
	case Char:
		return d != 0
	}
	if n, ok := number(v.Data); ok {
		return n.Sign() != 0
	}
	return true
}

// number returns the value of a number of any type.
func number(data any) (*big.Rat, bool) {
	switch d := data.(type) {
	case int32:
		return new(big.Rat).SetInt64(int64(d)), true
	case int64:
		return new(big.Rat).SetInt64(d), true
	case Byte:
		return new(big.Rat).SetInt64(int64(d)), true
	case float64:
		if r := new(big.Rat).SetFloat64(d); r != nil {
			return r, true
		}
	case *big.Rat:
		return d, true
	}
	return nil, false
}

func isNumber(data any) bool {
	switch data.(type) {
	case int32, int64, Byte, float64, *big.Rat:
		return true
	}
	return false
}

// toNumber converts an operand to a number: text as it would be written, in any base.
func toNumber(data any) (any, bool) {
	switch d := data.(type) {
	case nil, nothing:
		return int32(0), true
	case Literal:
		return toNumber(d.Value)
	case bool:
		if d {
			return int32(1), true
		}
		return int32(0), true
	case string:
		text := strings.TrimSpace(d)
		if text == "" {
			return int32(0), true
		}
		return syntax.ParseNumber(text)
	case Char:
		return int32(d), true
	case Byte:
		return int32(d), true
	}
	return data, isNumber(data)
}

// float returns a number as a float64.
func float(data any) float64 {
	switch d := data.(type) {
	case Literal:
		return float(d.Value)
	case float64:
		return d
	case *big.Rat:
		f, _ := d.Float64()
		return f
	}
	r, ok := number(data)
	if !ok {
		return math.NaN()
	}
	f, _ := r.Float64()
	return f
}

// round converts a number to an integer as .NET does: halves go to the even neighbour.
func round(data any) (int64, bool) {
	switch d := data.(type) {
	case int32:
		return int64(d), true
	case int64:
		return d, true
	case Byte:
		return int64(d), true
	}
	f := math.RoundToEven(float(data))
	return int64(f), math.Abs(f) < 1<<63
}

// toInteger converts a value to an integer between low and high.
func toInteger(v Value, low, high int64) (int64, bool) {
	n, ok := toNumber(v.Data)
	if !ok {
		return 0, false
	}
	i, ok := round(n)
	return i, ok && i >= low && i <= high
}

// items returns the values that enumerating v gives: those of a list, nothing for $null,
// else v itself.
func items(v Value) []Value {
	switch d := v.Data.(type) {
	case nil, nothing:
		return nil
	case *List:
		return d.Items
	}
	return []Value{v}
}

// collect returns the value of several outputs: none is $null, one is itself.
func collect(values []Value, from syntax.Span) Value {
	switch len(values) {
	case 0:
		return Value{nil, from}
	case 1:
		return values[0]
	}
	return Value{NewList(values...), from}
}

// typeName returns the name of a value's .NET type.
func typeName(v Value) string {
	switch d := v.Data.(type) {
	case Literal:
		return typeName(plainValue(v))
	case *List:
		return d.Type
	case *Object:
		return d.Type
	case Enum:
		return d.Type
	case *Table:
		if d.Ordered {
			return "System.Collections.Specialized.OrderedDictionary"
		}
		return "System.Collections.Hashtable"
	}
	names := map[string]string{
		"bool": "System.Boolean", "int32": "System.Int32", "int64": "System.Int64", "float64": "System.Double",
		"*big.Rat": "System.Decimal", "interp.Byte": "System.Byte", "interp.Char": "System.Char", "string": "System.String",
		"interp.Date": "System.DateTime", "interp.Span": "System.TimeSpan", "interp.Type": "System.RuntimeType",
		"*interp.Block": "System.Management.Automation.ScriptBlock", "*interp.Regex": "System.Text.RegularExpressions.Regex",
	}
	return names[fmt.Sprintf("%T", v.Data)]
}

// index converts the value to an int for an index or a count.
func index(v Value) (int, bool) {
	i, ok := toInteger(v, math.MinInt32, math.MaxInt32)
	return int(i), ok
}

func itoa(i int) string { return strconv.Itoa(i) }
