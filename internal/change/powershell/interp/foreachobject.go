package interp

import (
	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

const forEachSpec = "Process@1* Begin End InputObject MemberName ArgumentList RemainingScripts Parallel ThrottleLimit"

// forEachObject is ForEach-Object where it isn't streamed, as with the name of a member.
func forEachObject(c *invocation) []Value {
	f := c.forEach()
	if len(f.blocks) == 0 {
		process, _ := c.get("Process")
		return c.members(items(process))
	}
	var out output
	if !c.piped && len(c.values()) == 0 {
		c.input = []Value{{}}
	}
	for _, item := range c.values() {
		f.one(item, &out)
	}
	f.finish(&out)
	return out.values
}

// forEach is a ForEach-Object that runs script blocks.
type forEach struct {
	c          *invocation
	blocks     []*Block
	begin, end *Block
	begun      bool
	scope      *scope // of the pipeline, also where a function before it puts something out
}

// streamed returns a ForEach-Object with script blocks, or nil for any other element.
func (in *Interp) streamed(node syntax.Node) *forEach {
	command, ok := node.(*syntax.Command)
	if !ok || len(command.Elements) < 2 || len(command.Redirections) > 0 {
		return nil
	}
	name, ok := command.Elements[0].(*syntax.Text)
	if !ok || in.resolveAlias(name.Value) != "foreach-object" || in.function("foreach-object") != nil {
		return nil
	}
	for _, e := range command.Elements[1:] {
		switch e.(type) {
		case *syntax.Block, *syntax.CommandParameter:
		default:
			return nil
		}
	}
	c := &invocation{in: in, node: command, name: "foreach-object", args: in.arguments(command.Elements[1:]), piped: true, from: in.at(command.Span)}
	if f := c.forEach(); len(f.blocks) > 0 {
		return f
	}
	return nil
}

// forEach binds the script blocks.
func (c *invocation) forEach() *forEach {
	c.take(forEachSpec)
	f := &forEach{c: c, scope: c.in.scope}
	for _, name := range []string{"Process", "Parallel"} {
		v, _ := c.get(name)
		for _, item := range items(v) {
			if b, ok := item.Data.(*Block); ok {
				f.blocks = append(f.blocks, b)
			}
		}
	}
	f.begin, _ = first(c.get("Begin")).Data.(*Block)
	f.end, _ = first(c.get("End")).Data.(*Block)
	if len(f.blocks) > 1 && f.begin == nil {
		f.begin, f.blocks = f.blocks[0], f.blocks[1:]
	}
	if n := len(f.blocks); n > 1 && f.end == nil {
		f.end, f.blocks = f.blocks[n-1], f.blocks[:n-1]
	}
	return f
}

func (f *forEach) start(out *output) {
	if !f.begun && f.begin != nil {
		f.c.in.callInto(f.begin, Value{}, out)
	}
	f.begun = true
}

func (f *forEach) finish(out *output) {
	f.start(out)
	if f.end != nil {
		f.c.in.callInto(f.end, Value{}, out)
	}
}

// one runs the blocks for an item, in doubt for an unknown one.
func (f *forEach) one(item Value, out *output) {
	in := f.c.in
	in.turn()
	outer, scope := in.place, in.scope
	in.place, in.scope = f.c.node.Span, f.scope
	defer func() { in.place, in.scope = outer, scope }()
	f.start(out)
	u := unknown(item)
	if u == nil {
		for _, b := range f.blocks {
			in.callInto(b, item, out)
		}
		return
	}
	if in.touches(bodies(f.blocks)...) {
		in.notFollow(f.c.node.Span, u.Reason)
	}
	var some output
	in.inDoubt(u.Reason, func() {
		for _, b := range f.blocks {
			in.callInto(b, item, &some)
		}
	})
	if some.count > 0 {
		out.add(Value{u, f.c.from})
	}
}

func bodies(blocks []*Block) []syntax.Node {
	var nodes []syntax.Node
	for _, b := range blocks {
		nodes = append(nodes, b.Body)
	}
	return nodes
}

// members reads a property or calls a method of each item.
func (c *invocation) members(names []Value) []Value {
	if v, ok := c.get("MemberName"); ok {
		names = []Value{v}
	}
	var args []Value
	if v, ok := c.get("ArgumentList"); ok {
		args = items(v)
	}
	if len(names) > 1 {
		args, names = names[1:], names[:1]
	}
	if len(names) == 0 {
		return nil
	}
	var out []Value
	for _, item := range c.values() {
		if u := unknown(item); u != nil {
			return []Value{{u, c.from}}
		}
		v, ok := c.in.ownProperty(item, Text(names[0]))
		if !ok {
			if isObject(item) && len(args) == 0 {
				continue
			}
			v = c.in.method(item, Text(names[0]), args, c.from)
		}
		out = append(out, items(v)...)
	}
	return out
}
