package exchange

import "strings"

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
	switch v := value.(type) {
	case nil:
		return nil
	case bool:
		if v {
			return truth[1]
		}
		return truth[0]
	case string:
		if v == "" {
			return noText
		}
	case int64:
		if 0 <= v && v < int64(len(counts)) {
			return &counts[v]
		}
	case []any:
		if len(v) == 0 {
			return noValues
		}
	}
	return &Datum{value}
}

// kept returns a value whose texts are no part of a longer one: an export's text is to be
// let go.
func kept(value any) any {
	switch value := value.(type) {
	case string:
		return strings.Clone(value)
	case []any:
		list := make([]any, len(value))
		for i, element := range value {
			list[i] = kept(element)
		}
		return list
	case map[string]any:
		object := make(map[string]any, len(value))
		for name, member := range value {
			object[name] = kept(member)
		}
		return object
	}
	return value
}
