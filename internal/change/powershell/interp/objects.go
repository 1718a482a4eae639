package interp

import (
	"strings"
	"time"

	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

// newObject makes an object of a type.
func (in *Interp) newObject(name string, args []Value, from syntax.Span) Value {
	short := shortTypeName(name)
	if len(args) == 0 && (short == "object" || short == "management.automation.psobject" || short == "management.automation.pscustomobject") {
		return Value{NewObject(customObject, ""), from}
	}
	switch {
	case short == "collections.arraylist" || strings.HasPrefix(short, "collections.generic.list["):
		if len(args) == 1 && isNumber(args[0].Data) {
			args = nil
		}
		return in.converted(collect(args, from), name, from)
	case short == "collections.hashtable" || short == "collections.specialized.ordereddictionary":
		t := NewTable()
		t.Ordered = short != "collections.hashtable"
		return Value{t, from}
	case short == "text.stringbuilder":
		return Value{NewObject("System.Text.StringBuilder", joinTexts(args, "")), from}
	case short == "datetime" && len(args) >= 3:
		return in.dateOf(args, from)
	case short == "text.regularexpressions.regex" && len(args) == 1, short == "string" && len(args) == 1:
		return in.converted(args[0], short, from)
	case strings.HasSuffix(short, "exception"):
		message := Value{Data: ""}
		if len(args) > 0 {
			message = args[0]
		}
		return Value{newException(fullTypeName(name), message), from}
	}
	return Value{&Unknown{Reason: "an object of the type " + name + " is not interpreted"}, from}
}

// newException makes an exception with a message.
func newException(name string, message Value) *Object {
	o := NewObject(name, name+": "+Text(message))
	o.Props.Set("Message", message)
	o.Props.Set("InnerException", Value{})
	return o
}

func (in *Interp) converted(v Value, name string, from syntax.Span) Value {
	c, ok := Convert(v, name)
	if !ok {
		in.throw("'"+Text(v)+"' can't be converted to ["+name+"]", "System.Management.Automation.MethodInvocationException")
	}
	if c.Data == nil {
		c.Data = &List{Type: fullTypeName(name)}
		if strings.Contains(strings.ToLower(name), "generic.list[") {
			element := name[strings.IndexByte(name, '[')+1 : len(name)-1]
			c.Data = &List{Type: "System.Collections.Generic.List`1[" + fullTypeName(element) + "]"}
		}
	}
	return Value{c.Data, from}
}

func (in *Interp) dateOf(args []Value, from syntax.Span) Value {
	var n [6]int
	for i, arg := range args[:min(len(args), 6)] {
		n[i], _ = index(arg)
	}
	return Value{Date{time.Date(n[0], time.Month(n[1]), n[2], n[3], n[4], n[5], 0, time.UTC)}, from}
}
