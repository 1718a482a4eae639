package change

import (
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/model"
)

// settings reads the exported properties of an object. What is not known is neither true nor
// false: a refusal needs to be certain.
type settings struct{ *model.Object }

func (s settings) text(property string) (string, bool) {
	v, _ := s.Value(property)
	text, ok := v.(string)
	return text, ok
}

// is reports whether a property is known to be a text; isNot, whether it is known to be another.
func (s settings) is(property, text string) bool {
	v, ok := s.text(property)
	return ok && strings.EqualFold(v, text)
}

func (s settings) isNot(property, text string) bool {
	v, ok := s.text(property)
	return ok && !strings.EqualFold(v, text)
}

// yes reports whether a property is known to be true; no, whether it is known to be false.
func (s settings) yes(property string) bool {
	v, _ := s.Value(property)
	return v == true
}

func (s settings) no(property string) bool {
	v, known := s.Value(property)
	return known && v == false
}

func (s settings) list(property string) ([]string, bool) {
	v, _ := s.Value(property)
	list, ok := v.([]any)
	return model.Strings(list), ok
}

// has reports whether a list is known to have an element; lacks, whether it is known not to.
func (s settings) has(property, element string) bool {
	list, ok := s.list(property)
	return ok && slices.Contains(list, element)
}

func (s settings) lacks(property, element string) bool {
	list, ok := s.list(property)
	return ok && !slices.Contains(list, element)
}

// empty reports whether a list is known to have no elements; filled, whether it is known to have
// some.
func (s settings) empty(property string) bool {
	list, ok := s.list(property)
	return ok && len(list) == 0
}

func (s settings) filled(property string) bool {
	list, ok := s.list(property)
	return ok && len(list) > 0
}

func (s settings) number(property string) (int64, bool) {
	v, _ := s.Value(property)
	n, ok := v.(int64)
	return n, ok
}
