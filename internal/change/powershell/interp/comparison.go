package interp

import (
	"math"
	"strings"

	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

func contains(list, value Value, sensitive bool) bool {
	for _, item := range itemsToAdd(list) {
		if equal(item, value, sensitive) {
			return true
		}
	}
	return false
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
