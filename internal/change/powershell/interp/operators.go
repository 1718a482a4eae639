package interp

import (
	"math"
	"strings"

	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

// binary applies an operator whose operands are both evaluated.
func (in *Interp) binary(op string, left, right Value, from syntax.Span) Value {
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

func contains(list, value Value, sensitive bool) bool {
	for _, item := range itemsToAdd(list) {
		if equal(item, value, sensitive) {
			return true
		}
	}
	return false
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

// comparison applies an operator that compares: on a list it selects items.
func (in *Interp) comparison(name string, left, right Value, sensitive bool, from syntax.Span) Value {
	list, ok := left.Data.(*List)
	if !ok {
		return Value{in.holds(name, left, right, sensitive, true), from}
	}
	selected := NewList()
	for _, item := range list.Items {
		if in.holds(name, item, right, sensitive, false) {
			if strings.HasSuffix(name, "like") {
				item.Data = Text(item) // as texts they are compared and handed on
			}
			selected.Items = append(selected.Items, item)
		}
	}
	return Value{selected, from}
}

// holds reports whether a comparison holds. A match sets $Matches.
func (in *Interp) holds(name string, left, right Value, sensitive, keep bool) bool {
	if isNaN(left) || isNaN(right) {
		return name == "ne"
	}
	switch name {
	case "eq":
		return equal(left, right, sensitive)
	case "ne":
		return !equal(left, right, sensitive)
	case "like":
		return in.like(Text(left), Text(right), sensitive)
	case "notlike":
		return !in.like(Text(left), Text(right), sensitive)
	case "match", "notmatch":
		m := in.match(in.regex(right, sensitive), Text(left))
		if m != nil && keep {
			in.setVariable("Matches", Value{Data: matchTable(m)})
		}
		return (m != nil) == (name == "match")
	}
	order, ok := compareValues(left, right, sensitive)
	if !ok {
		in.throw("'"+Text(left)+"' can't be compared with '"+Text(right)+"'", "System.Management.Automation.RuntimeException")
	}
	switch name {
	case "lt":
		return order < 0
	case "le":
		return order <= 0
	case "gt":
		return order > 0
	}
	return order >= 0
}

func isNaN(v Value) bool {
	f, ok := v.Data.(float64)
	return ok && math.IsNaN(f)
}

// typeOperator is -is, -isnot and -as.
func (in *Interp) typeOperator(name string, left, right Value, from syntax.Span) Value {
	target := Text(right)
	if t, ok := right.Data.(Type); ok {
		target = string(t)
	}
	if name == "as" {
		converted, ok := Convert(left, target)
		if !ok {
			return Value{nil, from}
		}
		return Value{converted.Data, from}
	}
	is, known := isType(left, target)
	if !known {
		return Value{&Unknown{Reason: "the type [" + target + "] is not interpreted"}, from}
	}
	return Value{is == (name == "is"), from}
}

// isType reports whether a value is of a type, and whether that is known.
func isType(v Value, target string) (is, known bool) {
	own, want := strings.ToLower(typeName(v)), strings.ToLower(fullTypeName(target))
	switch {
	case v.Data == nil:
		return false, true
	case own == want || want == "system.object":
		return true, true
	case want == "system.array":
		return strings.HasSuffix(own, "[]"), true
	case want == "system.management.automation.psobject":
		return isCustomValue(v), true
	case want == "system.collections.idictionary" || want == "collections.idictionary":
		_, ok := v.Data.(*Table)
		return ok, true
	case want == "system.valuetype":
		return isNumber(v.Data), true
	}
	_, basic := accelerators[strings.ToLower(target)]
	if _, isObject := v.Data.(*Object); isObject && !basic {
		return false, isCustomValue(v)
	}
	return false, basic || strings.HasPrefix(want, "system.") && basicNames[want]
}

func isCustomValue(v Value) bool {
	o, ok := v.Data.(*Object)
	return ok && isCustom(o)
}

var basicNames = func() map[string]bool {
	names := map[string]bool{}
	for _, full := range accelerators {
		names[strings.ToLower(full)] = true
	}
	return names
}()
