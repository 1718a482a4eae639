package eval

import "errors"

// Answer is what a function gives for an input. An element is a bool, int64 or string, a []any,
// an object, which has [Members], or of a type of its own.
type Answer struct {
	Elements []any // of the set that it gives, sorted, as far as they are certain
	Open     bool  // whether there are more, or others, hangs on what is not known
}

func answerOf(value any) (Answer, error) {
	found, isSet := value.(*set)
	switch {
	case value == nil:
		return Answer{}, nil
	case isSet:
		return Answer{found.elements, found.open}, nil
	case uncertain(value):
		return Answer{Open: true}, nil
	}
	return Answer{}, errors.New("findings is no set")
}

// Text returns a value as Rego writes it.
func Text(value any) string { return toOPA(value).String() }
