package interp

import (
	"strings"
	"unicode"
	"unicode/utf16"

	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

// textMethod calls a method of String. Offsets count UTF-16 units.
func (in *Interp) textMethod(s, name string, args []Value, from syntax.Span) Value {
	switch len(args) {
	case 0:
		if f, ok := textFunctions[name]; ok {
			return Value{Data: f(s)}
		}
	case 1:
		if v, ok := in.textMethod1(s, name, args[0]); ok {
			return v
		}
	case 2:
		if v, ok := in.textMethod2(s, name, args[0], args[1]); ok {
			return v
		}
	}
	switch name {
	case "split":
		return in.splitMethod(s, args)
	case "trim":
		return Value{Data: strings.Trim(s, cutset(args))}
	case "trimstart":
		return Value{Data: strings.TrimLeft(s, cutset(args))}
	case "trimend":
		return Value{Data: strings.TrimRight(s, cutset(args))}
	}
	return notInterpreted("the method " + name + " of a text")
}

var textFunctions = map[string]func(string) any{
	"trim":             func(s string) any { return strings.TrimSpace(s) },
	"trimstart":        func(s string) any { return strings.TrimLeftFunc(s, unicode.IsSpace) },
	"trimend":          func(s string) any { return strings.TrimRightFunc(s, unicode.IsSpace) },
	"toupper":          func(s string) any { return strings.ToUpper(s) },
	"tolower":          func(s string) any { return strings.ToLower(s) },
	"toupperinvariant": func(s string) any { return strings.ToUpper(s) },
	"tolowerinvariant": func(s string) any { return strings.ToLower(s) },
	"tochararray":      func(s string) any { return &List{Items: chars(s, Value{}), Type: "System.Char[]", Fixed: true} },
	"clone":            func(s string) any { return s },
	"normalize":        func(s string) any { return s },
}

func (in *Interp) textMethod1(s, name string, arg Value) (Value, bool) {
	text := Text(arg)
	switch name {
	case "startswith":
		return Value{Data: strings.HasPrefix(s, text)}, true
	case "endswith":
		return Value{Data: strings.HasSuffix(s, text)}, true
	case "contains":
		return Value{Data: strings.Contains(s, text)}, true
	case "indexof":
		return Value{Data: int32(unitIndex(s, strings.Index(s, text)))}, true
	case "lastindexof":
		return Value{Data: int32(unitIndex(s, strings.LastIndex(s, text)))}, true
	case "indexofany":
		return Value{Data: int32(unitIndex(s, strings.IndexAny(s, cutset([]Value{arg}))))}, true
	case "compareto":
		return Value{Data: int32(compareText(s, text, true))}, true
	case "padleft", "padright":
		return in.pad(s, name, arg, " "), true
	case "substring":
		return in.substring(s, arg, nil), true
	case "remove":
		n, _ := index(arg)
		return in.substring(s, Value{Data: int32(0)}, &n), true
	case "chars":
		return itemAt(chars(s, Value{}), arg), true
	}
	return Value{}, false
}

func (in *Interp) textMethod2(s, name string, a, b Value) (Value, bool) {
	switch name {
	case "replace":
		if Text(a) == "" {
			in.throw("the text to replace is empty", "System.Management.Automation.MethodInvocationException")
		}
		in.spend(len(s))
		return Value{Data: strings.ReplaceAll(s, Text(a), Text(b))}, true
	case "substring":
		n, ok := index(b)
		if !ok {
			return Value{}, false
		}
		return in.substring(s, a, &n), true
	case "padleft", "padright":
		return in.pad(s, name, a, Text(b)), true
	case "insert":
		n, _ := index(a)
		head := in.substring(s, Value{Data: int32(0)}, &n)
		tail := in.substring(s, a, nil)
		return Value{Data: Text(head) + Text(b) + Text(tail)}, true
	case "remove":
		start, _ := index(a)
		n, _ := index(b)
		head := in.substring(s, Value{Data: int32(0)}, &start)
		tail := in.substring(s, Value{Data: int32(start + n)}, nil)
		return Value{Data: Text(head) + Text(tail)}, true
	case "startswith", "endswith", "contains", "indexof", "equals":
		return in.comparing(s, name, Text(a), Text(b))
	}
	return Value{}, false
}

// comparing is a method with a StringComparison.
func (in *Interp) comparing(s, name, text, how string) (Value, bool) {
	if strings.HasSuffix(strings.ToLower(how), "ignorecase") {
		s, text = strings.ToLower(s), strings.ToLower(text)
	} else if !strings.Contains(strings.ToLower(how), "culture") && !strings.EqualFold(how, "ordinal") {
		return Value{}, false
	}
	if name == "equals" {
		return Value{Data: s == text}, true
	}
	return in.textMethod1(s, name, Value{Data: text})
}

func (in *Interp) pad(s, name string, width Value, with string) Value {
	n, ok := index(width)
	if !ok || n < 0 || n > maxText || len(with) != 1 {
		return notInterpreted("this padding")
	}
	in.spend(n)
	fill := strings.Repeat(with, max(0, n-units16(s)))
	if name == "padleft" {
		return Value{Data: fill + s}
	}
	return Value{Data: s + fill}
}

// substring cuts n units from start, or all from there where n is nil.
func (in *Interp) substring(s string, start Value, n *int) Value {
	units := utf16.Encode([]rune(s))
	from, ok := index(start)
	to := len(units)
	if n != nil {
		to = from + *n
	}
	if !ok || from < 0 || from > len(units) || to < from || to > len(units) {
		in.throw("a substring is outside of the text '"+s+"'", "System.Management.Automation.MethodInvocationException")
	}
	return Value{Data: string(utf16.Decode(units[from:to]))}
}

// unitIndex turns an offset in bytes into one in UTF-16 units.
func unitIndex(s string, i int) int {
	if i < 0 {
		return i
	}
	return units16(s[:i])
}

// cutset returns the characters of arguments, blanks if there are none.
func cutset(args []Value) string {
	if len(args) == 0 {
		return " \t\r\n\v\f\u00a0"
	}
	var b strings.Builder
	for _, arg := range args {
		for _, item := range itemsToAdd(arg) {
			b.WriteString(Text(item))
		}
	}
	return b.String()
}
