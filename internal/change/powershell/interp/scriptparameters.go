package interp

import (
	"strings"

	"github.com/exchlint/exchlint/internal/change/powershell/bind"
	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

// bindScript sets the script's own parameters from what is given for it.
func (in *Interp) bindScript(body *syntax.ScriptBlock) {
	f := &function{name: "the script", params: body.Params, body: body, source: in.source}
	in.scope.vars["args"] = &variable{value: Value{Data: in.scriptArguments()}}
	if body.Params == nil {
		return
	}
	command, _ := in.table(f)
	bound := NewTable()
	in.scope.vars["psboundparameters"] = &variable{value: Value{Data: bound}}
	for i, node := range body.Params.Params {
		p := command.Parameters[i]
		text, ok := in.options.Parameters[strings.ToLower(p.Name)]
		if position := p.Position - 1; !ok && position >= 0 {
			text, ok = in.options.Arguments[position]
		}
		result := &bind.Result{}
		if ok {
			v := Value{text, in.at(node.Span)}
			if strings.HasSuffix(p.Type, "[]") && strings.Contains(text, ",") {
				v.Data = splitValues(text, v.From)
			}
			if p.Switch() || strings.EqualFold(p.Type, "bool") {
				v.Data = strings.EqualFold(strings.TrimPrefix(text, "$"), "true")
			}
			result.Bound = append(result.Bound, bind.Bound{Parameter: p, Value: v})
		} else if p.Mandatory && node.Default == nil {
			result.Bound = append(result.Bound, bind.Bound{Parameter: p, Value: Value{&Unknown{Reason: "the value of the parameter -" + p.Name + " is not given"}, in.at(node.Span)}})
		}
		in.bindParameter(node, p, result, bound, NewList(), false)
	}
}

// splitValues makes a list of a text as a command line would.
func splitValues(text string, from syntax.Span) *List {
	list := NewList()
	for _, part := range strings.Split(text, ",") {
		list.Items = append(list.Items, Value{strings.TrimSpace(part), from})
	}
	return list
}

func (in *Interp) scriptArguments() *List {
	list := NewList()
	for i := range len(in.options.Arguments) {
		text, ok := in.options.Arguments[i]
		if !ok {
			break
		}
		list.Items = append(list.Items, Value{Data: text})
	}
	return list
}
