package lint

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// Message returns what the finding says, with the object's name: "EX01\Relay: ...".
func (f *Finding) Message() string { return f.Identity + ": " + f.Said }

// Value returns the property at fault for people, of a list all values, with ", " between;
// "" where it has none.
func (f Finding) Value() string {
	if f.Object == nil {
		return ""
	}
	value, known := f.Object.Value(f.Property)
	list, several := value.([]any)
	switch {
	case !known:
		return ""
	case !several:
		return fmt.Sprint(value)
	}
	texts := make([]string, len(list))
	for i, item := range list {
		texts[i] = fmt.Sprint(item)
	}
	return strings.Join(texts, ", ")
}

// Fingerprint returns the fingerprint of a finding.
func Fingerprint(rule, kind, identity, property string) string {
	return fingerprint(rule, kind, identity, property)
}

// fingerprint is the same for the same fault in every export of the organization,
// whatever else changes in it.
func fingerprint(parts ...string) string {
	var text [256]byte // which most have room in
	joined := text[:0]
	for i, part := range parts {
		if i > 0 {
			joined = append(joined, 0)
		}
		joined = append(joined, part...)
	}
	sum := sha256.Sum256(joined)
	var print [32]byte
	hex.Encode(print[:], sum[:16])
	return string(print[:])
}
