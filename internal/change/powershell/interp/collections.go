package interp

import (
	"math"
	"slices"
	"strings"
)

// sortObject is Sort-Object.
func sortObject(c *invocation) []Value {
	c.take("Property@1 Descending! Unique! InputObject CaseSensitive! Culture Top Bottom Stable!")
	if u := c.doubt(); u != nil {
		return []Value{{u, c.from}}
	}
	properties, _ := c.get("Property")
	by := items(properties)
	if len(by) == 0 {
		by = []Value{{}}
	}
	list := slices.Clone(c.values())
	keys := make(map[int][]Value, len(list))
	order := make([]int, len(list))
	for i, item := range list {
		order[i] = i
		for _, p := range by {
			key := item
			if p.Data != nil {
				key = c.sortKey(item, p)
			}
			if u := hasUnknown(key); u != nil {
				return []Value{{u, c.from}}
			}
			keys[i] = append(keys[i], key)
		}
	}
	sensitive := c.is("CaseSensitive")
	slices.SortStableFunc(order, func(a, b int) int { return c.compareKeys(keys[a], keys[b], by, sensitive) })
	out := make([]Value, 0, len(list))
	for n, i := range order {
		if c.is("Unique") && n > 0 && c.compareKeys(keys[order[n-1]], keys[i], by, sensitive) == 0 {
			continue
		}
		out = append(out, list[i])
	}
	if top, ok := c.get("Top"); ok {
		n, _ := index(top)
		out = out[:max(0, min(len(out), n))]
	}
	return out
}

func (c *invocation) sortKey(item, property Value) Value {
	if t, ok := property.Data.(*Table); ok {
		if e, ok := t.Get("Expression"); ok {
			return c.key(item, e)
		}
		if e, ok := t.Get("E"); ok {
			return c.key(item, e)
		}
	}
	return c.key(item, property)
}

func (c *invocation) compareKeys(a, b, by []Value, sensitive bool) int {
	for i := range a {
		order, ok := compareValues(a[i], b[i], sensitive)
		if !ok {
			order = compareText(Text(a[i]), Text(b[i]), sensitive)
		}
		descending := c.is("Descending")
		if t, ok := by[i].Data.(*Table); ok {
			if d, ok := t.Get("Descending"); ok {
				descending = Bool(d)
			}
		}
		if descending {
			order = -order
		}
		if order != 0 {
			return order
		}
	}
	return 0
}

// groupObject is Group-Object.
func groupObject(c *invocation) []Value {
	c.take("Property@1 NoElement! AsHashTable! AsString! InputObject CaseSensitive!")
	if u := c.doubt(); u != nil {
		return []Value{{u, c.from}}
	}
	properties, _ := c.get("Property")
	groups, names := map[string][]Value{}, []string{}
	for _, item := range c.values() {
		var parts []string
		for _, p := range items(properties) {
			key := c.sortKey(item, p)
			if u := hasUnknown(key); u != nil {
				return []Value{{u, c.from}}
			}
			parts = append(parts, joinTexts(items(key), ", "))
		}
		if len(parts) == 0 {
			parts = []string{Text(item)}
		}
		name := strings.Join(parts, ", ")
		if i := slices.IndexFunc(names, func(n string) bool { return sameText(n, name, c.is("CaseSensitive")) }); i >= 0 {
			name = names[i]
		} else {
			names = append(names, name)
		}
		groups[name] = append(groups[name], item)
	}
	return c.groups(groups, names)
}

func (c *invocation) groups(groups map[string][]Value, names []string) []Value {
	if c.is("AsHashTable") {
		t := NewTable()
		for _, name := range names {
			t.Set(name, Value{NewList(groups[name]...), c.from})
		}
		return []Value{{t, c.from}}
	}
	slices.SortStableFunc(names, func(a, b string) int { return compareText(a, b, false) })
	var out []Value
	for _, name := range names {
		o := NewObject("Microsoft.PowerShell.Commands.GroupInfo", "Microsoft.PowerShell.Commands.GroupInfo")
		o.Props.Set("Count", Value{int32(len(groups[name])), c.from})
		o.Props.Set("Name", Value{name, c.from})
		o.Props.Set("Group", Value{NewList(groups[name]...), c.from})
		o.Props.Set("Values", Value{NewList(Value{name, c.from}), c.from})
		out = append(out, Value{o, c.from})
	}
	return out
}

// measureObject is Measure-Object.
func measureObject(c *invocation) []Value {
	c.take("Property@1 Sum! Average! Maximum! Minimum! Line! Word! Character! InputObject AllStats! StandardDeviation!")
	if u := c.doubt(); u != nil {
		return []Value{{u, c.from}}
	}
	property, has := c.get("Property")
	var numbers []Value
	for _, item := range c.values() {
		if has {
			v, ok := c.in.ownProperty(item, Text(property))
			if !ok || v.Data == nil {
				continue
			}
			item = v
		}
		if u := hasUnknown(item); u != nil {
			return []Value{{u, c.from}}
		}
		numbers = append(numbers, item)
	}
	o := NewObject("Microsoft.PowerShell.Commands.GenericMeasureInfo", "Microsoft.PowerShell.Commands.GenericMeasureInfo")
	o.Props.Set("Count", Value{int32(len(numbers)), c.from})
	for _, name := range []string{"Average", "Sum", "Maximum", "Minimum"} {
		o.Props.Set(name, Value{nil, c.from})
		if c.is(name) || c.is("AllStats") {
			o.Props.Set(name, Value{measure(name, numbers), c.from})
		}
	}
	o.Props.Set("Property", Value{property.Data, c.from})
	if c.is("Line") || c.is("Word") || c.is("Character") || c.is("StandardDeviation") {
		return []Value{{&Unknown{Reason: "this form of Measure-Object is not interpreted"}, c.from}}
	}
	return []Value{{o, c.from}}
}

func measure(name string, values []Value) any {
	if len(values) == 0 {
		return nil
	}
	best, sum, all := values[0], 0.0, true
	for _, v := range values {
		n, ok := toNumber(v.Data)
		all = all && ok
		sum += float(n)
		order, _ := compareValues(v, best, false)
		if name == "Maximum" && order > 0 || name == "Minimum" && order < 0 {
			best = v
		}
	}
	switch {
	case name == "Sum" && all:
		return sum
	case name == "Average" && all:
		return sum / float64(len(values))
	case name == "Sum" || name == "Average":
		return &Unknown{Reason: "the sum of texts"}
	case isNumber(best.Data) && !math.IsNaN(float(best.Data)):
		return float(best.Data)
	}
	return best.Data
}

// compareObject is Compare-Object: what is on one side only.
func compareObject(c *invocation) []Value {
	c.take("ReferenceObject@1 DifferenceObject@2 Property IncludeEqual! ExcludeDifferent! PassThru! CaseSensitive! SyncWindow")
	left, _ := c.get("ReferenceObject")
	right, _ := c.get("DifferenceObject")
	if c.piped {
		right = Value{Data: NewList(c.input...)}
	}
	if u := hasUnknown(Value{Data: NewList(append(slices.Clone(items(left)), items(right)...)...)}); u != nil {
		return []Value{{u, c.from}}
	}
	properties, _ := c.get("Property")
	same := func(a, b Value) bool {
		for _, p := range items(properties) {
			if !equal(c.key(a, p), c.key(b, p), c.is("CaseSensitive")) {
				return false
			}
		}
		return len(items(properties)) > 0 || equal(a, b, c.is("CaseSensitive"))
	}
	return c.differences(slices.Clone(items(left)), items(right), items(properties), same)
}

func (c *invocation) differences(left, right, properties []Value, same func(a, b Value) bool) []Value {
	var both, onlyRight []Value
	for _, r := range right {
		i := slices.IndexFunc(left, func(l Value) bool { return same(l, r) })
		if i < 0 {
			onlyRight = append(onlyRight, r)
			continue
		}
		both = append(both, left[i])
		left = slices.Delete(left, i, i+1)
	}
	var out []Value
	if c.is("IncludeEqual") {
		out = append(out, c.sides(both, properties, "==")...)
	}
	if !c.is("ExcludeDifferent") {
		out = append(out, c.sides(onlyRight, properties, "=>")...)
		out = append(out, c.sides(left, properties, "<=")...)
	}
	return out
}

func (c *invocation) sides(list, properties []Value, indicator string) []Value {
	if c.is("PassThru") {
		return list
	}
	var out []Value
	for _, v := range list {
		o := NewObject(customObject, "")
		for _, p := range properties {
			name, value := c.property(v, p)
			o.Props.Set(name, value)
		}
		if len(properties) == 0 {
			o.Props.Set("InputObject", v)
		}
		o.Props.Set("SideIndicator", Value{indicator, c.from})
		out = append(out, Value{o, c.from})
	}
	return out
}
