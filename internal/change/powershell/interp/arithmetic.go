package interp

import (
	"math"
	"math/big"
	"strings"
	"time"
)

// maxText bounds a text that an operator makes.
const maxText = 16 << 20

// add is left + right.
func (in *Interp) add(left, right Value) any {
	switch l := left.Data.(type) {
	case nil:
		if list, ok := right.Data.(*List); ok {
			return NewList(list.Items...)
		}
		return right.Data
	case string:
		in.spend(len(l) + 16)
		return l + Text(right)
	case *List:
		sum := append(append(make([]Value, 0, len(l.Items)+1), l.Items...), itemsToAdd(right)...)
		in.spend(len(sum) * 16)
		return &List{Items: sum, Type: "System.Object[]", Fixed: true}
	case *Table:
		return in.addTables(l, right)
	case Char:
		return Text(left) + Text(right)
	case Date:
		if r, ok := toSpan(right); ok {
			return Date{l.Add(time.Duration(r.(Span)))}
		}
	case Span:
		if r, ok := toSpan(right); ok {
			return l + r.(Span)
		}
	}
	return in.arithmetic("+", left, right)
}

func itemsToAdd(v Value) []Value {
	if l, ok := v.Data.(*List); ok {
		return l.Items
	}
	return []Value{v}
}

func (in *Interp) addTables(l *Table, right Value) any {
	r, ok := right.Data.(*Table)
	if !ok {
		in.throw("a hash table can only be added to another hash table", "System.Management.Automation.RuntimeException")
	}
	sum := l.clone()
	for _, k := range r.keys {
		if _, exists := sum.values[k]; exists {
			in.throw("the key '"+k+"' exists in both hash tables", "System.ArgumentException")
		}
		sum.set(r.names[k], k, r.values[k])
	}
	return sum
}

// subtract is left - right.
func (in *Interp) subtract(left, right Value) any {
	switch l := left.Data.(type) {
	case Date:
		if r, ok := right.Data.(Span); ok {
			return Date{l.Add(-time.Duration(r))}
		}
		if r, ok := toDate(right); ok {
			return Span(l.Sub(r.(Date).Time))
		}
	case Span:
		if r, ok := toSpan(right); ok {
			return l - r.(Span)
		}
	case *List, *Table, *Object, *Block:
		in.throw("'-' can't be applied to a "+typeName(left), "System.Management.Automation.RuntimeException")
	}
	return in.arithmetic("-", left, right)
}

// multiply is left * right; texts and lists are repeated.
func (in *Interp) multiply(left, right Value) any {
	switch l := left.Data.(type) {
	case nil:
		return nil
	case bool:
		in.throw("'*' can't be applied to a System.Boolean", "System.Management.Automation.RuntimeException")
	case string:
		n := in.count(right)
		if n*len(l) > maxText {
			return &Unknown{Reason: "a text of more than 16 MiB"}
		}
		in.spend(n * len(l))
		return strings.Repeat(l, n)
	case *List:
		n := in.count(right)
		if n*len(l.Items) > maxText/32 {
			return &Unknown{Reason: "a list of too many items"}
		}
		in.spend(n * len(l.Items) * 32)
		product := &List{Type: "System.Object[]", Fixed: true}
		for range n {
			product.Items = append(product.Items, l.Items...)
		}
		return product
	}
	return in.arithmetic("*", left, right)
}

func (in *Interp) count(v Value) int {
	n, ok := index(v)
	if !ok || n < 0 {
		in.throw("a text or a list can't be repeated "+Text(v)+" times", "System.Management.Automation.RuntimeException")
	}
	return n
}

// arithmetic computes with numbers; the right operand takes the left one's kind.
func (in *Interp) arithmetic(op string, left, right Value) any {
	l, ok := toNumber(left.Data)
	if !ok {
		in.throw("'"+op+"' can't be applied to a "+typeName(left), "System.Management.Automation.RuntimeException")
	}
	r, ok := toNumber(right.Data)
	if !ok {
		in.throw("'"+Text(right)+"' is not a number", "System.Management.Automation.PSInvalidCastException")
	}
	if (isFloat(l) || isFloat(r)) && !isDecimal(l) && !isDecimal(r) {
		return in.floats(op, float(l), float(r))
	}
	a, ok := number(l)
	b, ok2 := number(r)
	if !ok || !ok2 {
		in.throw("'"+op+"' is out of range", "System.Management.Automation.RuntimeException")
	}
	if (op == "/" || op == "%") && b.Sign() == 0 {
		in.throw("attempted to divide by zero", "System.DivideByZeroException")
	}
	return exact(op, a, b, isDecimal(l) || isDecimal(r), l, r)
}

func isFloat(data any) bool   { _, ok := data.(float64); return ok }
func isDecimal(data any) bool { _, ok := data.(*big.Rat); return ok }

func (in *Interp) floats(op string, a, b float64) any {
	switch op {
	case "+":
		return a + b
	case "-":
		return a - b
	case "*":
		return a * b
	case "/":
		return a / b
	}
	return math.Mod(a, b)
}

// exact computes with integers and decimals. What doesn't fit an integer becomes a double.
func exact(op string, a, b *big.Rat, decimal bool, l, r any) any {
	result := new(big.Rat)
	switch op {
	case "+":
		result.Add(a, b)
	case "-":
		result.Sub(a, b)
	case "*":
		result.Mul(a, b)
	case "/":
		result.Quo(a, b)
	case "%":
		quotient := new(big.Rat).Quo(a, b)
		whole := new(big.Int).Quo(quotient.Num(), quotient.Denom())
		result.Sub(a, new(big.Rat).Mul(new(big.Rat).SetInt(whole), b))
	}
	if decimal {
		return result
	}
	return narrow(result, l, r)
}

func narrow(result *big.Rat, l, r any) any {
	if !result.IsInt() || !result.Num().IsInt64() {
		f, _ := result.Float64()
		return f
	}
	i := result.Num().Int64()
	_, wideLeft := l.(int64)
	_, wideRight := r.(int64)
	switch {
	case wideLeft || wideRight:
		return i
	case i == int64(int32(i)):
		return int32(i)
	}
	return float64(i)
}
