package plan

import "errors"

// Answer is what a function gives for an input.
type Answer struct {
	Elements []any // of the set that it gives, sorted, as far as they are certain: see [Plain]
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

// Plain returns an element of an answer as values of the normal form, where it can be: an
// object is a map[string]any if all its keys are texts, an array a []any. All else, such as
// a set, is of a type of its own.
func Plain(value any) any {
	switch v := value.(type) {
	case []any:
		list := make([]any, len(v))
		for i, element := range v {
			list[i] = Plain(element)
		}
		return list
	case *object:
		plain := make(map[string]any, len(v.members))
		for _, m := range v.members {
			name, ok := m.key.(string)
			if !ok {
				return value
			}
			plain[name] = Plain(m.value)
		}
		return plain
	}
	return value
}

// Text returns a value as Rego writes it.
func Text(value any) string { return toOPA(value).String() }
