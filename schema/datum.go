package schema

// Datum is a value of the normal form: a bool, an int64, a string, a []any or an *[Entry] of
// these. It never changes, so that objects may share it: servers are set up alike, and most
// values occur thousands of times.
type Datum struct {
	Value any
	Open  bool // of a fact: a list that is stated as far as it is known, and may have more
}
