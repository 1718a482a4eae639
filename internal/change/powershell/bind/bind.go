package bind

import (
	"slices"
	"strings"
)

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
