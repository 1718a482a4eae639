package interp

import (
	"math"
	"strings"
)

// accelerators are PowerShell's short names of types.
var accelerators = map[string]string{
	"string": "System.String", "int": "System.Int32", "int32": "System.Int32", "long": "System.Int64", "int64": "System.Int64",
	"double": "System.Double", "float": "System.Single", "single": "System.Single", "decimal": "System.Decimal",
	"bool": "System.Boolean", "boolean": "System.Boolean", "byte": "System.Byte", "char": "System.Char",
	"datetime": "System.DateTime", "timespan": "System.TimeSpan", "array": "System.Array", "object": "System.Object",
	"hashtable": "System.Collections.Hashtable", "regex": "System.Text.RegularExpressions.Regex",
	"pscustomobject": "System.Management.Automation.PSCustomObject", "psobject": "System.Management.Automation.PSObject",
	"scriptblock": "System.Management.Automation.ScriptBlock", "switch": "System.Management.Automation.SwitchParameter",
	"guid": "System.Guid", "void": "System.Void", "math": "System.Math", "convert": "System.Convert", "environment": "System.Environment",
	"version": "System.Version", "ipaddress": "System.Net.IPAddress", "uri": "System.Uri", "xml": "System.Xml.XmlDocument",
	"uint32": "System.UInt32", "uint64": "System.UInt64", "uint16": "System.UInt16", "int16": "System.Int16", "sbyte": "System.SByte",
	"type": "System.Type", "securestring": "System.Security.SecureString", "pscredential": "System.Management.Automation.PSCredential",
	"ordered": "System.Collections.Specialized.OrderedDictionary",
}

// fullTypeName returns the name of a type with its namespace, as far as it is known.
func fullTypeName(name string) string {
	base, suffix := name, ""
	if i := strings.IndexByte(name, '['); i > 0 {
		base, suffix = name[:i], name[i:]
	}
	if full, ok := accelerators[strings.ToLower(base)]; ok {
		return full + suffix
	}
	if !strings.HasPrefix(strings.ToLower(name), "system.") && systemTypes[strings.ToLower(name)] {
		return "System." + name
	}
	return name
}

// systemTypes are types that are found without "System." before them.
var systemTypes = map[string]bool{
	"io.path": true, "io.file": true, "net.dns": true, "text.encoding": true, "collections.arraylist": true,
	"collections.generic.list[string]": true, "text.stringbuilder": true, "stringcomparison": true,
}

// shortTypeName returns the name of a type in lower case as it is looked up here.
func shortTypeName(name string) string {
	full := strings.ToLower(fullTypeName(name))
	return strings.TrimPrefix(full, "system.")
}

// Convert converts a value to a type as a cast does. It reports false where that fails,
// and returns Unknown for a type that is not known here.
func Convert(v Value, typeName string) (Value, bool) {
	short := shortTypeName(typeName)
	u := hasUnknown(v)
	if short == "string" {
		u = unreadable(v)
	}
	if u != nil {
		return Value{u, v.From}, true
	}
	if l, ok := v.Data.(Literal); ok {
		if v.Data = l.Value; short == "string" || short == "string[]" {
			v.Data = l.Text
		}
	}
	if element, ok := strings.CutSuffix(short, "[]"); ok {
		return convertList(v, element)
	}
	data, ok := convertTo(v, short)
	return Value{data, v.From}, ok
}

func convertList(v Value, element string) (Value, bool) {
	list := &List{Type: fullTypeName(element) + "[]", Fixed: true}
	for known, full := range accelerators {
		if strings.EqualFold(full, "system."+element) || known == element {
			list.Type = full + "[]"
			break
		}
	}
	if v.Data == nil {
		return v, true
	}
	source := items(v)
	if text, ok := v.Data.(string); ok && element == "char" {
		source = chars(text, v)
	}
	for _, item := range source {
		converted, ok := Convert(item, element)
		if !ok {
			return v, false
		}
		list.Items = append(list.Items, converted)
	}
	return Value{list, v.From}, true
}

func convertTo(v Value, short string) (any, bool) {
	switch short {
	case "string":
		return Text(v), true
	case "boolean":
		return Bool(v), true
	case "management.automation.switchparameter":
		return Bool(v), true
	case "object", "management.automation.psobject":
		return v.Data, true
	case "void":
		return nil, true
	case "array":
		return NewList(items(v)...), true
	case "char":
		return toChar(v)
	case "datetime":
		return toDate(v)
	case "timespan":
		return toSpan(v)
	case "text.regularexpressions.regex":
		return toRegex(v)
	case "xml", "xml.xmldocument":
		return &Unknown{Reason: "XML is not interpreted"}, true
	case "management.automation.scriptblock":
		b, ok := v.Data.(*Block)
		return b, ok
	}
	if bounds, ok := integers[short]; ok {
		i, ok := toInteger(v, bounds.low, bounds.high)
		return bounds.make(i), ok
	}
	return convertOther(v, short)
}

type integerType struct {
	low, high int64
	make      func(int64) any
}

func makeInt32(i int64) any { return int32(i) }
func makeInt64(i int64) any { return i }

var integers = map[string]integerType{
	"int32": {math.MinInt32, math.MaxInt32, makeInt32}, "int64": {math.MinInt64, math.MaxInt64, makeInt64},
	"int16": {math.MinInt16, math.MaxInt16, makeInt32}, "uint16": {0, math.MaxUint16, makeInt32},
	"uint32": {0, math.MaxUint32, makeInt64}, "uint64": {0, math.MaxInt64, makeInt64}, "sbyte": {-128, 127, makeInt32},
	"byte": {0, 255, func(i int64) any { return Byte(i) }},
}

func convertOther(v Value, short string) (any, bool) {
	if text, ok := v.Data.(string); ok && strings.HasSuffix(short, "exception") {
		return newException("System."+short, Value{text, v.From}), true
	}
	switch short {
	case "double", "single":
		n, ok := toNumber(v.Data)
		if !ok {
			return nil, false
		}
		return float(n), true
	case "decimal":
		n, _ := toNumber(v.Data)
		r, ok := number(n)
		return r, ok
	case "management.automation.pscustomobject":
		return toObject(v), true
	case "collections.hashtable", "collections.specialized.ordereddictionary":
		t, ok := v.Data.(*Table)
		return t, ok || v.Data == nil
	case "collections.arraylist":
		return &List{Items: append([]Value(nil), items(v)...), Type: "System.Collections.ArrayList"}, true
	}
	if strings.HasPrefix(short, "collections.generic.list[") {
		return convertGeneric(v, short)
	}
	return &Unknown{Reason: "the type [" + short + "] is not interpreted"}, true
}

func convertGeneric(v Value, short string) (any, bool) {
	element := strings.TrimSuffix(strings.TrimPrefix(short, "collections.generic.list["), "]")
	list, ok := convertList(v, element)
	if l, isList := list.Data.(*List); ok && isList {
		return &List{Items: l.Items, Type: "System.Collections.Generic.List`1[" + fullTypeName(element) + "]"}, true
	}
	return nil, ok
}

func toChar(v Value) (any, bool) {
	switch d := v.Data.(type) {
	case Char:
		return d, true
	case string:
		r := []rune(d)
		if len(r) != 1 {
			return nil, false
		}
		return Char(r[0]), true
	}
	i, ok := toInteger(v, 0, 0xFFFF)
	return Char(i), ok && v.Data != nil
}

// toObject makes an object of a hash table. What is an object already stays itself.
func toObject(v Value) any {
	t, ok := v.Data.(*Table)
	if !ok {
		return v.Data
	}
	o := NewObject(customObject, "")
	o.Props = t.clone()
	return o
}
