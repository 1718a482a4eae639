package interp

import (
	"math"
	"strings"

	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

// binary applies an operator whose operands are both evaluated.
func (in *Interp) binary(op string, left, right Value, from syntax.Span) Value {
	in.work(left, right)
	if op != "-f" && op != "-join" {
		left, right = plainValue(left), plainValue(right)
	}
	if u := in.operandsUnknown(op, left, right); u != nil {
		return Value{u, from}
	}
	name, sensitive := strings.TrimPrefix(op, "-"), false
	if caseVariants[name] {
		sensitive, name = name[0] == 'c', name[1:]
	}
	switch name {
	case "+":
		return Value{in.add(left, right), from}
	case "":
		return Value{in.subtract(left, right), from}
	case "*":
		return Value{in.multiply(left, right), from}
	case "/", "%":
		return Value{in.arithmetic(name, left, right), from}
	case "..":
		return in.rangeOf(left, right, from)
	case "f":
		return Value{in.format(Text(left), itemsToAdd(right)), from}
	case "xor":
		return Value{Bool(left) != Bool(right), from}
	case "band", "bor", "bxor", "shl", "shr":
		return Value{in.bitwise(name, left, right), from}
	case "is", "isnot", "as":
		return in.typeOperator(name, left, right, from)
	case "join":
		return Value{joinTexts(items(left), Text(right)), from}
	case "split":
		return in.split(left, right, sensitive, from)
	case "contains", "notcontains":
		return Value{contains(left, right, sensitive) == (name == "contains"), from}
	case "in", "notin":
		return Value{contains(right, left, sensitive) == (name == "in"), from}
	case "replace":
		return in.replaceAll(left, right, sensitive, from)
	}
	return in.comparison(name, left, right, sensitive, from)
}

// caseVariants are the operators with a c or an i before the name.
var caseVariants = func() map[string]bool {
	variants := map[string]bool{}
	for _, name := range strings.Fields("eq ne gt ge lt le like notlike match notmatch replace contains notcontains in notin split") {
		variants["c"+name], variants["i"+name] = true, true
	}
	return variants
}()

// textual are operators that look at the text of their operands.
var textual = map[string]bool{"+": true, "f": true, "join": true, "match": true, "notmatch": true, "like": true, "notlike": true, "replace": true, "split": true}

// operandsUnknown returns the unknown that makes the result unknown. In lists it counts
// where items are compared or put into a text.
func (in *Interp) operandsUnknown(op string, left, right Value) *Unknown {
	if op == "+" || op == "*" || strings.HasPrefix(op, "-is") {
		if _, ok := left.Data.(*List); ok {
			return unknown(left)
		}
		if op == "+" && left.Data == nil {
			return unknown(right)
		}
	}
	if textual[strings.TrimLeft(op, "-")] {
		if u := unreadable(left); u != nil {
			return u
		}
		return unreadable(right)
	}
	if u := hasUnknown(left); u != nil {
		return u
	}
	return hasUnknown(right)
}

// rangeOf is left..right.
func (in *Interp) rangeOf(left, right Value, from syntax.Span) Value {
	low, ok := toInteger(left, math.MinInt32, math.MaxInt32)
	high, ok2 := toInteger(right, math.MinInt32, math.MaxInt32)
	if !ok || !ok2 {
		in.throw("'"+Text(left)+".."+Text(right)+"' is not a range of numbers", "System.Management.Automation.RuntimeException")
	}
	step := int64(1)
	if high < low {
		step = -1
	}
	n := (high-low)*step + 1
	if n > 1_000_000 {
		return Value{&Unknown{Reason: "a range of more than 1,000,000 numbers"}, from}
	}
	in.spend(int(n) * 32)
	list := &List{Type: "System.Object[]", Fixed: true}
	for i := low; int64(len(list.Items)) < n; i += step {
		list.Items = append(list.Items, Value{int32(i), from})
	}
	return Value{list, from}
}

func (in *Interp) bitwise(name string, left, right Value) any {
	a, ok := toInteger(left, math.MinInt64, math.MaxInt64)
	b, ok2 := toInteger(right, math.MinInt64, math.MaxInt64)
	if !ok || !ok2 {
		in.throw("-"+name+" needs numbers", "System.Management.Automation.RuntimeException")
	}
	var result int64
	switch name {
	case "band":
		result = a & b
	case "bor":
		result = a | b
	case "bxor":
		result = a ^ b
	case "shl":
		result = int64(int32(a) << (b & 31))
	case "shr":
		result = a >> (b & 31)
	}
	if result == int64(int32(result)) {
		return int32(result)
	}
	return result
}

func joinTexts(values []Value, separator string) string {
	parts := make([]string, len(values))
	for i, v := range values {
		parts[i] = Text(v)
	}
	return strings.Join(parts, separator)
}

// split is left -split right, where right may be a pattern, a limit and options.
func (in *Interp) split(left, right Value, sensitive bool, from syntax.Span) Value {
	args := items(right)
	if len(args) == 0 {
		args = []Value{{Data: ""}}
	}
	limit := 0
	if len(args) > 1 {
		limit, _ = index(args[1])
	}
	if limit < 0 || len(args) > 2 && !strings.EqualFold(Text(args[2]), "SimpleMatch") && !strings.EqualFold(Text(args[2]), "RegexMatch") {
		return Value{&Unknown{Reason: "options of -split are not interpreted"}, from}
	}
	if _, ok := args[0].Data.(*Block); ok {
		return Value{&Unknown{Reason: "-split by a script block is not interpreted"}, from}
	}
	pattern := args[0]
	if len(args) > 2 && strings.EqualFold(Text(args[2]), "SimpleMatch") {
		pattern = Value{Data: escapeRegex(Text(pattern))}
	}
	list := NewList()
	for _, item := range itemsToAdd(left) {
		for _, part := range in.splitRegex(in.regex(pattern, sensitive), Text(item), limit) {
			list.Items = append(list.Items, Value{part, from})
		}
	}
	return Value{list, from}
}

// replaceAll is left -replace right, on a text or on each of a list.
func (in *Interp) replaceAll(left, right Value, sensitive bool, from syntax.Span) Value {
	args := itemsToAdd(right)
	if len(args) > 2 {
		in.throw("-replace takes a pattern and a text", "System.Management.Automation.RuntimeException")
	}
	with := Value{Data: ""}
	if len(args) > 1 {
		with = args[1]
	}
	r := in.regex(args[0], sensitive)
	list, ok := left.Data.(*List)
	if !ok {
		return Value{in.replace(left, r, with), from}
	}
	replaced := NewList()
	for _, item := range list.Items {
		replaced.Items = append(replaced.Items, Value{in.replace(item, r, with), from})
	}
	return Value{replaced, from}
}
