// Package bind binds the arguments of a command to its parameters as PowerShell does: by
// name, abbreviation or alias, by position, within one parameter set. Values are of any
// kind to it and are handed through; converting them is left to the caller.
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

// Argument is a name, a value, or both where the value is joined to the name.
type Argument struct {
	Name   string
	Value  any
	Joined bool
	// Plain marks a value, as opposed to a name.
	Plain bool
}

// Bound is a parameter with its value. Index is the argument that the value is from.
type Bound struct {
	Parameter *Parameter
	Value     any
	Index     int
}

// Result is what was bound. Rest are the indexes of arguments that found no parameter.
type Result struct {
	Set   string
	Bound []Bound
	Rest  []int
}

// Get returns the value of a parameter.
func (r *Result) Get(name string) (any, bool) {
	for _, b := range r.Bound {
		if strings.EqualFold(b.Parameter.Name, name) {
			return b.Value, true
		}
	}
	return nil, false
}

func (r *Result) has(p *Parameter) bool {
	return slices.ContainsFunc(r.Bound, func(b Bound) bool { return b.Parameter == p })
}

// Bind binds arguments. Piped says that input comes from the pipeline, so that a mandatory
// parameter may get its value there. Where lenient is set, what fits no parameter is left
// over instead of an error, as in a function without CmdletBinding.
func Bind(command *Command, args []Argument, piped, lenient bool) (*Result, *Error) {
	b := &binder{command: command, args: args, piped: piped, lenient: lenient}
	plain, err := b.named()
	if err != nil {
		return &b.result, err
	}
	b.sets = b.candidates()
	if len(b.sets) == 0 {
		return &b.result, &Error{Kind: AmbiguousSet, Index: -1}
	}
	if err := b.positional(plain); err != nil {
		return &b.result, err
	}
	return &b.result, b.choose()
}

type binder struct {
	command        *Command
	args           []Argument
	piped, lenient bool
	sets           []string
	result         Result
}

// named binds the arguments with names, and returns the indexes of the other values.
func (b *binder) named() (plain []int, err *Error) {
	for i := 0; i < len(b.args); i++ {
		arg := b.args[i]
		if arg.Plain {
			plain = append(plain, i)
			continue
		}
		p, err := Lookup(b.command, arg.Name)
		if err != nil {
			if b.lenient {
				b.result.Rest = append(b.result.Rest, i)
				continue
			}
			err.Index = i
			return nil, err
		}
		bound := Bound{p, arg.Value, i}
		switch {
		case arg.Joined:
		case p.Switch():
			bound.Value = true
		case i+1 < len(b.args) && b.args[i+1].Plain:
			i++
			bound.Value, bound.Index = b.args[i].Value, i
		default:
			return nil, &Error{Kind: MissingValue, Parameter: p.Name, Index: i}
		}
		if b.result.has(p) {
			return nil, &Error{Kind: Duplicate, Parameter: p.Name, Index: i}
		}
		b.result.Bound = append(b.result.Bound, bound)
	}
	return plain, nil
}

// candidates returns the sets that have all parameters that are bound.
func (b *binder) candidates() []string {
	var sets []string
	for _, set := range b.allSets() {
		if !slices.ContainsFunc(b.result.Bound, func(bound Bound) bool { return !bound.Parameter.in(set) }) {
			sets = append(sets, set)
		}
	}
	return sets
}

func (b *binder) allSets() []string {
	if len(b.command.Sets) == 0 {
		return []string{""}
	}
	return b.command.Sets
}

// positional binds values without names in the order of positions.
func (b *binder) positional(plain []int) *Error {
	for _, i := range plain {
		p := b.nextPositional()
		if p == nil {
			if p = b.remaining(); p == nil {
				if b.lenient {
					b.result.Rest = append(b.result.Rest, i)
					continue
				}
				return &Error{Kind: Unexpected, Index: i}
			}
		}
		if p.Remaining && b.result.has(p) {
			b.append(p, i)
			continue
		}
		value := b.args[i].Value
		if p.Remaining {
			value = []any{value}
		}
		b.result.Bound = append(b.result.Bound, Bound{p, value, i})
		b.sets = b.candidates()
	}
	slices.Sort(b.result.Rest)
	return nil
}

// nextPositional returns the unbound parameter of the lowest position, of the default set
// where sets differ.
func (b *binder) nextPositional() *Parameter {
	var best *Parameter
	for _, p := range b.command.Parameters {
		if p.Position == 0 || b.result.has(p) || !b.possible(p) {
			continue
		}
		if best == nil || p.Position < best.Position ||
			p.Position == best.Position && p.in(b.command.DefaultSet) && !best.in(b.command.DefaultSet) {
			best = p
		}
	}
	return best
}

func (b *binder) possible(p *Parameter) bool {
	return slices.ContainsFunc(b.sets, p.in)
}

func (b *binder) remaining() *Parameter {
	for _, p := range b.command.Parameters {
		if p.Remaining && b.possible(p) {
			return p
		}
	}
	return nil
}

func (b *binder) append(p *Parameter, i int) {
	for j := range b.result.Bound {
		if list, ok := b.result.Bound[j].Value.([]any); ok && b.result.Bound[j].Parameter == p {
			b.result.Bound[j].Value = append(list, b.args[i].Value)
		}
	}
}

// choose settles the set: the only one left, else the default one, else the only one of
// which nothing mandatory is missing.
func (b *binder) choose() *Error {
	if len(b.sets) > 1 && slices.Contains(b.sets, b.command.DefaultSet) && b.missing(b.command.DefaultSet) == "" {
		b.sets = []string{b.command.DefaultSet}
	}
	if len(b.sets) > 1 {
		var complete []string
		for _, set := range b.sets {
			if b.missing(set) == "" {
				complete = append(complete, set)
			}
		}
		if len(complete) > 0 {
			b.sets = complete
		} else if slices.Contains(b.sets, b.command.DefaultSet) {
			b.sets = []string{b.command.DefaultSet}
		}
	}
	b.result.Set = b.sets[0]
	if name := b.missing(b.result.Set); name != "" {
		return &Error{Kind: MissingMandatory, Parameter: name, Index: -1}
	}
	return nil
}

// missing returns the name of a mandatory parameter of a set that isn't bound.
func (b *binder) missing(set string) string {
	for _, p := range b.command.Parameters {
		if p.mandatoryIn(set) && !b.result.has(p) && !(b.piped && p.Pipeline) {
			return p.Name
		}
	}
	return ""
}
