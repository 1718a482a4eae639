package interp

import (
	"encoding/base64"
	"math"
	"math/big"
	"slices"
	"strings"
	"time"

	"github.com/dlclark/regexp2"

	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

func typeProperty(t Type, name string) (Value, bool) {
	full := fullTypeName(string(t))
	switch strings.ToLower(name) {
	case "fullname":
		return Value{Data: full}, true
	case "name":
		return Value{Data: full[strings.LastIndexAny(full, ".+")+1:]}, true
	case "namespace":
		return Value{Data: full[:max(0, strings.LastIndexByte(full, '.'))]}, true
	case "isarray":
		return Value{Data: strings.HasSuffix(full, "[]")}, true
	}
	return notInterpreted("the property " + name + " of a type"), true
}

// staticProperty evaluates [type]::name.
func (in *Interp) staticProperty(owner Value, name string) any {
	t, ok := owner.Data.(Type)
	if !ok {
		return in.property(owner, name).Data
	}
	short, name := shortTypeName(string(t)), strings.ToLower(name)
	switch short + "." + name {
	case "datetime.now", "datetime.utcnow":
		return in.now()
	case "datetime.today":
		if d, ok := in.now().(Date); ok {
			return Date{d.Truncate(24 * time.Hour)}
		}
		return in.now()
	case "string.empty":
		return ""
	case "environment.newline":
		return "\r\n"
	case "environment.machinename":
		return in.environment("computername", syntax.Span{}).Data
	case "math.pi":
		return math.Pi
	case "datetime.maxvalue":
		return Date{time.Date(9999, 12, 31, 23, 59, 59, 999999900, time.UTC)}
	case "datetime.minvalue":
		return Date{time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)}
	case "int32.maxvalue":
		return int32(math.MaxInt32)
	case "int32.minvalue":
		return int32(math.MinInt32)
	case "int64.maxvalue":
		return int64(math.MaxInt64)
	case "guid.empty":
		return "00000000-0000-0000-0000-000000000000"
	case "timespan.zero":
		return Span(0)
	case "text.encoding.utf8", "text.encoding.unicode", "text.encoding.ascii":
		return NewObject("encoding:"+name, "")
	}
	if enumTypes[short] || strings.HasPrefix(short, "microsoft.exchange") {
		return Enum{fullTypeName(string(t)), name}
	}
	return &Unknown{Reason: "[" + string(t) + "]::" + name + " is not interpreted"}
}

var enumTypes = map[string]bool{
	"stringcomparison": true, "stringsplitoptions": true, "text.regularexpressions.regexoptions": true, "dayofweek": true,
	"io.fileaccess": true, "management.automation.actionpreference": true,
}

func (in *Interp) now() any {
	if in.options.Now.IsZero() {
		return &Unknown{Reason: "the time at which the script runs is not known"}
	}
	return in.options.Now
}

// static calls [type]::name(args).
func (in *Interp) static(owner Value, name string, args []Value, from syntax.Span) Value {
	t, ok := owner.Data.(Type)
	if !ok {
		return in.method(owner, name, args, from)
	}
	short, lower := shortTypeName(string(t)), strings.ToLower(name)
	if lower == "readallbytes" || lower == "readalltext" || lower == "readalllines" {
		return Value{in.fileContent(args), from}
	}
	if lower == "new" {
		return in.newObject(string(t), args, from)
	}
	for _, arg := range args {
		if u := hasUnknown(arg); u != nil {
			return Value{u, from}
		}
	}
	if data, ok := in.staticMethod(short, lower, args); ok {
		return Value{data, from}
	}
	return Value{&Unknown{Reason: "[" + string(t) + "]::" + name + " is not interpreted"}, from}
}

// fileContent is what is read from a file: unknown, but its name is kept.
func (in *Interp) fileContent(args []Value) any {
	if len(args) == 0 || hasUnknown(args[0]) != nil {
		return &Unknown{Reason: "the content of a file is not known"}
	}
	return &Unknown{Reason: "the content of the file " + Text(args[0]) + " is not known", File: Text(args[0])}
}

func (in *Interp) staticMethod(short, name string, args []Value) (any, bool) {
	switch short {
	case "string":
		return in.stringStatic(name, args)
	case "math":
		return mathStatic(name, args)
	case "text.regularexpressions.regex":
		return in.regexStatic(name, args)
	case "convert":
		return in.convertStatic(name, args)
	case "io.path":
		return pathStatic(name, args)
	case "array":
		return in.arrayStatic(name, args)
	case "datetime", "timespan":
		return in.timeStatic(short, name, args)
	}
	if name == "parse" && len(args) == 1 {
		v, ok := Convert(args[0], short)
		if !ok {
			in.throw("'"+Text(args[0])+"' can't be read as a "+short, "System.Management.Automation.MethodInvocationException")
		}
		return v.Data, true
	}
	return nil, false
}

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

func mathStatic(name string, args []Value) (any, bool) {
	if len(args) == 0 {
		return nil, false
	}
	first, ok := toNumber(args[0].Data)
	if _, isBool := args[0].Data.(bool); !ok || isBool {
		return nil, false
	}
	a, b := float(first), 0.0
	if len(args) > 1 {
		second, _ := toNumber(args[1].Data)
		b = float(second)
	}
	switch name {
	case "floor":
		return likeArgument(args[0], math.Floor(a)), true
	case "ceiling":
		return likeArgument(args[0], math.Ceil(a)), true
	case "truncate":
		return likeArgument(args[0], math.Trunc(a)), true
	case "round":
		return likeArgument(args[0], roundTo(a, int(b))), len(args) < 3
	case "abs":
		if i, isInt := args[0].Data.(int32); isInt && i != math.MinInt32 {
			return max(i, -i), true
		}
		return math.Abs(a), true
	case "max", "min":
		if len(args) != 2 {
			return nil, false
		}
		if (a >= b) == (name == "max") {
			return first, true
		}
		second, _ := toNumber(args[1].Data)
		return second, true
	case "pow":
		return math.Pow(a, b), true
	case "sqrt":
		return math.Sqrt(a), true
	}
	return nil, false
}

// likeArgument returns a decimal where the argument is an integer or a decimal.
func likeArgument(arg Value, f float64) any {
	switch arg.Data.(type) {
	case int32, int64, *big.Rat:
		return new(big.Rat).SetFloat64(f)
	}
	return f
}

// roundTo rounds to decimals, halves to the even neighbour.
func roundTo(f float64, decimals int) float64 {
	if decimals < 0 || decimals > 15 {
		return f
	}
	factor := math.Pow(10, float64(decimals))
	return math.RoundToEven(f*factor) / factor
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

// pathStatic is System.IO.Path, with the separators of Windows.
func pathStatic(name string, args []Value) (any, bool) {
	if len(args) == 0 {
		return nil, false
	}
	path := Text(args[0])
	file := path[strings.LastIndexAny(path, `\/:`)+1:]
	dot := strings.LastIndexByte(file, '.')
	switch name {
	case "combine":
		parts := []string{}
		for _, arg := range args {
			parts = append(parts, Text(arg))
		}
		return joinPath(parts...), true
	case "getfilename":
		return file, true
	case "getfilenamewithoutextension":
		if dot >= 0 {
			file = file[:dot]
		}
		return file, true
	case "getextension":
		if dot < 0 {
			return "", true
		}
		return file[dot:], true
	case "getdirectoryname":
		return strings.TrimRight(path[:len(path)-len(file)], `\/`), true
	}
	return nil, false
}

func joinPath(parts ...string) string {
	joined := parts[0]
	for _, part := range parts[1:] {
		if joined == "" {
			joined = part
			continue
		}
		joined = strings.TrimRight(joined, `\/`) + `\` + strings.TrimLeft(part, `\/`)
	}
	return joined
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
