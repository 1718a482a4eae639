package rules

import "github.com/exchlint/exchlint/schema"

// Remembered returns how many rules about a kind have their answers remembered.
func (g *Grouping) Remembered(kind string) int {
	n := 0
	if groups := g.of(schema.Lookup(kind)); groups != nil {
		for _, group := range groups.all {
			n += group.size
		}
	}
	return n
}
