package values

import (
	"strconv"
	"strings"
)

// splitPlain cuts a joined column whose elements hold no blank, comma, semicolon or
// bar themselves.
func SplitPlain(text string) []string {
	return strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune("; |,\t\r\n", c) })
}

// asList returns strings as a value of the normal form.
func AsList(list []string) []any {
	values := make([]any, len(list))
	for i, text := range list {
		values[i] = text
	}
	return values
}

// PortOf returns a binding's port.
func PortOf(binding string) (int64, bool) {
	i := strings.LastIndexByte(binding, ':')
	n, err := strconv.ParseUint(binding[i+1:], 10, 16)
	return int64(n), i >= 0 && err == nil
}
