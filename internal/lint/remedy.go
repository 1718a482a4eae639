package lint

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/exchlint/exchlint/internal/rego/rules"
	"github.com/exchlint/exchlint/schema"
)

// Remediation returns the rule's remedy for this very object, as PowerShell with comments.
func (f Finding) Remediation() string { return f.Remedy().PowerShell() }

// Remedy returns the rule's remedy for this very object. A value comes from whoever could name a
// connector, and commands are meant to be pasted into a shell, so each is written as a
// literal. A command of which a value is not known is left out: what is left of its step is for a
// person to decide.
func (f Finding) Remedy() rules.Remedy {
	remedy := rules.Remedy{Fix: f.Rule.Remedy.Fix}
	remedy.Steps = f.steps(f.Rule.Remedy.Steps)
	for _, s := range remedy.Steps {
		remedy.Fix = rules.Harder(remedy.Fix, s.Fix)
	}
	for _, a := range f.Rule.Remedy.Alternatives {
		if steps := f.steps(a.Steps); len(steps) > 0 {
			remedy.Alternatives = append(remedy.Alternatives, rules.Alternative{Note: f.words(a.Note), Steps: steps})
		}
	}
	return remedy
}

// steps returns the steps that are for this finding, with its values.
func (f Finding) steps(declared []rules.Step) (steps []rules.Step) {
	given := func(name string) bool {
		value, _ := f.value(name)
		return value != ""
	}
	for _, s := range declared {
		if s.For != "" && s.For != f.Kind || slices.ContainsFunc(s.With, func(name string) bool { return !given(name) }) || slices.ContainsFunc(s.Without, given) {
			continue
		}
		steps = append(steps, f.fill(s))
	}
	return steps
}

// fill returns a step with the values of the finding.
func (f Finding) fill(s rules.Step) rules.Step {
	for _, name := range []string{"server", "on"} {
		there := " -Server <" + name + ">"
		if server, _ := f.value(name); strings.Contains(s.Command, there) && f.isEdge(server) {
			s.Command = strings.ReplaceAll(s.Command, there, "")
			s.Do = strings.TrimSuffix(fmt.Sprintf("On the Edge server <%s> itself: %s", name, s.Do), ": ")
		}
	}
	s.Command = forKind(s.Command, f.Kind)
	if f.lacks(s.Command) && s.Do != "" {
		s.Command, s.Fix = "", rules.Harder(s.Fix, rules.Choice)
	}
	s.Command = rules.Fill(s.Command, f.literal)
	s.Do, s.When, s.Caution = f.words(s.Do), f.words(s.When), f.words(s.Caution)
	return s
}

// lacks reports whether the finding has no value for a placeholder of a command.
func (f Finding) lacks(command string) bool {
	return slices.ContainsFunc(rules.Slots(command), func(name string) bool {
		_, ok := f.value(name)
		return !ok
	})
}

// words returns a text for a person with the values of the finding, on one line: it is a comment in
// PowerShell.
func (f Finding) words(text string) string {
	return rules.Fill(text, func(name string) (string, bool) {
		value, ok := f.value(name)
		if strings.ContainsFunc(value, isInvisible) {
			value = strings.Trim(strconv.QuoteToGraphic(value), `"`)
		}
		return value, ok
	})
}

// value returns the value of a placeholder.
func (f Finding) value(name string) (string, bool) {
	if value, ok := f.Values[name]; ok {
		return value, true
	}
	value := f.ownName(name)
	return value, value != ""
}

func (f Finding) literal(name string) (string, bool) {
	value, ok := f.value(name)
	return Literal(value), ok
}

// isEdge reports whether a server that the finding is about is known to be an Edge server, where commands
// take no -Server.
func (f Finding) isEdge(server string) bool {
	if f.Object == nil {
		return false
	}
	edge, _ := f.Object.Value("edge")
	list, _ := f.Object.Value("edge_servers")
	servers, _ := list.([]any)
	return edge == true || slices.Contains(servers, any(server))
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
	return strings.TrimSpace(kept.String())
}

// ownName returns what the object itself stands in for: its identity, name or server, or one of its
// facts.
func (f Finding) ownName(name string) string {
	switch {
	case name == "identity", name == "server" && f.Kind == "Server":
		return f.Identity
	case f.Object == nil:
		return ""
	}
	property := cmp.Or(map[string]string{"server": "Server", "name": "Name", "thumbprint": "Thumbprint"}[name], name)
	value, _ := f.Object.Value(property)
	return factText(value)
}

// factText returns what stands in a command for the value of a fact: a text; true; the thumbprint of the
// first of several certificates. It is empty for any other.
func factText(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case bool:
		return map[bool]string{true: "true"}[v]
	case []any:
		if len(v) > 0 {
			if entry, ok := v[0].(*schema.Entry); ok {
				thumbprint, _ := entry.Value("Thumbprint").(string)
				return thumbprint
			}
		}
	}
	return ""
}

// Literal returns a value as a literal of PowerShell, in which nothing is expanded: in single
// quotes, of which PowerShell takes the typographic ones for the plain one. A value with characters
// that nobody sees, or on which a terminal would act, is in double quotes, with their numbers.
func Literal(value string) string {
	if strings.ContainsFunc(value, isInvisible) {
		return expandable(value)
	}
	var b strings.Builder
	for _, c := range value {
		if strings.ContainsRune("'\u2018\u2019\u201a\u201b", c) {
			b.WriteRune(c)
		}
		b.WriteRune(c)
	}
	return "'" + b.String() + "'"
}

// expandable returns a value as a string in double quotes, with invisible characters as expressions.
func expandable(value string) string {
	var b strings.Builder
	for _, c := range value {
		switch {
		case isInvisible(c) && c <= 0xffff:
			fmt.Fprintf(&b, "$([char]0x%04X)", c)
		case isInvisible(c):
			fmt.Fprintf(&b, "$([char]::ConvertFromUtf32(0x%X))", c)
		case strings.ContainsRune("\"`$\u201c\u201d\u201e", c):
			b.WriteString("`" + string(c))
		default:
			b.WriteRune(c)
		}
	}
	return `"` + b.String() + `"`
}

// isInvisible reports whether nothing of a character is seen, joiners apart, which are part of words.
func isInvisible(c rune) bool {
	return !unicode.IsGraphic(c) && c != '\u200c' && c != '\u200d'
}
