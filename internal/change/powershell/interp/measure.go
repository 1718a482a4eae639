package interp

import (
	"math"
)

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
