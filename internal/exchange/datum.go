package exchange

// Datum is a value of the normal form. It never changes, so that objects may share it:
// servers are set up alike, and most values occur thousands of times.
type Datum struct{ Value any }

// The data that nearly all objects have many of.
var (
	truth    = [2]*Datum{{false}, {true}}
	noText   = &Datum{""}
	noValues = &Datum{[]any{}}
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
	return &Datum{value}
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
