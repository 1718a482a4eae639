package values

import (
	"slices"
	"strings"
)

// distinguishedName is a distinguished name taken apart: one entry for each RDN, in
// the order written, as KEY=value in lower case with the blanks around both gone.
//
// Exchange looks a certificate up by comparing whole names after the platform has
// re-formatted them, without regard to case. Order counts: C=US, CN=x is not CN=x, C=US.
type distinguishedName []string

// parseName takes a name apart as the platform does (CertStrToName): RDNs are
// separated by comma or semicolon, values of one RDN by plus, and a value that
// starts with a quote runs to the next single one. ok is false where some part is
// not key=value.
func parseName(text string) (name distinguishedName, ok bool) {
	for _, part := range SplitName(text) {
		key, value, found := strings.Cut(part, "=")
		key, value = strings.TrimSpace(key), strings.TrimSpace(value)
		if !found || value == "" || !isKey(key) {
			return nil, false
		}
		name = append(name, shortKey(key)+"="+strings.ToLower(unquote(value)))
	}
	return name, len(name) > 0
}

// splitName cuts a name at the separators outside quotes. A plus stays with the
// part that it opens, so that a multi-valued RDN differs from two RDNs.
func SplitName(text string) []string {
	var parts []string
	quoted, start := false, 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"':
			quoted = !quoted
		case !quoted && (c == ',' || c == ';'):
			parts = append(parts, text[start:i])
			start = i + 1
		case !quoted && c == '+' && opensValue(text[i+1:]):
			parts = append(parts, text[start:i])
			start = i
		}
	}
	return append(parts, text[start:])
}

// opensValue reports whether a plus is followed by another key=value, not by more
// of the same value.
func opensValue(rest string) bool {
	end := strings.IndexFunc(rest, func(c rune) bool { return c != ' ' && !isKey(string(c)) })
	return end > 0 && rest[end] == '=' && isKey(strings.TrimSpace(rest[:end]))
}

// isKey reports whether a text can be an attribute's name: letters, digits, dots
// and hyphens, with the plus that splitName leaves in front.
func isKey(key string) bool {
	key = strings.TrimSpace(strings.TrimPrefix(key, "+"))
	for _, c := range key {
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-') {
			return false
		}
	}
	return key != ""
}

// shortKey returns an attribute's name in the spelling that .NET writes.
func shortKey(key string) string {
	plus := ""
	if rest, ok := strings.CutPrefix(key, "+"); ok {
		plus, key = "+", strings.TrimSpace(rest)
	}
	switch key = strings.ToUpper(key); key {
	case "ST":
		key = "S"
	case "EMAIL", "EMAILADDRESS":
		key = "E"
	}
	return plus + strings.TrimPrefix(key, "OID.")
}

func unquote(value string) string {
	if len(value) >= 2 && value[0] == '"' && value[len(value)-1] == '"' {
		return strings.ReplaceAll(value[1:len(value)-1], `""`, `"`)
	}
	return value
}

// key returns the name as a text that is equal for equal names.
func (n distinguishedName) key() string { return strings.Join(n, "\x1f") }

// unordered returns the name as a text that is equal for names of the same parts in
// whatever order.
func (n distinguishedName) unordered() string {
	sorted := slices.Clone(n)
	slices.Sort(sorted)
	return sorted.key()
}

// commonName returns the value of the first CN, as written in text but for its
// quotes; "" where there is none.
func CommonName(text string) string {
	if !strings.Contains(text, "=") {
		return "" // which the names of most things are
	}
	for _, part := range SplitName(text) {
		key, value, _ := strings.Cut(part, "=")
		if strings.EqualFold(strings.TrimSpace(key), "CN") {
			return unquote(strings.TrimSpace(value))
		}
	}
	return ""
}

// spelling is a distinguished name in the forms that it is compared in.
type NormalName struct {
	Key       string // what all spellings of the name have in common
	Unordered string // the same without regard to the order of the RDNs
	Common    string // its common name
}

// spell returns these forms. A text that is no such name stands for itself.
func NormalizeName(text string) NormalName {
	if name, ok := parseName(text); ok {
		return NormalName{name.key(), name.unordered(), CommonName(text)}
	}
	itself := strings.ToLower(strings.TrimSpace(text))
	return NormalName{itself, itself, CommonName(text)}
}

// nameKey returns what two spellings of one distinguished name have in common.
func NameKey(text string) string { return NormalizeName(text).Key }
