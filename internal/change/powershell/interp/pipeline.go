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
	in.work(v)
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
