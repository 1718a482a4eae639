package report

import (
	"github.com/exchlint/exchlint/internal/lint"
	"github.com/exchlint/exchlint/schema"
)

// normalized returns the value of the property at fault for JSON, in which every text is visible;
// nil where it is not known, or the finding is about the object as a whole.
func normalized(f *lint.Finding) any {
	if f.Object == nil || f.Property == "" {
		return nil
	}
	of, known := f.Object.Value(f.Property)
	if !known {
		return nil
	}
	return shownValue(of)
}

// shownValue returns a value of the normal form with its texts as reports show them.
func shownValue(of any) any {
	switch v := of.(type) {
	case string:
		return value(v)
	case []any:
		return each(v, shownValue)
	case *schema.Entry:
		members := make(map[string]any, v.Len())
		for i := range v.Len() {
			name, member := v.Member(i)
			members[name] = shownValue(member)
		}
		return members
	}
	return of
}
