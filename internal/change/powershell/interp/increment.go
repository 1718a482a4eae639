package interp

import (
	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

func (in *Interp) assignIndex(target *syntax.Index, v Value) {
	owner, key := in.eval(target.Target), in.eval(target.Index)
	if unknown(owner) != nil {
		return
	}
	if u := hasUnknown(key); u != nil {
		in.spoil(owner, u)
		return
	}
	switch o := owner.Data.(type) {
	case *Table:
		in.setKey(o, key, v)
	case *List:
		in.setItem(o, key, v)
	default:
		in.throw("an element of "+describe(owner)+" can't be set", "System.Management.Automation.RuntimeException")
	}
}

func (in *Interp) setItem(l *List, key, v Value) {
	i, ok := index(key)
	if i < 0 {
		i += len(l.Items)
	}
	if !ok || i < 0 || i >= len(l.Items) {
		in.throw("index "+Text(key)+" is outside of the bounds of the list", "System.IndexOutOfRangeException")
	}
	if in.maybe > 0 {
		v.Data = &Unknown{Reason: "it was set under an unknown condition"}
	}
	l.Items[i] = v
}

// spoil makes all values of a container unknown.
func (in *Interp) spoil(owner Value, u *Unknown) {
	switch o := owner.Data.(type) {
	case *Table:
		o.open = u
		for k := range o.values {
			o.values[k] = Value{Data: u}
		}
	case *List:
		for i := range o.Items {
			o.Items[i].Data = u
		}
	}
}

// increment is ++ and --, before or after the operand.
func (in *Interp) increment(node *syntax.Unary) Value {
	old := in.eval(node.Operand)
	if unknown(old) != nil {
		return old
	}
	if old.Data != nil && !isNumber(old.Data) {
		in.throw("'"+node.Op+"' needs a number, not "+describe(old), "System.Management.Automation.RuntimeException")
	}
	changed := Value{in.arithmetic(node.Op[:1], old, Value{Data: int32(1)}), in.at(node.Span)}
	in.assign(node.Operand, changed)
	if !node.Postfix {
		return changed
	}
	if old.Data == nil {
		old.Data = int32(0)
	}
	return old
}
