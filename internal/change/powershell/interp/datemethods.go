package interp

import (
	"math"
	"time"
)

func (in *Interp) dateMethod(d Date, name string, args []Value) Value {
	if len(args) == 1 {
		if v, ok := in.dateAdd(d, name, args[0]); ok {
			return v
		}
		switch name {
		case "tostring":
			return Value{Data: in.dateText(d, Text(args[0]))}
		case "subtract":
			return Value{Data: in.subtract(Value{Data: d}, args[0])}
		case "add":
			return Value{Data: in.add(Value{Data: d}, args[0])}
		case "compareto":
			order, _ := compareValues(Value{Data: d}, args[0], false)
			return Value{Data: int32(order)}
		}
	}
	switch name {
	case "toshortdatestring":
		return Value{Data: d.Format("01/02/2006")}
	case "tolongdatestring", "toshorttimestring", "tolongtimestring":
		return notInterpreted("the method " + name + " of a date")
	}
	return Value{Data: &Unknown{Reason: "the method " + name + " of a date depends on the computer"}}
}

func (in *Interp) dateAdd(d Date, name string, arg Value) (Value, bool) {
	n, ok := toNumber(arg.Data)
	if !ok {
		return Value{}, false
	}
	units := map[string]time.Duration{
		"adddays": 24 * time.Hour, "addhours": time.Hour, "addminutes": time.Minute, "addseconds": time.Second, "addmilliseconds": time.Millisecond,
	}
	if unit, ok := units[name]; ok {
		f := float(n) * float64(unit)
		if math.Abs(f) > math.MaxInt64/2 {
			in.throw("the date is out of range", "System.Management.Automation.MethodInvocationException")
		}
		return Value{Data: Date{d.Add(time.Duration(f))}}, true
	}
	count, _ := round(n)
	if count < -10000 || count > 10000 {
		return Value{}, false
	}
	switch name {
	case "addmonths":
		return Value{Data: addMonths(d, int(count))}, true
	case "addyears":
		return Value{Data: addMonths(d, int(count)*12)}, true
	}
	return Value{}, false
}

// addMonths keeps the day within the month, as .NET does.
func addMonths(d Date, n int) Date {
	first := time.Date(d.Year(), d.Month()+time.Month(n), 1, d.Hour(), d.Minute(), d.Second(), d.Nanosecond(), time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return Date{first.AddDate(0, 0, min(d.Day(), last)-1)}
}

func (in *Interp) spanMethod(s Span, name string, args []Value) Value {
	if len(args) == 1 {
		switch name {
		case "add":
			return Value{Data: in.add(Value{Data: s}, args[0])}
		case "subtract":
			return Value{Data: in.subtract(Value{Data: s}, args[0])}
		}
	}
	return notInterpreted("the method " + name + " of a time span")
}
