package explain

import (
	"github.com/exchlint/exchlint/internal/exchange/model"
	"github.com/exchlint/exchlint/schema"
)

// text returns a property as a text; "" where it is not known.
func text(o *model.Object, property string) string {
	switch value, _ := o.Value(property); v := value.(type) {
	case string:
		return v
	case bool:
		return map[bool]string{true: "true", false: "false"}[v]
	}
	return ""
}

// list returns a property that is a list of texts, and whether it is known.
func list(o *model.Object, property string) (texts []string, known bool) {
	value, known := o.Value(property)
	elements, _ := value.([]any)
	return model.Strings(elements), known
}

// member returns a text in a value that is an entry.
func member(value any, name string) string {
	if entry, ok := value.(*schema.Entry); ok {
		found, _ := entry.Value(name).(string)
		return found
	}
	return ""
}
