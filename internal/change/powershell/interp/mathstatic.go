package interp

import (
	"math"
	"math/big"
)

func mathStatic(name string, args []Value) (any, bool) {
	if len(args) == 0 {
		return nil, false
	}
	first, ok := toNumber(args[0].Data)
	if _, isBool := args[0].Data.(bool); !ok || isBool {
		return nil, false
	}
	a, b := float(first), 0.0
	if len(args) > 1 {
		second, _ := toNumber(args[1].Data)
		b = float(second)
	}
	switch name {
	case "floor":
		return likeArgument(args[0], math.Floor(a)), true
	case "ceiling":
		return likeArgument(args[0], math.Ceil(a)), true
	case "truncate":
		return likeArgument(args[0], math.Trunc(a)), true
	case "round":
		return likeArgument(args[0], roundTo(a, int(b))), len(args) < 3
	case "abs":
		if i, isInt := args[0].Data.(int32); isInt && i != math.MinInt32 {
			return max(i, -i), true
		}
		return math.Abs(a), true
	case "max", "min":
		if len(args) != 2 {
			return nil, false
		}
		if (a >= b) == (name == "max") {
			return first, true
		}
		second, _ := toNumber(args[1].Data)
		return second, true
	case "pow":
		return math.Pow(a, b), true
	case "sqrt":
		return math.Sqrt(a), true
	}
	return nil, false
}

// likeArgument returns a decimal where the argument is an integer or a decimal.
func likeArgument(arg Value, f float64) any {
	switch arg.Data.(type) {
	case int32, int64, *big.Rat:
		return new(big.Rat).SetFloat64(f)
	}
	return f
}

// roundTo rounds to decimals, halves to the even neighbour.
func roundTo(f float64, decimals int) float64 {
	if decimals < 0 || decimals > 15 {
		return f
	}
	factor := math.Pow(10, float64(decimals))
	return math.RoundToEven(f*factor) / factor
}
