package exchange

import "github.com/exchlint/exchlint/schema"

// Datum is a value that objects may share.
type Datum = schema.Datum

// The data that nearly all objects have many of.
var (
	truth    = [2]*Datum{{Value: false}, {Value: true}}
	noText   = &Datum{Value: ""}
	noValues = &Datum{Value: []any{}}
	counts   = func() (data [1 << 11]Datum) { // as days, more than five years
		for i := range data {
			data[i].Value = int64(i)
		}
		return data
	}()
)

// datumOf returns the datum of a value, which must not change after; nil for none.
func datumOf(value any) *Datum {
	if common, ok := commonDatum(value); ok {
		return common
	}
	return &Datum{Value: value}
}

// commonDatum returns the datum of a value that nearly all objects have many of, or of none.
func commonDatum(value any) (common *Datum, ok bool) {
	switch v := value.(type) {
	case nil:
		return nil, true
	case bool:
		if v {
			return truth[1], true
		}
		return truth[0], true
	case string:
		return noText, v == ""
	case int64:
		if 0 <= v && v < int64(len(counts)) {
			return &counts[v], true
		}
	case []any:
		return noValues, len(v) == 0
	}
	return nil, false
}
