package model

import "slices"

// Known is a value of three-valued logic: it is known, or it has the inputs that it would take to
// know it. The zero Known is the known zero value of T.
type Known[T any] struct {
	value   T
	missing []Input // nil for a known value
}

// Input is something that is not known: a property of an object, or an export.
type Input struct {
	object   *Object
	property string // of the object; for an export what people call it: "certificates of EX03"
	why      string // it is not known; "" for what the object says of that
	more     int    // it stands for so many inputs that were left out
}

// Certain returns a known value.
func Certain[T any](value T) Known[T] { return Known[T]{value: value} }

// Unknown returns a value that would take some inputs to be known, of which there must be one.
func Unknown[T any](missing ...Input) Known[T] {
	if len(missing) == 0 {
		panic("a value is unknown for no reason")
	}
	return Known[T]{missing: missing}
}

// MissingExport returns the input of a whole export, by what people call it.
func MissingExport(name string) Input {
	return Input{property: name, why: "no export of it was read"}
}

// UnknownServer returns the input of an object's server, which no export shows.
func UnknownServer() Input { return Input{property: "Server", why: "no export shows its server"} }

// Unreadable returns the input of a property of which some entry can't be read.
func Unreadable(o *Object, property string) Input {
	return Input{object: o, property: property, why: "an entry of it can't be read"}
}

// Get returns the value, and whether it is known.
func (k Known[T]) Get() (value T, known bool) { return k.value, k.missing == nil }

// IsKnown reports whether the value is known.
func (k Known[T]) IsKnown() bool { return k.missing == nil }

// OrElse returns the value, or another one where it is not known.
func (k Known[T]) OrElse(other T) T {
	if k.missing != nil {
		return other
	}
	return k.value
}

// Missing returns what it would take to know the value; nil for a known one.
func (k Known[T]) Missing() []Input { return k.missing }

// Map returns what a function makes of a value, where that is known.
func Map[T, U any](k Known[T], f func(T) U) Known[U] {
	if k.missing != nil {
		return Known[U]{missing: k.missing}
	}
	return Certain(f(k.value))
}

// Then returns what a function makes of a value, where that is known.
func Then[T, U any](k Known[T], f func(T) Known[U]) Known[U] {
	if k.missing != nil {
		return Known[U]{missing: k.missing}
	}
	return f(k.value)
}

// Both returns what a function makes of two values, where both are known.
func Both[A, B, T any](a Known[A], b Known[B], f func(A, B) T) Known[T] {
	if missing := slices.Concat(a.missing, b.missing); missing != nil {
		return Known[T]{missing: missing}
	}
	return Certain(f(a.value, b.value))
}

// Given returns a value, which is known only if nothing is missing for it.
func Given[T any](value T, missing ...[]Input) Known[T] {
	if all := slices.Concat(missing...); len(all) > 0 {
		return Known[T]{missing: all}
	}
	return Certain(value)
}

// Not, And, Or, Any and All are Kleene's: what is known may settle a question although something
// else is missing.

// Not returns the negation.
func Not(k Known[bool]) Known[bool] { return Map(k, func(value bool) bool { return !value }) }

// Is reports whether a condition is known to hold.
func Is(k Known[bool]) bool { return k.OrElse(false) }

// MayBe reports whether a condition is not known to be false.
func MayBe(k Known[bool]) bool { return k.OrElse(true) }

// And is false if any condition is, else unknown if any is, else true.
func And(conditions ...Known[bool]) Known[bool] { return All(conditions, itself) }

// Or is true if any condition is, else unknown if any is, else false.
func Or(conditions ...Known[bool]) Known[bool] { return Any(conditions, itself) }

func itself(k Known[bool]) Known[bool] { return k }

// Any tells whether a condition holds for some element.
func Any[T any](elements []T, condition func(T) Known[bool]) Known[bool] {
	var missing []Input
	for _, element := range elements {
		k := condition(element)
		if Is(k) {
			return k
		}
		missing = append(missing, k.missing...)
	}
	return Known[bool]{missing: missing}
}

// All tells whether a condition holds for every element.
func All[T any](elements []T, condition func(T) Known[bool]) Known[bool] {
	return Not(Any(elements, func(element T) Known[bool] { return Not(condition(element)) }))
}

// Partial is a list of which some elements may be missing.
type Partial[T any] struct {
	Found   []T
	Missing []Input // what it would take to know the other elements; nil for a whole list
}

// Filter returns the elements for which a condition holds; whether it holds for others may not be
// known.
func Filter[T any](elements []T, condition func(T) Known[bool]) Partial[T] {
	var p Partial[T]
	for _, element := range elements {
		k := condition(element)
		if Is(k) {
			p.Found = append(p.Found, element)
		}
		p.Missing = append(p.Missing, k.missing...)
	}
	return p
}

// Lacking returns the list with more that it would take to know all of it, and leaves this one as
// it is.
func (p Partial[T]) Lacking(missing ...Input) Partial[T] {
	p.Missing = slices.Concat(p.Missing, missing)
	return p
}

// Lack adds to what it would take to know all of the list.
func (p *Partial[T]) Lack(missing ...Input) { p.Missing = append(p.Missing, missing...) }

// Whole returns the list, which is known only if nothing is missing for it.
func (p Partial[T]) Whole() Known[[]T] { return Known[[]T]{p.Found, p.Missing} }

// Some returns the list as far as it was found: an empty one is known only if nothing is missing
// for it.
func (p Partial[T]) Some() Known[[]T] {
	if len(p.Found) > 0 {
		return Certain(p.Found)
	}
	return p.Whole()
}
