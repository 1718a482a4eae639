package change

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/ingest"
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/internal/export/document"
	exportjson "github.com/exchlint/exchlint/internal/export/json"
	"github.com/exchlint/exchlint/internal/source"
	"github.com/exchlint/exchlint/schema"
)

// defect is what is wrong with a value, and the rule that describes it.
type defect struct{ rule, message string }

// valueOf returns what a setting makes of a property, in the normal form, or what is wrong with
// it. Exchange refuses a wrong value while it binds parameters.
func valueOf(o *model.Object, p *schema.Property, set Setting) (any, *defect) {
	if set.Edit != nil {
		return edited(o, p, *set.Edit)
	}
	return converted(p, set.Value)
}

// edited changes the list that is there: what it has is not added again.
func edited(o *model.Object, p *schema.Property, edit Edit) (any, *defect) {
	if p.Type != "array" || isFlags(p) {
		return nil, &defect{Refused, "a hash table with Add and Remove is for lists of values only"}
	}
	before, _ := o.Value(p.Name)
	list, _ := before.([]any)
	list = slices.Clone(list)
	added, wrong := converted(p, edit.Add)
	if wrong != nil {
		return nil, wrong
	}
	removed, wrong := converted(p, edit.Remove)
	if wrong != nil {
		return nil, wrong
	}
	for _, gone := range removed.([]any) {
		list = slices.DeleteFunc(list, func(item any) bool { return sameElement(p, item, gone) })
	}
	for _, come := range added.([]any) {
		if !slices.ContainsFunc(list, func(item any) bool { return sameElement(p, item, come) }) {
			list = append(list, come)
		}
	}
	return list, nil
}

// sameElement reports whether two elements of a list mean the same.
func sameElement(p *schema.Property, a, b any) bool {
	left, right := fmt.Sprint(a), fmt.Sprint(b)
	if p.Reader == "ranges" {
		one, bad := values.ParseRange(left)
		other, alsoBad := values.ParseRange(right)
		return bad == "" && alsoBad == "" && one == other
	}
	return strings.EqualFold(left, right)
}

func isFlags(p *schema.Property) bool { return p.Reader == "flags" || p.Reader == "services" }

// converted converts a value as asked for into the normal form.
func converted(p *schema.Property, given any) (any, *defect) {
	if given == nil {
		return cleared(p)
	}
	if list, ok := given.([]string); ok && p.Type != "array" {
		if len(list) != 1 {
			return nil, &defect{Refused, fmt.Sprintf("%s takes one value, not a list of %d", p.Name, len(list))}
		}
		given = list[0]
	}
	if text, ok := given.(string); ok && p.Type == "array" && !isFlags(p) {
		given = []string{text}
	}
	if wrong := wrongForm(p, given); wrong != nil {
		return nil, wrong
	}
	if p.Reader == "certificate-name" {
		stored, _ := values.StoredCertificateName(given.(string))
		return stored, nil
	}
	value, err := read(p, given)
	switch {
	case err != nil:
		return nil, &defect{Refused, fmt.Sprintf("%s: %s", p.Name, err)}
	case value == nil && p.Type == "array":
		return []any{}, nil
	case value == nil:
		return nil, &defect{Refused, fmt.Sprintf("%s can't be %s", p.Name, quote(fmt.Sprint(given)))}
	}
	return value, nil
}

// cleared returns the value that $null gives a property.
func cleared(p *schema.Property) (any, *defect) {
	switch {
	case p.Type == "array" && !isFlags(p):
		return []any{}, nil
	case p.Type == "string" && (p.Reader != "enum" || p.Name == "TlsAuthLevel"):
		return "", nil
	}
	return nil, &defect{Refused, p.Name + " can't be $null"}
}

// read reads a value as it stands in an export.
func read(p *schema.Property, given any) (any, error) {
	text, err := json.Marshal(given)
	if err != nil {
		return nil, err
	}
	file := document.New(source.New("", string(text)))
	if err := exportjson.Decode(file); err != nil {
		return nil, err
	}
	if list, ok := given.([]string); ok && len(list) == 0 {
		return []any{}, nil
	}
	return ingest.ReadValue(file.Values[0], p)
}
