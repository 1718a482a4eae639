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
	outcome := in.host.Call(call)
	stop, silent := call.Stop, false
	for i, arg := range c.args {
		if isErrorAction(arg.Name) {
			action := ""
			if arg.Value != nil {
				action = Text(*arg.Value)
			} else if i+1 < len(c.args) && c.args[i+1].Value != nil {
				action = Text(*c.args[i+1].Value)
			}
			stop, silent = strings.EqualFold(action, "Stop"), strings.EqualFold(action, "Ignore")
		}
	}
	in.spend(64 * len(outcome.Values))
	switch {
	case outcome.NotFollowed != "":
		in.notFollow(node.Span, outcome.NotFollowed)
		return []Value{{&Unknown{Reason: outcome.NotFollowed}, c.from}}
	case outcome.Refusal != nil:
		in.failed(*outcome.Refusal)
	}
	for _, f := range outcome.Errors {
		if stop {
			in.failed(f)
		}
		in.global.vars["?"].value = Value{Data: false}
		f.Type = hostError
		if !silent {
			in.addError(f)
		}
	}
	return outcome.Values
}

// failed ends the statement with an error that the host knows.
func (in *Interp) failed(f Failure) {
	if f.Type == "" {
		f.Type = hostError
	}
	in.addError(Failure{Message: f.Message, Type: hostError, Place: f.Place})
	panic(&signal{kind: throwing, failure: Failure{Message: f.Message, Type: hostError, Place: f.Place}})
}
