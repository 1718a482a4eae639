package interp

import (
	"strings"

	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

// stopping runs f with the error action Stop where stop says so.
func (in *Interp) stopping(stop bool, f func()) {
	if !stop {
		f()
		return
	}
	outer := in.scope.vars["erroractionpreference"]
	in.scope.vars["erroractionpreference"] = &variable{value: Value{Data: "Stop"}}
	defer func() {
		if outer == nil {
			delete(in.scope.vars, "erroractionpreference")
		} else {
			in.scope.vars["erroractionpreference"] = outer
		}
	}()
	f()
}

// commonArguments takes -ErrorAction off the arguments of an advanced function.
func (in *Interp) commonArguments(args []Argument, f *function) (rest []Argument, stop bool) {
	if _, advanced := in.table(f); !advanced {
		return args, false
	}
	for i := 0; i < len(args); i++ {
		arg := args[i]
		if !isErrorAction(arg.Name) {
			rest = append(rest, arg)
			continue
		}
		value := arg.Value
		if value == nil && i+1 < len(args) && args[i+1].Name == "" {
			i++
			value = args[i].Value
		}
		if value != nil {
			stop = strings.EqualFold(Text(*value), "Stop")
		}
	}
	return rest, stop
}

func isErrorAction(name string) bool {
	name = strings.ToLower(name)
	return name == "ea" || len(name) > 5 && strings.HasPrefix("erroraction", name)
}

// callHost hands a command to the host.
func (in *Interp) callHost(node *syntax.Command, name string, c *invocation) []Value {
	call := &Call{
		Name: name, Place: c.from, NamePlace: in.at(node.Elements[0].Extent()), Arguments: c.args, Input: c.input, Piped: c.piped,
		Server: in.options.Server, Maybe: in.maybe > 0, Stop: in.errorAction() == "stop",
		Evaluate: func(block *Block, item Value) Value { return collect(in.callWith(block, item), c.from) },
	}
	if action, ok := c.common("erroraction", "ea"); ok {
		call.Stop = strings.EqualFold(action, "Stop")
	}
	outcome := in.host.Call(call)
	in.spend(64 * len(outcome.Values))
	for i := range outcome.Values {
		if outcome.Values[i].From.End == 0 {
			outcome.Values[i].From = c.from
		}
	}
	switch {
	case outcome.NotFollowed != "":
		in.notFollow(node.Span, outcome.NotFollowed)
		outcome.Values = []Value{{&Unknown{Reason: outcome.NotFollowed}, c.from}}
	case outcome.Refusal != nil:
		in.failed(*outcome.Refusal, false)
	}
	in.hostErrors(outcome.Errors, call.Stop, c)
	if name, ok := c.common("outvariable", "ov"); ok {
		in.setVariable(strings.TrimPrefix(name, "+"), Value{NewList(outcome.Values...), c.from})
	}
	return outcome.Values
}

// hostErrors notes errors that end nothing, or ends the script where the action is Stop.
func (in *Interp) hostErrors(errors []Failure, stop bool, c *invocation) {
	records := NewList()
	for _, f := range errors {
		f.Host = true
		if stop {
			in.failed(f, true)
		}
		in.global.vars["?"].value = Value{Data: false}
		in.addError(f)
		records.Items = append(records.Items, errorRecord(f))
	}
	if name, ok := c.common("errorvariable", "ev"); ok {
		in.setVariable(strings.TrimPrefix(name, "+"), Value{records, c.from})
	}
}

// common returns the text of a parameter that all cmdlets share.
func (c *invocation) common(name, alias string) (string, bool) {
	for i, arg := range c.args {
		given := strings.ToLower(arg.Name)
		if given != alias && (len(given) < 6 || !strings.HasPrefix(name, given)) {
			continue
		}
		if arg.Value != nil {
			return Text(*arg.Value), true
		}
		if i+1 < len(c.args) && c.args[i+1].Value != nil {
			return Text(*c.args[i+1].Value), true
		}
	}
	return "", false
}

// failed ends the statement, or the script, with an error that the host knows.
func (in *Interp) failed(f Failure, script bool) {
	f.Host = true
	panic(&signal{kind: throwing, failure: f, script: script})
}
