package schema

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// ValueNames returns the names of an enum or a flag set in the order of their numbers.
func (p *Property) ValueNames() []string {
	return slices.SortedFunc(maps.Keys(p.Values), func(a, b string) int { return p.Values[a] - p.Values[b] })
}

// ValueName returns the name of an enum's value that a text gives by name, in any case,
// or by number.
func (p *Property) ValueName(text string) (name string, ok bool) {
	text = strings.TrimSpace(text)
	n, err := strconv.Atoi(text)
	if p.Name == "TlsAuthLevel" && err == nil && n == 3 {
		n = 4 // some sources number DomainValidation 3, and no other name has that number
	}
	for _, name := range p.ValueNames() {
		if strings.EqualFold(name, text) || err == nil && p.Values[name] == n {
			return name, true
		}
	}
	return "", false
}

// FlagNames returns the names of the flags that are set in a number. A bit without a name is
// an error.
func (p *Property) FlagNames(bits int) ([]any, error) {
	set := []any{}
	for _, name := range p.ValueNames() {
		if value := p.Values[name]; value > 0 && bits&value == value {
			set = append(set, name)
			bits &^= value
		}
	}
	if bits != 0 {
		return nil, fmt.Errorf("the number has the bit %d, which has no name", bits)
	}
	return set, nil
}
