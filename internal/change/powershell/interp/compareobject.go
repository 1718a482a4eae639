package interp

import (
	"slices"
)

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
		c.in.step()
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
