package interp

import (
	"strings"
)

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
		list = c.unique(list)
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
func (c *invocation) unique(list []Value) []Value {
	var out []Value
	for _, v := range list {
		seen := false
		for _, other := range out {
			c.in.step()
			if sameValue(other, v, true) {
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
