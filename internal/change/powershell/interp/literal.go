package interp

// Literal is a number that was written as an argument: where a text is wanted it is what
// was written, 1.50, else the number.
type Literal struct {
	Value any
	Text  string
}

// plainValue returns a value without what it was written as.
func plainValue(v Value) Value {
	if l, ok := v.Data.(Literal); ok {
		v.Data = l.Value
	}
	return v
}
