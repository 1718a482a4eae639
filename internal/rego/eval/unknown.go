package eval

// abstract is the state of a local whose value is unknown.
type abstract uint8

const (
	unknown        abstract = iota // some value
	maybeUndefined                 // some value, or none
)

// optional is the state of a local that has this value or none.
type optional struct{ value any }

// isUnknown reports whether nothing is known of a value.
func isUnknown(value any) bool {
	_, ok := value.(abstract)
	return ok
}

// isUncertain reports whether a value is unknown, or part of it.
func isUncertain(value any) bool {
	switch v := value.(type) {
	case abstract, optional:
		return true
	case *set:
		return v.open
	case *Input:
		return !v.complete()
	}
	return false
}

// mayBeUndefined reports whether a state admits that there is no value, beside some value.
func mayBeUndefined(state any) bool {
	_, ok := state.(optional)
	return ok || state == maybeUndefined
}

// join returns a state that covers a local's state before an assignment that may not have
// happened, and the one after it. nil is undefined.
func join(before, after any) any {
	switch {
	case sameState(before, after):
		return after
	case before == nil && mayBeUndefined(after):
		return after
	case before == nil && !isUncertain(after):
		return optional{after}
	}
	if known, ok := before.(optional); ok && sameState(known.value, after) {
		return before
	}
	return maybeUndefined
}

// sameState reports whether two states are certainly the same.
func sameState(a, b any) bool {
	if known, ok := a.(optional); ok {
		other, ok := b.(optional)
		return ok && equal(known.value, other.value)
	}
	if a == nil || b == nil || isUnknown(a) || isUnknown(b) {
		return a == b
	}
	return !isUncertain(a) && !isUncertain(b) && equal(a, b)
}
