package interp

import (
	"slices"
	"strings"
)

// sortObject is Sort-Object.
func sortObject(c *invocation) []Value {
	c.take("Property@1 Descending! Unique! InputObject CaseSensitive! Culture Top Bottom Stable!")
	if u := c.doubt(); u != nil {
		return []Value{{u, c.from}}
	}
	properties, _ := c.get("Property")
	by := items(properties)
	if len(by) == 0 {
		by = []Value{{}}
	}
	list := slices.Clone(c.values())
	keys := make(map[int][]Value, len(list))
	order := make([]int, len(list))
	for i, item := range list {
		order[i] = i
		for _, p := range by {
			key := item
			if p.Data != nil {
				key = c.sortKey(item, p)
			}
			if u := hasUnknown(key); u != nil {
				return []Value{{u, c.from}}
			}
			keys[i] = append(keys[i], key)
		}
	}
	sensitive := c.is("CaseSensitive")
	slices.SortStableFunc(order, func(a, b int) int { return c.compareKeys(keys[a], keys[b], by, sensitive) })
	out := make([]Value, 0, len(list))
	for n, i := range order {
		if c.is("Unique") && n > 0 && c.compareKeys(keys[order[n-1]], keys[i], by, sensitive) == 0 {
			continue
		}
		out = append(out, list[i])
	}
	if top, ok := c.get("Top"); ok {
		n, _ := index(top)
		out = out[:max(0, min(len(out), n))]
	}
	return out
}

func (c *invocation) sortKey(item, property Value) Value {
	if t, ok := property.Data.(*Table); ok {
		if e, ok := t.Get("Expression"); ok {
			return c.key(item, e)
		}
		if e, ok := t.Get("E"); ok {
			return c.key(item, e)
		}
	}
	return c.key(item, property)
}

func (c *invocation) compareKeys(a, b, by []Value, sensitive bool) int {
	for i := range a {
		order, ok := compareValues(a[i], b[i], sensitive)
		if !ok {
			order = compareText(Text(a[i]), Text(b[i]), sensitive)
		}
		descending := c.is("Descending")
		if t, ok := by[i].Data.(*Table); ok {
			if d, ok := t.Get("Descending"); ok {
				descending = Bool(d)
			}
		}
		if descending {
			order = -order
		}
		if order != 0 {
			return order
		}
	}
	return 0
}

// groupObject is Group-Object.
func groupObject(c *invocation) []Value {
	c.take("Property@1 NoElement! AsHashTable! AsString! InputObject CaseSensitive!")
	if u := c.doubt(); u != nil {
		return []Value{{u, c.from}}
	}
	properties, _ := c.get("Property")
	groups, names := map[string][]Value{}, []string{}
	for _, item := range c.values() {
		var parts []string
		for _, p := range items(properties) {
			key := c.sortKey(item, p)
			if u := hasUnknown(key); u != nil {
				return []Value{{u, c.from}}
			}
			parts = append(parts, joinTexts(items(key), ", "))
		}
		if len(parts) == 0 {
			parts = []string{Text(item)}
		}
		name := strings.Join(parts, ", ")
		c.in.steps += len(names)
		c.in.step()
		if i := slices.IndexFunc(names, func(n string) bool { return sameText(n, name, c.is("CaseSensitive")) }); i >= 0 {
			name = names[i]
		} else {
			names = append(names, name)
		}
		groups[name] = append(groups[name], item)
	}
	return c.groups(groups, names)
}

func (c *invocation) groups(groups map[string][]Value, names []string) []Value {
	if c.is("AsHashTable") {
		t := NewTable()
		for _, name := range names {
			t.Set(name, Value{NewList(groups[name]...), c.from})
		}
		return []Value{{t, c.from}}
	}
	slices.SortStableFunc(names, func(a, b string) int { return compareText(a, b, false) })
	var out []Value
	for _, name := range names {
		o := NewObject("Microsoft.PowerShell.Commands.GroupInfo", "Microsoft.PowerShell.Commands.GroupInfo")
		o.Props.Set("Count", Value{int32(len(groups[name])), c.from})
		o.Props.Set("Name", Value{name, c.from})
		o.Props.Set("Group", Value{NewList(groups[name]...), c.from})
		o.Props.Set("Values", Value{NewList(Value{name, c.from}), c.from})
		out = append(out, Value{o, c.from})
	}
	return out
}
