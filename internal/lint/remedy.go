package lint

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/exchlint/exchlint/schema"
)

// slot is a placeholder of a remediation. Tags such as <I> are in upper case.
var slot = regexp.MustCompile(`<[a-z][a-z0-9_]*>`)

// Remediation returns the rule's remediation for this very object, as PowerShell. A value
// comes from whoever could name a connector, and the text is meant to be pasted into a
// shell, so each is written as a literal. What no value is known for stays for the reader to
// fill in.
func (f Finding) Remediation() string {
	return strings.TrimSpace(slot.ReplaceAllStringFunc(forKind(f.Rule.Remediation, f.Kind), func(found string) string {
		name := strings.Trim(found, "<>")
		if value, ok := f.Values[name]; ok {
			return literal(value)
		}
		if value := f.ownName(name); value != "" {
			return literal(value)
		}
		return found
	}))
}

// forKind leaves out what is for objects of other kinds: the lines below a comment
// that is the name of another kind and a colon, up to the next such comment.
func forKind(template, kind string) string {
	var kept strings.Builder
	ours := true
	for line := range strings.Lines(template) {
		if heading, ok := strings.CutPrefix(strings.TrimSpace(line), "# "); ok && schema.Lookup(strings.TrimSuffix(heading, ":")) != nil {
			ours = heading == kind+":"
			continue
		}
		if ours {
			kept.WriteString(line)
		}
	}
	return kept.String()
}

// ownName returns what the object itself stands in for: its identity, name or server.
func (f Finding) ownName(name string) string {
	property := map[string]string{"server": "Server", "name": "Name", "thumbprint": "Thumbprint"}[name]
	switch {
	case name == "identity", name == "server" && f.Kind == "Server":
		return f.Identity
	case f.Object == nil:
		return ""
	}
	value, _ := f.Object.Value(property)
	text, _ := value.(string)
	return text
}

// literal returns a value as PowerShell's single-quoted string, in which nothing is
// expanded. PowerShell takes the typographic single quotes for the plain one. A
// character that a terminal would act on is left out of it: no name of Exchange has one.
func literal(value string) string {
	var b strings.Builder
	b.WriteByte('\'')
	for _, c := range value {
		switch {
		case strings.ContainsRune("'\u2018\u2019\u201a\u201b", c):
			b.WriteRune(c)
			b.WriteRune(c)
		case c == ' ' || unicode.IsGraphic(c) && !unicode.Is(unicode.Zs, c):
			b.WriteRune(c)
		}
	}
	b.WriteByte('\'')
	return b.String()
}
