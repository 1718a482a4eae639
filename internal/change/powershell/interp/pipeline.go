package interp

import (
	"strings"

	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

// output takes what statements put out: it collects the values, or hands each on at once.
type output struct {
	values []Value
	count  int
	sink   func(Value)
}

func (o *output) add(values ...Value) {
	o.count += len(values)
	if o.sink == nil {
		o.values = append(o.values, values...)
		return
	}
	for _, v := range values {
		o.sink(v)
	}
}

// pipeline follows the elements of a pipeline, each with the output of the one before.
// ForEach-Object gets each value at once, the others all of them together.
func (in *Interp) pipeline(node *syntax.Pipeline, out *output) {
	sink, finish := in.stages(node.Elements[1:], out)
	in.stage(node.Elements[0], nil, false, sink)
	finish()
}

// stages returns what takes the input of elements, and what ends them.
func (in *Interp) stages(elements []syntax.Node, out *output) (sink *output, finish func()) {
	if len(elements) == 0 {
		return out, func() {}
	}
	next, finishNext := in.stages(elements[1:], out)
	if f := in.streamed(elements[0]); f != nil {
		return &output{sink: func(v Value) { f.one(v, next) }}, func() {
			f.finish(next)
			finishNext()
		}
	}
	gathered := &output{}
	return gathered, func() {
		in.stage(elements[0], gathered.values, true, next)
		finishNext()
	}
}

func (in *Interp) stage(node syntax.Node, input []Value, piped bool, out *output) {
	switch node := node.(type) {
	case *syntax.CommandExpression:
		out.add(in.expressionOutput(node)...)
	case *syntax.Command:
		in.command(node, input, piped, out)
	}
}

// expressionOutput returns what an expression puts out: the items of a list.
func (in *Interp) expressionOutput(e *syntax.CommandExpression) []Value {
	if in.isNothing(e.Expression) {
		return nil
	}
	v := in.eval(e.Expression)
	if toNull(e.Redirections) {
		return nil
	}
	in.global.vars["?"].value = Value{Data: true}
	switch d := v.Data.(type) {
	case *List:
		return d.Items
	case nil:
		if yieldsNothing(e.Expression) {
			return nil
		}
	}
	return []Value{v}
}

// yieldsNothing reports whether an expression without a value puts nothing out, not $null.
func yieldsNothing(node syntax.Node) bool {
	switch node := node.(type) {
	case *syntax.SubExpression, *syntax.Invoke:
		return true
	case *syntax.Paren:
		if p, ok := node.Inner.(*syntax.Pipeline); ok {
			_, isCommand := p.Elements[len(p.Elements)-1].(*syntax.Command)
			return isCommand
		}
		_, isAssignment := node.Inner.(*syntax.Assignment)
		return isAssignment
	case *syntax.Cast:
		return strings.EqualFold(node.Type.Name, "void")
	}
	return false
}

func toNull(redirections []*syntax.Redirection) bool {
	for _, r := range redirections {
		if r.Op == ">" || r.Op == ">>" || strings.HasPrefix(r.Op, "1>") || strings.HasPrefix(r.Op, "*>") {
			return true
		}
	}
	return false
}

// command follows one command.
func (in *Interp) command(node *syntax.Command, input []Value, piped bool, out *output) {
	if len(node.Elements) == 0 {
		return
	}
	in.global.vars["?"].value = Value{Data: true}
	outer := in.place
	in.place = node.Span
	defer func() { in.place = outer }()
	if toNull(node.Redirections) {
		out = &output{}
	}
	in.run(node, input, piped, out)
}

// run finds what a command's name means and carries it out.
func (in *Interp) run(node *syntax.Command, input []Value, piped bool, out *output) {
	name := in.eval(node.Elements[0])
	args := in.arguments(node.Elements[1:])
	if piped && input == nil {
		input = []Value{}
	}
	if u := hasUnknown(name); u != nil {
		in.notFollow(node.Span, "what is called is not known: "+u.Reason)
		out.add(Value{&Unknown{Reason: u.Reason}, in.at(node.Span)})
		return
	}
	if block, ok := name.Data.(*Block); ok {
		in.runBlock(node, block, args, input, piped, out)
		return
	}
	if o, ok := name.Data.(*Object); ok && o.Type == "System.Management.Automation.CmdletInfo" {
		name = Value{o.Text, name.From}
	}
	in.runNamed(node, Text(name), args, input, piped, out)
}

func (in *Interp) runBlock(node *syntax.Command, block *Block, args []Argument, input []Value, piped bool, out *output) {
	if node.Invocation != "." {
		in.callBlockWith(block, args, input, piped, out)
		return
	}
	if block.Body.Params != nil || len(args) > 0 {
		in.bindFunction(&function{body: block.Body, params: block.Body.Params, source: block.script, places: block.places}, args, input, piped, node.Span)
	}
	in.catching(func() { in.blockBody(block.Body, input, out) }, returning)
}

func (in *Interp) runNamed(node *syntax.Command, name string, args []Argument, input []Value, piped bool, out *output) {
	resolved := in.resolveAlias(name)
	if f := in.function(resolved); f != nil {
		args, stop := in.commonArguments(args, f)
		in.stopping(stop, func() { in.callFunction(f, args, input, piped, node.Span, out) })
		return
	}
	c := &invocation{in: in, node: node, name: resolved, args: args, input: input, piped: piped, from: in.at(node.Span)}
	builtin, ok := in.builtins[resolved]
	switch {
	case ok:
		out.add(builtin(c)...)
	case c.onCertificates():
		out.add(in.callHost(node, in.aliased(name), c)...)
	case unknowable[resolved] != "":
		out.add(Value{in.unknownOf(unknowable[resolved], c), c.from})
	case passedOver[resolved] || passedOver[resolved[strings.LastIndexAny(resolved, `\/`)+1:]]:
	default:
		out.add(in.callHost(node, in.aliased(name), c)...)
	}
}

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
