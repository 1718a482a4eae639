package rules

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/rego/eval"
	"github.com/exchlint/exchlint/schema"
)

// Finding is one fault of an object, as its policy tells it.
type Finding struct {
	Property string // at fault; "" for the object as a whole
	Message  string
	Level    string // error, warning or note; the rule's own where the finding names none
	Related  []Related
	Values   map[string]string // what <placeholders> of the remediation stand for
}

// Related is another object, or a property of one, that a finding speaks of; or another
// record of the finding's own object, where that was exported more than once.
type Related struct {
	Kind     string // "" for the finding's own object
	Identity string
	Record   int    // of the own object: which record, 0 for the first
	Property string // "" for the object as a whole
	Message  string
}

// findingsOf checks and sorts what a rule found about an object of a kind. The error is
// about the first of them, in the order of their texts, that is no finding.
func findingsOf(r *Rule, kind *schema.Kind, found []any) ([]Finding, error) {
	var findings []Finding
	for _, value := range found {
		finding, err := findingOf(r, kind, value)
		if err != nil {
			return nil, fmt.Errorf("%w, in the finding %s", err, shortened(eval.Text(value)))
		}
		findings = append(findings, finding)
	}
	slices.SortStableFunc(findings, func(a, b Finding) int {
		return cmp.Or(strings.Compare(a.Property, b.Property), strings.Compare(a.Message, b.Message), strings.Compare(a.Level, b.Level))
	})
	return findings, nil
}

func findingOf(r *Rule, kind *schema.Kind, value any) (Finding, error) {
	fields, err := fieldsOf(value, "property", "message", "level", "related", "values")
	if err != nil {
		return Finding{}, err
	}
	finding := Finding{Level: r.Level}
	err = errors.Join(
		fields.text("property", &finding.Property, true),
		fields.text("message", &finding.Message, true),
		fields.text("level", &finding.Level, false),
	)
	if err != nil {
		return Finding{}, err
	}
	switch _, ok := kind.Index(finding.Property); {
	case finding.Message == "":
		return Finding{}, errors.New("the message is empty")
	case !ok && finding.Property != "":
		return Finding{}, fmt.Errorf("a %s has no property %q", kind.Name, finding.Property)
	case !slices.Contains(levels, finding.Level):
		return Finding{}, fmt.Errorf("the level is %q, not one of %s", finding.Level, strings.Join(levels, ", "))
	}
	if finding.Related, err = relatedOf(kind, fields.get("related")); err != nil {
		return Finding{}, err
	}
	finding.Values, err = valuesOf(fields.get("values"))
	return finding, err
}

func relatedOf(kind *schema.Kind, value any) (related []Related, err error) {
	if value == nil {
		return nil, nil
	}
	list, ok := value.([]any)
	if !ok {
		return nil, errors.New("related is not an array")
	}
	related = make([]Related, 0, len(list))
	for _, entry := range list {
		fields, err := fieldsOf(entry, "kind", "identity", "record", "property", "message")
		if err != nil {
			return nil, fmt.Errorf("related: %w", err)
		}
		var r Related
		own := fields.get("record") != nil
		err = errors.Join(
			fields.text("kind", &r.Kind, !own),
			fields.text("identity", &r.Identity, !own),
			fields.number("record", &r.Record),
			fields.text("property", &r.Property, false),
			fields.text("message", &r.Message, true),
		)
		if err != nil {
			return nil, fmt.Errorf("related: %w", err)
		}
		if err := r.check(kind, own); err != nil {
			return nil, fmt.Errorf("related: %w", err)
		}
		related = append(related, r)
	}
	return related, nil
}

func (r Related) check(kind *schema.Kind, own bool) error {
	switch {
	case own && (r.Kind != "" || r.Identity != ""):
		return errors.New("a record is one of the object itself, so it goes without kind and identity")
	case !own:
		kind = schema.Lookup(r.Kind)
	}
	if kind == nil {
		return fmt.Errorf("unknown kind %q (available: %s)", r.Kind, strings.Join(schema.Names(), ", "))
	}
	if _, ok := kind.Index(r.Property); !ok && r.Property != "" {
		return fmt.Errorf("a %s has no property %q", kind.Name, r.Property)
	}
	return nil
}

func valuesOf(value any) (map[string]string, error) {
	if value == nil {
		return nil, nil
	}
	fields, err := fieldsOf(value)
	if err != nil {
		return nil, fmt.Errorf("values: %w", err)
	}
	values := make(map[string]string, len(fields))
	for _, field := range fields {
		text, ok := field.Value.(string)
		if !ok {
			return nil, fmt.Errorf("values: %s must be text, not %s", field.Key, shortened(eval.Text(field.Value)))
		}
		values[field.Key.(string)] = text
	}
	return values, nil
}

// fields are the fields of an object, sorted by their names.
type fields []eval.Member

// fieldsOf returns the fields of an object that has no others than those allowed; any,
// where none are named.
func fieldsOf(value any, allowed ...string) (fields, error) {
	members, ok := eval.Members(value)
	if !ok {
		return nil, errors.New("an object is needed")
	}
	for _, field := range members {
		name, ok := field.Key.(string)
		if !ok {
			return nil, errors.New("an object is needed whose keys are text")
		}
		if len(allowed) > 0 && !slices.Contains(allowed, name) {
			return nil, fmt.Errorf("nothing is known of a field %q; there are %s", name, strings.Join(allowed, ", "))
		}
	}
	return members, nil
}

// get returns a field's value; nil for none.
func (f fields) get(name string) any {
	for _, field := range f {
		if field.Key == name {
			return field.Value
		}
	}
	return nil
}

// text sets a string to a field's, and leaves it where an optional field is absent.
func (f fields) text(name string, to *string, required bool) error {
	value := f.get(name)
	if value == nil {
		if required {
			return fmt.Errorf("there is no %s", name)
		}
		return nil
	}
	text, ok := value.(string)
	if !ok {
		return fmt.Errorf("%s must be text, not %s", name, shortened(eval.Text(value)))
	}
	*to = text
	return nil
}

// number sets a number to a field's, and leaves it where the field is absent.
func (f fields) number(name string, to *int) error {
	value := f.get(name)
	if value == nil {
		return nil
	}
	n, ok := value.(int64)
	if !ok {
		return fmt.Errorf("%s must be a whole number, not %s", name, shortened(eval.Text(value)))
	}
	*to = int(n)
	return nil
}

// shortened cuts a text to what fits into a message.
func shortened(text string) string {
	const most = 120
	if letters := []rune(text); len(letters) > most {
		return string(letters[:most]) + "..."
	}
	return text
}
