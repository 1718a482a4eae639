package interp

import (
	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

// arguments evaluates the elements behind a command's name; splatted ones are spread out.
func (in *Interp) arguments(elements []syntax.Node) []Argument {
	var args []Argument
	plain := false
	for _, e := range elements {
		switch e := e.(type) {
		case *syntax.CommandParameter:
			if e.Name == "" {
				plain = true
				continue
			}
			arg := Argument{Name: e.Name, Place: in.at(e.Span)}
			if e.Argument != nil {
				v := in.eval(e.Argument)
				arg.Value, arg.Joined = &v, true
			}
			args = append(args, arg)
		case *syntax.Variable:
			if e.Splatted {
				args = append(args, in.splat(e)...)
				continue
			}
			v := in.getVariable(e)
			args = append(args, Argument{Value: &v, Place: in.at(e.Span), AfterDash: plain})
		default:
			v := in.argument(e)
			args = append(args, Argument{Value: &v, Place: in.at(e.Extent()), AfterDash: plain})
		}
	}
	return args
}

// argument evaluates an argument. A number in a bare word keeps its text where it is bound
// to a text.
func (in *Interp) argument(e syntax.Node) Value {
	v := in.eval(e)
	if n, ok := e.(*syntax.Number); ok {
		v.Data = Literal{v.Data, in.source[n.Start:n.End]}
	}
	return v
}

// splat spreads a hash table or a list out into arguments.
func (in *Interp) splat(node *syntax.Variable) []Argument {
	plain := *node
	plain.Splatted = false
	v := in.getVariable(&plain)
	place := in.at(node.Span)
	var args []Argument
	switch d := v.Data.(type) {
	case *Table:
		for _, k := range d.Keys() {
			value, _ := d.Get(Text(k))
			value = written(value, place)
			args = append(args, Argument{Name: Text(k), Value: &value, Joined: true, Splatted: true, Place: place})
		}
		if d.open != nil {
			u := Value{d.open, place}
			args = append(args, Argument{Value: &u, Splatted: true, Place: place})
		}
	case *List:
		for _, item := range d.Items {
			args = append(args, splatItem(item, place))
		}
	case nil:
	default:
		args = append(args, Argument{Value: &v, Splatted: true, Place: place})
	}
	return args
}

// splatItem is an item of a splatted list. $args keeps names that it was given.
func splatItem(item Value, place syntax.Span) Argument {
	if name, ok := item.Data.(string); ok && len(name) > 1 && name[0] == '-' && item.From.End > item.From.Start {
		return Argument{Name: name[1:], Splatted: true, Place: place}
	}
	item = written(item, place)
	return Argument{Value: &item, Splatted: true, Place: place}
}
