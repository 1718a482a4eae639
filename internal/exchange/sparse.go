package exchange

// sparse holds a value for some of a kind's properties: an export has half of them at
// best, and there are hundreds of thousands of objects.
type sparse[T any] struct {
	at     []uint16 // by property; one more than the index of its value, 0 for none
	values []T
}

func newSparse[T any](properties int) sparse[T] { return sparse[T]{at: make([]uint16, properties)} }

func (s *sparse[T]) set(property int, value T) {
	if at := s.at[property]; at > 0 {
		s.values[at-1] = value
		return
	}
	s.values = append(s.values, value)
	s.at[property] = uint16(len(s.values))
}

// get returns a property's value, and whether it has one.
func (s *sparse[T]) get(property int) (value T, ok bool) {
	if at := s.at[property]; at > 0 {
		return s.values[at-1], true
	}
	return value, false
}
