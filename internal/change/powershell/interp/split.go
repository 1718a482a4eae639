package interp

import (
	"strings"
)

// splitMethod is String.Split: by any of the characters. As in 5.1 a text is its characters.
func (in *Interp) splitMethod(s string, args []Value) Value {
	removeEmpty, limit := false, -1
	for len(args) > 1 {
		last := args[len(args)-1]
		switch {
		case strings.EqualFold(Text(last), "RemoveEmptyEntries"):
			removeEmpty = true
		case strings.EqualFold(Text(last), "None"):
		case isNumber(last.Data):
			limit, _ = index(last)
		default:
			if _, isChar := last.Data.(Char); !isChar && len(Text(last)) != 1 {
				return notInterpreted("this form of Split")
			}
			return in.splitAt(s, cutset(args), removeEmpty, limit)
		}
		args = args[:len(args)-1]
	}
	if len(args) == 1 {
		if text, ok := args[0].Data.(string); ok && len(text) > 1 {
			return Value{Data: &Unknown{Reason: "Split with '" + text + "' differs between versions of PowerShell"}}
		}
	}
	return in.splitAt(s, cutset(args), removeEmpty, limit)
}

func (in *Interp) splitAt(s, separators string, removeEmpty bool, limit int) Value {
	list := &List{Type: "System.String[]", Fixed: true}
	for start := 0; ; {
		i := strings.IndexAny(s[start:], separators)
		if i < 0 || limit > 0 && len(list.Items) == limit-1 {
			if !removeEmpty || start < len(s) {
				list.Items = append(list.Items, Value{Data: s[start:]})
			}
			break
		}
		if !removeEmpty || i > 0 {
			list.Items = append(list.Items, Value{Data: s[start : start+i]})
		}
		_, size := firstRune(s[start+i:])
		start += i + size
	}
	in.spend(len(s) + 32*len(list.Items))
	return Value{Data: list}
}

func firstRune(s string) (rune, int) {
	for i, r := range s {
		if i > 0 {
			return r, i
		}
	}
	return 0, len(s)
}
