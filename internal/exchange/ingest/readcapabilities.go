package ingest

import (
	"strconv"
	"strings"

	"github.com/exchlint/exchlint/internal/exchange/values"
	"github.com/exchlint/exchlint/schema"
)

// spellCapabilities gives an entry's capabilities, which may be numbers or of any
// case, their names. One that is not known stays as it is written.
func spellCapabilities(text string, p *schema.Property) string {
	i := strings.LastIndexByte(text, ':')
	if i < 0 {
		return text
	}
	var granted []string
	for _, name := range values.SplitPlain(text[i+1:]) {
		granted = append(granted, capabilityNames(name, p)...)
	}
	return text[:i+1] + strings.Join(granted, ",")
}

func capabilityNames(text string, p *schema.Property) []string {
	if name, known := p.ValueName(text); known {
		return []string{name}
	}
	bits, err := strconv.Atoi(text)
	if err != nil {
		return []string{text}
	}
	set, err := p.FlagNames(bits)
	if err != nil {
		return []string{text}
	}
	var names []string
	for _, name := range set {
		names = append(names, name.(string))
	}
	return names
}
