package interp

func (in *Interp) regexMethod(r *Regex, name string, args []Value) Value {
	if len(args) == 0 {
		return notInterpreted("the method " + name + " of a regular expression")
	}
	text := Text(args[0])
	switch name {
	case "ismatch":
		return Value{Data: in.match(r, text) != nil}
	case "match":
		if m := in.match(r, text); m != nil {
			return Value{Data: matchObject(m)}
		}
		return Value{Data: noMatch()}
	case "matches":
		return Value{Data: &List{Items: in.matches(r, text), Type: "System.Text.RegularExpressions.MatchCollection", Fixed: true}}
	case "replace":
		if len(args) == 2 {
			return Value{Data: in.replace(args[0], r, args[1])}
		}
	case "split":
		list := NewList()
		for _, part := range in.splitRegex(r, text, 0) {
			list.Items = append(list.Items, Value{Data: part})
		}
		return Value{Data: list}
	}
	return notInterpreted("the method " + name + " of a regular expression")
}

func noMatch() *Object {
	o := NewObject("System.Text.RegularExpressions.Match", "")
	o.Props.Set("Success", Value{Data: false})
	o.Props.Set("Value", Value{Data: ""})
	o.Props.Set("Groups", Value{Data: NewTable()})
	return o
}
