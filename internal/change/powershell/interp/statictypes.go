package interp

import (
	"encoding/base64"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/dlclark/regexp2"
)

func (in *Interp) stringStatic(name string, args []Value) (any, bool) {
	switch {
	case name == "isnullorempty" && len(args) == 1:
		return Text(args[0]) == "", true
	case name == "isnullorwhitespace" && len(args) == 1:
		return strings.TrimSpace(Text(args[0])) == "", true
	case name == "join" && len(args) > 1:
		values := args[1:]
		if len(args) == 2 {
			values = items(args[1])
		}
		return joinTexts(values, Text(args[0])), true
	case name == "format" && len(args) > 1:
		if l, ok := args[1].Data.(*List); ok && len(args) == 2 {
			return in.format(Text(args[0]), l.Items), true
		}
		return in.format(Text(args[0]), args[1:]), true
	case name == "concat":
		if len(args) == 1 {
			return joinTexts(items(args[0]), ""), true
		}
		return joinTexts(args, ""), true
	case name == "equals" && len(args) == 2:
		return Text(args[0]) == Text(args[1]), true
	case (name == "equals" || name == "compare") && len(args) == 3:
		ignore := Bool(args[2]) && !strings.EqualFold(Text(args[2]), "False") && !strings.EqualFold(Text(args[2]), "Ordinal")
		if name == "equals" {
			return sameText(Text(args[0]), Text(args[1]), !ignore), true
		}
		return int32(compareText(Text(args[0]), Text(args[1]), !ignore)), true
	case name == "new" && len(args) == 2:
		return strings.Repeat(Text(args[0]), in.count(args[1])), true
	}
	return nil, false
}

func (in *Interp) regexStatic(name string, args []Value) (any, bool) {
	if name == "escape" && len(args) == 1 {
		return escapeRegex(Text(args[0])), true
	}
	if name == "unescape" && len(args) == 1 {
		text, err := regexp2.Unescape(Text(args[0]))
		return text, err == nil
	}
	if len(args) < 2 {
		return nil, false
	}
	sensitive := true
	rest := append([]Value{args[0]}, args[2:]...)
	if last := args[len(args)-1]; len(args) > 2 && strings.EqualFold(Text(last), "IgnoreCase") {
		sensitive, rest = false, rest[:len(rest)-1]
	}
	return in.regexMethod(in.regex(args[1], sensitive), name, rest).Data, true
}

func (in *Interp) convertStatic(name string, args []Value) (any, bool) {
	if len(args) != 1 {
		return nil, false
	}
	switch name {
	case "tobase64string":
		var bytes []byte
		for _, item := range items(args[0]) {
			i, ok := toInteger(item, 0, 255)
			if !ok {
				return nil, false
			}
			bytes = append(bytes, byte(i))
		}
		return base64.StdEncoding.EncodeToString(bytes), true
	case "frombase64string":
		bytes, err := base64.StdEncoding.DecodeString(Text(args[0]))
		if err != nil {
			in.throw("'"+Text(args[0])+"' is not Base64", "System.Management.Automation.MethodInvocationException")
		}
		list := &List{Type: "System.Byte[]", Fixed: true}
		for _, b := range bytes {
			list.Items = append(list.Items, Value{Data: Byte(b)})
		}
		return list, true
	}
	target := map[string]string{"toint32": "int", "toint64": "long", "tostring": "string", "toboolean": "bool", "todouble": "double", "todatetime": "datetime"}[name]
	if target == "" {
		return nil, false
	}
	v, ok := Convert(args[0], target)
	if !ok {
		in.throw("'"+Text(args[0])+"' can't be converted to ["+target+"]", "System.Management.Automation.MethodInvocationException")
	}
	return v.Data, true
}

func (in *Interp) arrayStatic(name string, args []Value) (any, bool) {
	if len(args) == 0 {
		return nil, false
	}
	l, ok := args[0].Data.(*List)
	switch {
	case !ok:
		return nil, false
	case name == "reverse" && len(args) == 1 && in.maybe == 0:
		slices.Reverse(l.Items)
		return nil, true
	case name == "sort" && len(args) == 1 && in.maybe == 0:
		slices.SortStableFunc(l.Items, func(a, b Value) int {
			order, _ := compareValues(a, b, true)
			return order
		})
		return nil, true
	case name == "indexof" && len(args) == 2:
		return int32(indexIn(l, args[1])), true
	}
	return nil, false
}

func (in *Interp) timeStatic(short, name string, args []Value) (any, bool) {
	if len(args) == 0 {
		return nil, false
	}
	switch {
	case name == "parse":
		v, ok := Convert(args[0], short)
		if !ok {
			in.throw("'"+Text(args[0])+"' can't be read as a "+short, "System.Management.Automation.MethodInvocationException")
		}
		return v.Data, true
	case name == "parseexact" && len(args) > 1:
		return in.parseExact(Text(args[0]), Text(args[1])), true
	case short == "timespan" && strings.HasPrefix(name, "from"):
		unit := map[string]time.Duration{"fromdays": 24 * time.Hour, "fromhours": time.Hour, "fromminutes": time.Minute, "fromseconds": time.Second}[name]
		n, ok := toNumber(args[0].Data)
		if unit == 0 || !ok || math.Abs(float(n)) > 1e5 {
			return nil, false
		}
		return Span(float(n) * float64(unit)), true
	}
	return nil, false
}

// parseExact reads a date by a format of .NET made of the usual letters.
func (in *Interp) parseExact(text, spec string) any {
	layout := strings.NewReplacer("yyyy", "2006", "yy", "06", "MMMM", "January", "MMM", "Jan", "MM", "01", "dd", "02", "HH", "15", "mm", "04", "ss", "05").Replace(spec)
	t, err := time.Parse(layout, text)
	if err != nil {
		in.throw("'"+text+"' is not a date of the form '"+spec+"'", "System.Management.Automation.MethodInvocationException")
	}
	return Date{t}
}
