package values

import "strings"

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
