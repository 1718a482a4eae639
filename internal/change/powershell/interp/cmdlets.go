package interp

import (
	"strings"
)

func newObjectCommand(c *invocation) []Value {
	c.take("TypeName@1 ArgumentList@2* Property ComObject Strict!")
	if c.has("ComObject") {
		return unknownValue(c)
	}
	args, _ := c.get("ArgumentList")
	v := c.in.newObject(c.text("TypeName"), items(args), c.from)
	if properties, ok := c.get("Property"); ok {
		t, isTable := properties.Data.(*Table)
		o, isObject := v.Data.(*Object)
		if isTable && isObject {
			for _, k := range t.Keys() {
				value, _ := t.Get(Text(k))
				o.Props.Set(Text(k), value)
			}
		}
	}
	return []Value{v}
}

func addMember(c *invocation) []Value {
	c.take("MemberType@1 Name@2 Value@3 SecondValue InputObject NotePropertyName NotePropertyValue NotePropertyMembers Force! PassThru! TypeName")
	add := func(o *Object) {
		if name, ok := c.get("NotePropertyName"); ok {
			c.in.setKey(o.Props, name, first(c.get("NotePropertyValue")))
			return
		}
		if t, ok := first(c.get("NotePropertyMembers")).Data.(*Table); ok {
			for _, k := range t.Keys() {
				v, _ := t.Get(Text(k))
				c.in.setKey(o.Props, k, v)
			}
			return
		}
		switch kind := c.text("MemberType"); {
		case strings.EqualFold(kind, "NoteProperty"):
			c.in.setKey(o.Props, first(c.get("Name")), first(c.get("Value")))
		case c.has("Value"):
			c.in.setKey(o.Props, first(c.get("Name")), Value{&Unknown{Reason: "a " + kind + " is not interpreted"}, c.from})
		default: // Add-Member Name Value
			c.in.setKey(o.Props, first(c.get("MemberType")), first(c.get("Name")))
		}
	}
	for _, v := range c.values() {
		if o, ok := v.Data.(*Object); ok {
			add(o)
		}
	}
	if c.is("PassThru") {
		return c.values()
	}
	return nil
}

func secureString(c *invocation) []Value {
	return []Value{{&Unknown{Reason: "a password is not looked at"}, c.from}}
}

func getUnique(c *invocation) []Value {
	var out []Value
	for _, v := range c.input {
		if len(out) == 0 || !equal(out[len(out)-1], v, true) {
			out = append(out, v)
		}
	}
	return out
}

func selectString(c *invocation) []Value { return unknownValue(c) }

func measureCommand(c *invocation) []Value {
	for _, arg := range c.args {
		if arg.Value != nil {
			if b, ok := arg.Value.Data.(*Block); ok {
				c.in.callBlock(b, nil, nil)
			}
		}
	}
	return []Value{{&Unknown{Reason: "how long a command takes is not known"}, c.from}}
}
