package interp

import (
	"cmp"
	"slices"
	"strings"
)

// equal reports whether left -eq right. The left operand's type decides how.
func equal(left, right Value, sensitive bool) bool {
	switch l := left.Data.(type) {
	case nil:
		return right.Data == nil
	case string:
		if right.Data == nil {
			return false
		}
		return sameText(l, Text(right), sensitive)
	case bool:
		return right.Data != nil && l == Bool(right)
	case Enum:
		return right.Data != nil && sameFlags(l.Text, Text(right))
	case *List, *Table, *Block:
		return left.Data == right.Data
	case *Object:
		return equalObject(l, right)
	}
	if right.Data == nil {
		return false
	}
	order, ok := compareTyped(left, right, sensitive)
	return ok && order == 0
}

// equalObject compares the objects of the host by their text, others by identity.
func equalObject(l *Object, right Value) bool {
	if r, ok := right.Data.(*Object); ok && l == r {
		return true
	}
	return l.Text != "" && right.Data != nil && strings.EqualFold(l.Text, Text(right))
}

func sameText(a, b string, sensitive bool) bool {
	if sensitive {
		return a == b
	}
	return strings.EqualFold(a, b)
}

// sameFlags compares the names of flags without regard to their order.
func sameFlags(a, b string) bool { return slices.Equal(flagNames(a), flagNames(b)) }

func flagNames(text string) []string {
	var names []string
	for _, name := range strings.Split(strings.ToLower(text), ",") {
		if name = strings.TrimSpace(name); name != "" && name != "none" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// compareValues orders two values as -lt and Sort-Object do. It reports false where they
// can't be compared.
func compareValues(left, right Value, sensitive bool) (int, bool) {
	switch {
	case left.Data == nil && right.Data == nil:
		return 0, true
	case left.Data == nil:
		if isNumber(right.Data) && float(right.Data) < 0 {
			return 1, true
		}
		return -1, true
	case right.Data == nil:
		if isNumber(left.Data) && float(left.Data) < 0 {
			return -1, true
		}
		return 1, true
	}
	return compareTyped(left, right, sensitive)
}

func compareTyped(left, right Value, sensitive bool) (int, bool) {
	switch l := left.Data.(type) {
	case Date:
		r, ok := toDate(right)
		if !ok {
			return 0, false
		}
		return l.Compare(r.(Date).Time), true
	case Span:
		r, ok := toSpan(right)
		if !ok {
			return 0, false
		}
		return cmp.Compare(l, r.(Span)), true
	case bool:
		return cmp.Compare(asInt(l), asInt(Bool(right))), true
	case Char:
		if _, isText := right.Data.(string); isText {
			return compareText(string(rune(l)), Text(right), sensitive), true
		}
		return cmp.Compare(int64(l), int64(float(right.Data))), true
	case string, Enum, *Object:
		return compareText(Text(left), Text(right), sensitive), true
	case Type:
		return compareText(fullTypeName(string(l)), Text(right), false), true
	}
	return compareNumbers(left, right)
}

func compareNumbers(left, right Value) (int, bool) {
	n, ok := toNumber(right.Data)
	if !ok || !isNumber(left.Data) {
		return 0, false
	}
	if isFloat(left.Data) || isFloat(n) {
		return cmp.Compare(float(left.Data), float(n)), true
	}
	l, ok := number(left.Data)
	if !ok {
		return 0, false
	}
	r, ok := number(n)
	if !ok {
		return 0, false
	}
	return l.Cmp(r), true
}

func asInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// compareText orders texts roughly as a culture does: punctuation, digits, letters, and
// lower case before upper case where nothing else differs.
func compareText(a, b string, sensitive bool) int {
	order := cmp.Compare(collationKey(a), collationKey(b))
	if order == 0 && sensitive {
		return cmp.Compare(b, a)
	}
	return order
}

// punctuation is what comes before digits and letters, in its order.
const punctuation = "\t\n\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"

func collationKey(s string) string {
	return strings.Map(func(r rune) rune {
		if i := strings.IndexRune(punctuation, r); i >= 0 {
			return 1 + rune(i)
		}
		return r + 64
	}, strings.ToLower(s))
}
