package interp

import (
	"slices"
	"strings"

	"github.com/exchlint/exchlint/internal/change/powershell/bind"
	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

// inOrder gives all parameters but switches their position in order.
func inOrder(command *bind.Command) {
	position := 0
	for _, p := range command.Parameters {
		if !p.Switch() {
			position++
			p.Position = position
		}
	}
}

func hasAttribute(p *syntax.Parameter, name string) bool {
	return slices.ContainsFunc(p.Attributes, func(n syntax.Node) bool {
		a, ok := n.(*syntax.Attribute)
		return ok && strings.EqualFold(strings.TrimSuffix(a.Name, "Attribute"), name)
	})
}

func hasArgument(a *syntax.Attribute, name string) bool {
	return slices.ContainsFunc(a.Named, func(n *syntax.NamedArgument) bool { return strings.EqualFold(n.Name, name) })
}

// parameter reads the declaration of a parameter.
func (in *Interp) parameter(p *syntax.Parameter) *bind.Parameter {
	parameter := &bind.Parameter{Name: p.Name.Name}
	for _, node := range p.Attributes {
		switch node := node.(type) {
		case *syntax.Type:
			parameter.Type = node.Name
		case *syntax.Attribute:
			in.readAttribute(parameter, node)
		}
	}
	return parameter
}

func (in *Interp) readAttribute(p *bind.Parameter, a *syntax.Attribute) {
	switch strings.ToLower(strings.TrimSuffix(a.Name, "Attribute")) {
	case "alias":
		for _, arg := range a.Args {
			p.Aliases = append(p.Aliases, Text(in.eval(arg)))
		}
	case "validateset":
		for _, arg := range a.Args {
			p.Values = append(p.Values, Text(in.eval(arg)))
		}
	case "parameter":
		for _, arg := range a.Named {
			in.readParameterArgument(p, arg)
		}
	}
}

func (in *Interp) readParameterArgument(p *bind.Parameter, arg *syntax.NamedArgument) {
	value := Value{Data: true}
	if arg.Value != nil {
		value = in.eval(arg.Value)
	}
	switch strings.ToLower(arg.Name) {
	case "mandatory":
		p.Mandatory = Bool(value)
	case "position":
		n, _ := index(value)
		p.Position = n + 1
	case "parametersetname":
		p.Sets = append(p.Sets, Text(value))
	case "valuefrompipeline":
		p.Pipeline = p.Pipeline || Bool(value)
	case "valuefrompipelinebypropertyname":
		p.Pipeline = p.Pipeline || Bool(value)
		p.ByProperty = Bool(value)
	case "valuefromremainingarguments":
		p.Remaining = Bool(value)
	}
}

// table returns what a function takes, as the binder wants it.
func (in *Interp) table(f *function) (command *bind.Command, advanced bool) {
	command = &bind.Command{Name: f.name}
	if f.params == nil {
		return command, false
	}
	asks := false
	for _, a := range f.params.Attributes {
		binding := strings.EqualFold(strings.TrimSuffix(a.Name, "Attribute"), "CmdletBinding")
		advanced = advanced || binding
		asks = asks || binding && hasArgument(a, "SupportsShouldProcess")
	}
	positions, sets := false, map[string]bool{}
	for _, p := range f.params.Params {
		parameter := in.parameter(p)
		positions = positions || parameter.Position > 0
		advanced = advanced || hasAttribute(p, "Parameter")
		for _, s := range parameter.Sets {
			sets[s] = true
		}
		command.Parameters = append(command.Parameters, parameter)
	}
	if !positions {
		inOrder(command)
	}
	if asks {
		command.Parameters = append(command.Parameters, &bind.Parameter{Name: "WhatIf", Aliases: []string{"wi"}, Type: "switch"},
			&bind.Parameter{Name: "Confirm", Aliases: []string{"cf"}, Type: "switch"})
	}
	command.Common = advanced
	for s := range sets {
		command.Sets = append(command.Sets, s)
	}
	return command, advanced
}
