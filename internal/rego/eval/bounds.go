package eval

import (
	"errors"
	"strings"

	"github.com/exchlint/exchlint/schema"
)

// The bounds of what a policy computes, which may be a stranger's.
const (
	MaxValue  = 64 << 20  // bytes of one value: 16 for each part of it, and its texts
	MaxDepth  = 1000      // arrays, objects and sets inside each other
	MaxDigits = 10_000    // of a number, and the most that its exponent can be
	MaxMemory = 512 << 20 // bytes of all values of one answer, also of those that are no longer needed
)

// maxSmall is the weight up to which a value that is not kept is not counted.
const maxSmall = 4 * part

// part is the weight of a value beside its texts.
const part = 16

var (
	errTooLarge = errors.New("a value is larger than 64 MiB")
	errTooDeep  = errors.New("a value is nested deeper than 1,000 levels")
	errNumber   = errors.New("a number has more than 10,000 digits")
	errMemory   = errors.New("the values of this rule take more than 512 MiB")
)

// scale weighs values as if nothing in them were shared, which is what it costs to compare or to print
// them.
type scale struct {
	weight int
	err    error // the bound that is passed
}

// weigh returns the weight of values, or the error of the bound that one of them passes.
func weigh(values ...any) (int, error) {
	s := scale{}
	for _, value := range values {
		s.put(value, 0)
	}
	return s.weight, s.err
}

// put adds a value, and reports whether no bound is passed.
func (s *scale) put(value any, depth int) bool {
	if s.weight += part; depth > MaxDepth {
		s.err = errTooDeep
		return false
	}
	switch v := value.(type) {
	case string:
		s.weight += len(v)
	case number:
		if s.weight += len(v); isHuge(string(v)) {
			s.err = errNumber
		}
	case []any:
		s.putAll(v, depth+1)
	case *set:
		s.putAll(v.elements, depth+1)
	case *object:
		for i := 0; i < len(v.members) && s.err == nil; i++ {
			s.put(v.members[i].Key, depth+1)
			s.put(v.members[i].Value, depth+1)
		}
	case *schema.Entry:
		for i := 0; i < v.Len() && s.err == nil; i++ {
			_, member := v.Member(i)
			s.put(member, depth+1)
		}
	}
	if s.err == nil && s.weight > MaxValue {
		s.err = errTooLarge
	}
	return s.err == nil
}

func (s *scale) putAll(values []any, depth int) {
	for i := 0; i < len(values) && s.put(values[i], depth); i++ {
	}
}

// isHuge reports whether a number, or a text that may be read as one, has too many digits or too large
// an exponent for arithmetic.
func isHuge(text string) bool {
	if len(text) > MaxDigits {
		return true
	}
	i := strings.IndexAny(text, "eEpP")
	if i < 0 {
		return false
	}
	exponent := strings.TrimLeft(text[i+1:], "+-0")
	if end := strings.IndexFunc(exponent, func(c rune) bool { return c < '0' || c > '9' }); end >= 0 {
		exponent = exponent[:end]
	}
	return len(exponent) > len("9999")
}

// spend counts the memory that values take.
func (m *Machine) spend(weight int) error {
	if m.spent += weight; m.spent > maxKept {
		m.watch()
	}
	if m.spent > MaxMemory {
		return errMemory
	}
	return nil
}

// grow counts the weight of values that go into the collection of a local, which is built here, and
// reports whether it is within its bounds.
func (f *frame) grow(s *statement, local operand, values ...any) bool {
	weight, err := weigh(values...)
	if f.weights[local] += weight; err == nil && f.weights[local] > MaxValue {
		err = errTooLarge
	}
	if err == nil {
		err = f.spend(part * (len(values) + 1))
	}
	return f.within(s, err)
}

// within reports whether no bound is passed; otherwise evaluation ends with the error.
func (f *frame) within(s *statement, err error) bool {
	if err != nil && f.err == nil {
		f.err = f.program.at(s.place, "%w", err)
	}
	return err == nil
}
