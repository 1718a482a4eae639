package bind

import (
	"fmt"
	"strings"
)

// ErrorKind is what kept arguments from being bound.
type ErrorKind int

const (
	// UnknownParameter is a name that no parameter has.
	UnknownParameter ErrorKind = iota
	// AmbiguousName is an abbreviation of several parameters.
	AmbiguousName
	// MissingValue is a name without a value behind it.
	MissingValue
	// Duplicate is a parameter given twice.
	Duplicate
	// Unexpected is a value for which there is no position.
	Unexpected
	// AmbiguousSet is a choice of parameters that no set has together.
	AmbiguousSet
	// MissingMandatory is a parameter that has to be given.
	MissingMandatory
)

// Error is why arguments can't be bound. Index is the argument at fault, -1 for none.
type Error struct {
	Kind      ErrorKind
	Parameter string   // as written for a name, else the parameter's own
	Near      []string // the parameters that an ambiguous name could mean
	Index     int
}

func (e *Error) Error() string {
	switch e.Kind {
	case UnknownParameter:
		return fmt.Sprintf("there is no parameter -%s", e.Parameter)
	case AmbiguousName:
		return fmt.Sprintf("-%s is ambiguous: -%s", e.Parameter, strings.Join(e.Near, ", -"))
	case MissingValue:
		return fmt.Sprintf("-%s has no value", e.Parameter)
	case Duplicate:
		return fmt.Sprintf("-%s is given twice", e.Parameter)
	case Unexpected:
		return "a value fits no parameter: give it a name"
	case AmbiguousSet:
		return "parameters are given that can't be used together"
	}
	return fmt.Sprintf("-%s is missing", e.Parameter)
}

// common are the parameters that all cmdlets share.
var common = []*Parameter{
	{Name: "Debug", Aliases: []string{"db"}, Type: "SwitchParameter"},
	{Name: "ErrorAction", Aliases: []string{"ea"}, Type: "ActionPreference"},
	{Name: "ErrorVariable", Aliases: []string{"ev"}, Type: "String"},
	{Name: "InformationAction", Aliases: []string{"infa"}, Type: "ActionPreference"},
	{Name: "InformationVariable", Aliases: []string{"iv"}, Type: "String"},
	{Name: "OutBuffer", Aliases: []string{"ob"}, Type: "Int32"},
	{Name: "OutVariable", Aliases: []string{"ov"}, Type: "String"},
	{Name: "PipelineVariable", Aliases: []string{"pv"}, Type: "String"},
	{Name: "Verbose", Aliases: []string{"vb"}, Type: "SwitchParameter"},
	{Name: "WarningAction", Aliases: []string{"wa"}, Type: "ActionPreference"},
	{Name: "WarningVariable", Aliases: []string{"wv"}, Type: "String"},
}

// Lookup finds the parameter that a name means: its own or an alias, else the only one
// that starts with it. A common parameter gives way to the command's own.
func Lookup(command *Command, name string) (*Parameter, *Error) {
	all := command.Parameters
	if command.Common {
		all = append(all[:len(all):len(all)], common...)
	}
	for _, p := range all {
		if p.named(name) {
			return p, nil
		}
	}
	found := abbreviated(command.Parameters, name)
	if command.Common {
		found = append(found, abbreviated(common, name)...)
	}
	switch len(found) {
	case 0:
		return nil, &Error{Kind: UnknownParameter, Parameter: name}
	case 1:
		return found[0], nil
	}
	if own := abbreviated(command.Parameters, name); len(own) == 1 && len(found) > 1 {
		return own[0], nil
	}
	e := &Error{Kind: AmbiguousName, Parameter: name}
	for _, p := range found {
		e.Near = append(e.Near, p.Name)
	}
	return nil, e
}

func (p *Parameter) named(name string) bool {
	if strings.EqualFold(p.Name, name) {
		return true
	}
	for _, alias := range p.Aliases {
		if strings.EqualFold(alias, name) {
			return true
		}
	}
	return false
}

// abbreviated returns the parameters of which name is the beginning.
func abbreviated(parameters []*Parameter, name string) []*Parameter {
	var found []*Parameter
	for _, p := range parameters {
		for _, full := range append([]string{p.Name}, p.Aliases...) {
			if len(full) > len(name) && strings.EqualFold(full[:len(name)], name) {
				found = append(found, p)
				break
			}
		}
	}
	return found
}
