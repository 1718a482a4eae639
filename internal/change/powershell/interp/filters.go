package interp

import (
	"strings"
)

const whereSpec = "FilterScript@1 Property Value@2 InputObject EQ! NE! GT! GE! LT! LE! Like! NotLike! Match! NotMatch! Contains! NotContains! In! NotIn! Not! Is! IsNot! " +
	"CEQ! CNE! CLike! CMatch! CContains! CIn!"

// whereObject is Where-Object with a script block or with a property, an operator and a value.
func whereObject(c *invocation) []Value {
	c.take(whereSpec)
	if u := c.doubt(); u != nil {
		return []Value{{u, c.from}}
	}
	selected, u := c.in.filter(c.values(), c.condition())
	if u != nil {
		return []Value{{u, c.from}}
	}
	return selected
}

func (c *invocation) condition() func(Value) Value {
	filter, _ := c.get("FilterScript")
	if block, ok := filter.Data.(*Block); ok {
		return func(item Value) Value { return collect(c.in.callWith(block, item), c.from) }
	}
	if name, ok := c.get("Property"); ok {
		filter = name
	}
	value, _ := c.get("Value")
	operator := ""
	for _, b := range c.bound.Bound {
		if b.Parameter.Switch() {
			operator = strings.ToLower(b.Parameter.Name)
		}
	}
	return func(item Value) Value {
		property := c.in.property(item, Text(filter))
		switch {
		case unknown(property) != nil || operator == "":
			return property
		case operator == "not":
			return Value{Data: !Bool(property)}
		}
		return c.in.binary("-"+operator, property, value, c.from)
	}
}

func isObject(v Value) bool { _, ok := v.Data.(*Object); return ok }
