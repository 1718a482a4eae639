package model

import "github.com/exchlint/exchlint/schema"

// Datum is a value that objects may share.
type Datum = schema.Datum

// The values that nearly all objects have many of.
var (
	False     = &Datum{Value: false}
	True      = &Datum{Value: true}
	EmptyText = &Datum{Value: ""}
	EmptyList = &Datum{Value: []any{}}

	counts = smallCounts()
)

// maxCount bounds the counts that are shared. As days, they are more than five years.
const maxCount = 2000

func smallCounts() (all [maxCount]*Datum) {
	for n := range all {
		all[n] = &Datum{Value: int64(n)}
	}
	return all
}

// DatumOf returns the datum of a value, which must not change after: a shared one for a value
// that nearly all objects have, nil for nil.
func DatumOf(value any) *Datum {
	switch v := value.(type) {
	case nil:
		return nil
	case bool:
		if v {
			return True
		}
		return False
	case string:
		if v == "" {
			return EmptyText
		}
	case int64:
		if 0 <= v && v < maxCount {
			return counts[v]
		}
	case []any:
		if len(v) == 0 {
			return EmptyList
		}
	}
	return &Datum{Value: value}
}
