package interp

import (
	"strings"

	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

// typeOperator is -is, -isnot and -as.
func (in *Interp) typeOperator(name string, left, right Value, from syntax.Span) Value {
	target := Text(right)
	if t, ok := right.Data.(Type); ok {
		target = string(t)
	}
	if name == "as" {
		converted, ok := Convert(left, target)
		if !ok {
			return Value{nil, from}
		}
		return Value{converted.Data, from}
	}
	is, known := isType(left, target)
	if !known {
		return Value{&Unknown{Reason: "the type [" + target + "] is not interpreted"}, from}
	}
	return Value{is == (name == "is"), from}
}

// isType reports whether a value is of a type, and whether that is known.
func isType(v Value, target string) (is, known bool) {
	own, want := strings.ToLower(typeName(v)), strings.ToLower(fullTypeName(target))
	switch {
	case v.Data == nil:
		return false, true
	case own == want || want == "system.object":
		return true, true
	case want == "system.array":
		return strings.HasSuffix(own, "[]"), true
	case want == "system.management.automation.psobject":
		return isCustomValue(v), true
	case want == "system.collections.idictionary" || want == "collections.idictionary":
		_, ok := v.Data.(*Table)
		return ok, true
	case want == "system.valuetype":
		return isNumber(v.Data), true
	}
	_, basic := accelerators[strings.ToLower(target)]
	if _, isObject := v.Data.(*Object); isObject && !basic {
		return false, isCustomValue(v)
	}
	return false, basic || strings.HasPrefix(want, "system.") && basicNames[want]
}

func isCustomValue(v Value) bool {
	o, ok := v.Data.(*Object)
	return ok && isCustom(o)
}

var basicNames = func() map[string]bool {
	names := map[string]bool{}
	for _, full := range accelerators {
		names[strings.ToLower(full)] = true
	}
	return names
}()
