package interp

import (
	"math"
	"strings"
	"time"

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
