package rules

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/schema"
)

// Remedy is what puts a finding right.
type Remedy struct {
	Fix          string // what the steps can be: command, choice or outside
	Steps        []Step
	Alternatives []Alternative // instead of the steps, never after them
}

// What a remedy can be: its commands clear the finding; they do once a person has chosen; or nothing
// in this organization does, for a CA must issue or a partner must act.
const (
	Command = "command"
	Choice  = "choice"
	Outside = "outside"
)

// fixes are the values of Fix, from the least that a person has to do to the most.
var fixes = []string{Command, Choice, Outside}

// Alternative is another way to put a finding right.
type Alternative struct {
	Note  string // what it is and what it costs
	Steps []Step
}

// Step is one step of a remedy. It has a command, or says what a person does.
type Step struct {
	Do      string // what is done, as a sentence without a full stop
	Command string // PowerShell with <placeholders> that stand for an object's own values and those of the finding
	When    string // a condition that only a person can decide; "" for always
	Caution string // what to know before the command is run
	Fix     string // what the remedy is at least if the step is part of it; "" for the rule's own

	For     string   // the kind of object that it is for; "" for all
	With    []string // values that the finding must give
	Without []string // values that it must not give
}

// slot is a placeholder of a command. Tags such as <I> are in upper case.
var slot = regexp.MustCompile(`<[a-z][a-z0-9_]*>`)

// Slots returns the names of the placeholders in a text.
func Slots(text string) (names []string) {
	for _, found := range slot.FindAllString(text, -1) {
		names = append(names, strings.Trim(found, "<>"))
	}
	return names
}

// Fill returns a text with its placeholders replaced; those of which nothing is known stay.
func Fill(text string, value func(name string) (string, bool)) string {
	return slot.ReplaceAllStringFunc(text, func(found string) string {
		if value, ok := value(strings.Trim(found, "<>")); ok {
			return value
		}
		return found
	})
}

// Harder returns the one of two values of Fix that leaves more to a person.
func Harder(a, b string) string {
	if slices.Index(fixes, a) < slices.Index(fixes, b) {
		return b
	}
	return a
}

// PowerShell returns the remedy as PowerShell to paste: what a person decides, cautions and
// alternatives are comments.
func (r Remedy) PowerShell() string {
	var b strings.Builder
	for _, s := range r.Steps {
		b.WriteString(s.comment() + s.Command + "\n")
	}
	for _, a := range r.Alternatives {
		b.WriteString("# Or: " + a.Note + "\n")
		for _, s := range a.Steps {
			b.WriteString(commented(s.comment() + s.Command))
		}
	}
	return strings.TrimSpace(strings.ReplaceAll(b.String(), "\n\n", "\n"))
}

// comment returns what is to be known before a step's command, as comments.
func (s Step) comment() (text string) {
	do := s.Do
	if s.When != "" {
		do = strings.TrimSuffix("If "+s.When+": "+do, ": ")
	}
	for _, line := range []string{do, s.Caution} {
		if line != "" {
			text += "# " + line + "\n"
		}
	}
	return text
}

func commented(text string) string {
	var b strings.Builder
	for line := range strings.Lines(strings.TrimSpace(text)) {
		if line = strings.TrimSpace(line); !strings.HasPrefix(line, "#") {
			line = "# " + line
		}
		b.WriteString(line + "\n")
	}
	return b.String()
}

// readRemedy reads custom.remediation and custom.fix. A text is PowerShell of which nothing more is
// known, as rules of earlier versions have it.
func readRemedy(said map[string]any) (remedy Remedy, err error) {
	remedy.Fix, _ = said["fix"].(string)
	switch value := said["remediation"].(type) {
	case string:
		remedy.Steps = []Step{{Command: strings.TrimSpace(value)}}
		if remedy.Fix == "" {
			remedy.Fix = Choice
		}
	case []any:
		err = remedy.readList(value)
	}
	if err == nil && !slices.Contains(fixes, remedy.Fix) {
		err = fmt.Errorf("custom.fix must be %s, not %q", strings.Join(fixes, ", "), remedy.Fix)
	}
	return remedy, err
}

func (r *Remedy) readList(list []any) error {
	for _, entry := range list {
		fields, ok := entry.(map[string]any)
		if !ok {
			return fmt.Errorf("custom.remediation is a list of steps; each needs command or do, not %v", entry)
		}
		inner, isAlternative := fields["or"].([]any)
		if !isAlternative {
			step, err := readStep(fields)
			if err != nil {
				return err
			}
			r.Steps = append(r.Steps, step)
			continue
		}
		alternative, err := readAlternative(fields, inner)
		if err != nil {
			return err
		}
		r.Alternatives = append(r.Alternatives, alternative)
	}
	return nil
}

func readAlternative(fields map[string]any, steps []any) (Alternative, error) {
	var inner Remedy
	note, ok := fields["note"].(string)
	if !ok || len(fields) != 2 {
		return Alternative{}, fmt.Errorf("custom.remediation: an alternative has or, its steps, and note, what it is and costs")
	}
	err := inner.readList(steps)
	if err == nil && len(inner.Alternatives) > 0 {
		err = fmt.Errorf("custom.remediation: an alternative has no alternatives of its own")
	}
	return Alternative{Note: sentence(note), Steps: inner.Steps}, err
}

// sentence returns a text on one line without a full stop at its end.
func sentence(text string) string {
	return strings.TrimSuffix(strings.Join(strings.Fields(text), " "), ".")
}

func readStep(fields map[string]any) (s Step, err error) {
	for key, value := range fields {
		if e := s.set(key, value); e != nil && (err == nil || e.Error() < err.Error()) {
			err = e
		}
	}
	switch {
	case err != nil:
	case s.Do == "" && s.Command == "":
		err = fmt.Errorf("custom.remediation: a step needs command, or do: what a person does")
	case s.Fix != "" && !slices.Contains(fixes, s.Fix):
		err = fmt.Errorf("custom.remediation: fix must be %s, not %q", strings.Join(fixes, ", "), s.Fix)
	case s.For != "" && schema.Lookup(s.For) == nil:
		err = fmt.Errorf("custom.remediation: for: unknown kind %q; %s", s.For, suggestion(s.For, schema.Names()))
	}
	return s, err
}

func (s *Step) set(key string, value any) error {
	texts := map[string]*string{"do": &s.Do, "command": &s.Command, "when": &s.When, "caution": &s.Caution, "fix": &s.Fix, "for": &s.For}
	lists := map[string]*[]string{"with": &s.With, "without": &s.Without}
	text, isText := value.(string)
	switch {
	case texts[key] != nil && isText && key == "command":
		s.Command = strings.TrimSpace(text)
	case texts[key] != nil && isText:
		*texts[key] = sentence(text)
	case lists[key] != nil && isText:
		*lists[key] = strings.Fields(text)
	case texts[key] == nil && lists[key] == nil:
		return fmt.Errorf("custom.remediation: unknown key %s of a step; %s", key, suggestion(key, stepKeys))
	default:
		return fmt.Errorf("custom.remediation: %s must be text", key)
	}
	return nil
}

var stepKeys = []string{"caution", "command", "do", "fix", "for", "note", "or", "when", "with", "without"}
