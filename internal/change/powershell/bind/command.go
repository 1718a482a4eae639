package bind

import (
	"slices"
	"strings"
)

// Command is what a command takes.
type Command struct {
	Name       string
	DefaultSet string
	Sets       []string
	Parameters []*Parameter
	// Common says that the parameters that all cmdlets share are taken too.
	Common bool
	// Versions are the versions of the product that have the command.
	Versions []string
}

// Parameter is a parameter of a command.
type Parameter struct {
	Name    string
	Aliases []string
	Type    string
	// Position is the place among the positional ones, from 1; 0 is named only.
	Position int
	// Sets are the parameter sets it is in; none means all.
	Sets []string
	// Mandatory says that it has to be given; MandatoryIn, in these sets only.
	Mandatory   bool
	MandatoryIn []string
	// Pipeline says that it takes its value from the pipeline; ByProperty, from a property
	// of that name.
	Pipeline, ByProperty bool
	// Remaining says that it takes all values that are left.
	Remaining bool
	// Values are the words that are allowed, where the type is an enumeration.
	Values []string
	// Versions are the versions of the product that have it; none means all that have the
	// command.
	Versions []string
}

// Switch reports whether the parameter is true by its name alone.
func (p *Parameter) Switch() bool {
	return strings.EqualFold(p.Type, "SwitchParameter") || strings.EqualFold(p.Type, "switch")
}

func (p *Parameter) in(set string) bool {
	return len(p.Sets) == 0 || slices.Contains(p.Sets, set)
}

func (p *Parameter) mandatoryIn(set string) bool {
	return p.Mandatory && p.in(set) || slices.Contains(p.MandatoryIn, set)
}
