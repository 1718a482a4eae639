package interp

import (
	"strings"
)

func getVariableCommand(c *invocation) []Value {
	c.take("Name@1 ValueOnly! Scope Include Exclude")
	name := strings.ToLower(c.text("Name"))
	if name == "" || strings.ContainsAny(name, "*?[") {
		return unknownValue(c)
	}
	v, _ := c.in.scope.find(name)
	if v == nil {
		return nil
	}
	if c.is("ValueOnly") {
		return items(v.value)
	}
	o := NewObject("System.Management.Automation.PSVariable", "System.Management.Automation.PSVariable")
	o.Props.Set("Name", Value{name, c.from})
	o.Props.Set("Value", v.value)
	return []Value{{o, c.from}}
}

func setVariableCommand(c *invocation) []Value {
	c.take("Name@1 Value@2 Scope Option Description Visibility Force! PassThru! Include Exclude")
	v, given := c.get("Value")
	if !given && c.piped {
		v = collect(c.input, c.from)
	}
	s := c.in.scope
	switch scope := strings.ToLower(c.text("Scope")); scope {
	case "", "local", "0":
	case "1":
		if s.parent != nil {
			s = s.parent
		}
	case "script", "global":
		s = c.in.namedScope(scope)
	default:
		c.in.notFollow(c.node.Span, "the scope "+scope+" is not interpreted")
	}
	for _, name := range items(first(c.get("Name"))) {
		c.in.setIn(s, strings.ToLower(Text(name)), v)
	}
	if c.is("PassThru") {
		return unknownValue(c)
	}
	return nil
}

func first(v Value, _ bool) Value { return v }

func removeVariable(c *invocation) []Value {
	c.take("Name@1 Scope Force! Include Exclude PassThru!")
	for _, name := range items(first(c.get("Name"))) {
		key := strings.ToLower(Text(name))
		c.in.remember(c.in.scope, key)
		if c.name == "clear-variable" {
			c.in.setVariable(key, Value{nil, c.from})
		} else {
			delete(c.in.scope.vars, key)
		}
	}
	return nil
}

// testPath answers for variables and functions; what is on a drive is unknown.
func testPath(c *invocation) []Value {
	c.take("Path@1 LiteralPath PathType IsValid! Filter Include Exclude Credential OlderThan NewerThan")
	path := c.text("Path") + c.text("LiteralPath")
	drive, name, ok := strings.Cut(strings.ToLower(path), ":")
	name = strings.Trim(name, `\/`)
	switch {
	case ok && drive == "variable":
		v, _ := c.in.scope.find(name)
		return []Value{{v != nil, c.from}}
	case ok && drive == "function":
		return []Value{{c.in.function(name) != nil, c.from}}
	}
	return []Value{{&Unknown{Reason: "whether " + path + " exists is not known"}, c.from}}
}

func setAlias(c *invocation) []Value {
	c.take("Name@1 Value@2 Scope Option Description Force! PassThru!")
	c.in.scope.aliases[strings.ToLower(c.text("Name"))] = c.text("Value")
	return nil
}
