package interp

import (
	"strings"

	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

const whereSpec = "FilterScript@1 Property Value@2 InputObject EQ! NE! GT! GE! LT! LE! Like! NotLike! Match! NotMatch! Contains! NotContains! In! NotIn! Not! Is! IsNot! " +
	"CEQ! CNE! CLike! CMatch! CContains! CIn!"

// whereObject is Where-Object with a script block or with a property, an operator and a value.
func whereObject(c *invocation) []Value {
	c.take(whereSpec)
	if u := c.doubt(); u != nil {
		return []Value{{u, c.from}}
	}
	selected, u := c.in.filter(c.values(), c.condition())
	if u != nil {
		return []Value{{u, c.from}}
	}
	return selected
}

func (c *invocation) condition() func(Value) Value {
	filter, _ := c.get("FilterScript")
	if block, ok := filter.Data.(*Block); ok {
		return func(item Value) Value { return collect(c.in.callWith(block, item), c.from) }
	}
	if name, ok := c.get("Property"); ok {
		filter = name
	}
	value, _ := c.get("Value")
	operator := ""
	for _, b := range c.bound.Bound {
		if b.Parameter.Switch() {
			operator = strings.ToLower(b.Parameter.Name)
		}
	}
	return func(item Value) Value {
		property := c.in.property(item, Text(filter))
		switch {
		case unknown(property) != nil || operator == "":
			return property
		case operator == "not":
			return Value{Data: !Bool(property)}
		}
		return c.in.binary("-"+operator, property, value, c.from)
	}
}

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

func isObject(v Value) bool { _, ok := v.Data.(*Object); return ok }

// selectObject is Select-Object.
func selectObject(c *invocation) []Value {
	c.take("Property@1 ExcludeProperty ExpandProperty Unique! First Last Skip SkipLast Index InputObject Wait! CaseInsensitive!")
	if u := c.doubt(); u != nil {
		return []Value{{u, c.from}}
	}
	list := c.slice(c.values())
	if properties, ok := c.get("Property"); ok && !c.has("ExpandProperty") {
		list = c.project(list, items(properties))
	}
	if name, ok := c.get("ExpandProperty"); ok {
		var out []Value
		for _, item := range list {
			out = append(out, c.expanded(item, Text(name))...)
		}
		list = out
	}
	if c.is("Unique") {
		list = unique(list, true)
	}
	return list
}

func (c *invocation) expanded(item Value, name string) []Value {
	v, ok := c.in.ownProperty(item, name)
	if !ok {
		c.in.addError(Failure{Message: "the property '" + name + "' can't be found"})
		return nil
	}
	return items(v)
}

// slice applies -First, -Last, -Skip and -Index.
func (c *invocation) slice(list []Value) []Value {
	number := func(name string) int {
		v, _ := c.get(name)
		n, _ := index(v)
		return max(n, 0)
	}
	if wanted, ok := c.get("Index"); ok {
		var out []Value
		for _, key := range items(wanted) {
			if i, ok := index(key); ok && i >= 0 && i < len(list) {
				out = append(out, list[i])
			}
		}
		return out
	}
	if c.has("Last") && !c.has("First") {
		list = list[:max(0, len(list)-number("Skip"))]
		return list[max(0, len(list)-number("Last")):]
	}
	list = list[min(len(list), number("Skip")):]
	list = list[:max(0, len(list)-number("SkipLast"))]
	if !c.has("First") {
		return list
	}
	first := list[:min(len(list), number("First"))]
	if rest := list[len(first):]; c.has("Last") {
		first = append(first[:len(first):len(first)], rest[max(0, len(rest)-number("Last")):]...)
	}
	return first
}

// project makes objects of the properties named, which may have wildcards.
func (c *invocation) project(list []Value, properties []Value) []Value {
	var out []Value
	excluded, _ := c.get("ExcludeProperty")
	for _, item := range list {
		c.in.spend(64)
		o := NewObject(customObject, "")
		for _, p := range properties {
			if name, ok := p.Data.(string); ok && strings.ContainsAny(name, "*?") {
				c.copyMatching(o, item, name, excluded)
				continue
			}
			name, v := c.property(item, p)
			o.Props.Set(name, v)
		}
		out = append(out, Value{o, item.From})
	}
	return out
}

func (c *invocation) copyMatching(o *Object, item Value, pattern string, excluded Value) {
	source, ok := item.Data.(*Object)
	if !ok {
		if name := "Length"; c.in.like(name, pattern, false) {
			v, _ := c.in.ownProperty(item, name)
			o.Props.Set(name, v)
		}
		return
	}
	for _, key := range source.Props.Keys() {
		if !c.in.like(Text(key), pattern, false) || contains(Value{Data: NewList(items(excluded)...)}, key, false) {
			continue
		}
		v, _ := source.Props.Get(Text(key))
		o.Props.Set(Text(key), v)
	}
	o.Props.open = source.Props.open
}

// unique keeps the first of equal values.
func unique(list []Value, sensitive bool) []Value {
	var out []Value
	for _, v := range list {
		seen := false
		for _, other := range out {
			if sameValue(other, v, sensitive) {
				seen = true
				break
			}
		}
		if !seen {
			out = append(out, v)
		}
	}
	return out
}

// sameValue compares as -Unique does: objects by their properties.
func sameValue(a, b Value, sensitive bool) bool {
	x, ok := a.Data.(*Object)
	y, ok2 := b.Data.(*Object)
	if !ok || !ok2 {
		return equal(b, a, sensitive)
	}
	if x == y || x.Props.Len() != y.Props.Len() {
		return x == y
	}
	for _, k := range x.Props.Keys() {
		v, _ := x.Props.Get(Text(k))
		w, ok := y.Props.Get(Text(k))
		if !ok || Text(v) != Text(w) {
			return false
		}
	}
	return true
}
