package interp

import (
	"strings"

	"github.com/exchlint/exchlint/internal/change/powershell/bind"
	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

// invocation is a command of the language as it is carried out.
type invocation struct {
	in    *Interp
	node  *syntax.Command
	name  string
	args  []Argument
	input []Value
	piped bool
	from  syntax.Span
	bound *bind.Result
}

// take binds the arguments to parameters, which spec lists: Name@1 has a position, Name!
// is a switch, Name@1* takes all values that are left.
func (c *invocation) take(spec string) {
	command := &bind.Command{Name: c.name, Common: true}
	for _, field := range strings.Fields(spec) {
		p := &bind.Parameter{}
		field, p.Remaining = strings.CutSuffix(field, "*")
		name, isSwitch := strings.CutSuffix(field, "!")
		if isSwitch {
			p.Type = "SwitchParameter"
		}
		name, position, positional := strings.Cut(name, "@")
		if positional {
			p.Position = int(position[0] - '0')
		}
		p.Name = name
		command.Parameters = append(command.Parameters, p)
	}
	result, err := bind.Bind(command, rawArguments(c.args), c.piped, false)
	if err != nil {
		c.in.throw(c.node.Elements[0].(*syntax.Text).Value+": "+err.Error(), "System.Management.Automation.ParameterBindingException")
	}
	c.bound = result
}

// get returns the value of a parameter.
func (c *invocation) get(name string) (Value, bool) {
	given, ok := c.bound.Get(name)
	switch v := given.(type) {
	case Value:
		return plainValue(v), ok
	case bool:
		return Value{Data: v}, ok
	case []any:
		list := NewList()
		for _, item := range v {
			if item, ok := item.(Value); ok {
				list.Items = append(list.Items, items(plainValue(item))...)
			}
		}
		return Value{Data: list}, ok
	}
	return Value{}, ok
}

func (c *invocation) text(name string) string {
	v, _ := c.get(name)
	return Text(v)
}

func (c *invocation) is(name string) bool {
	v, ok := c.get(name)
	return ok && Bool(v)
}

func (c *invocation) has(name string) bool {
	_, ok := c.bound.Get(name)
	return ok
}

// values returns the pipeline's input, or that of -InputObject.
func (c *invocation) values() []Value {
	if v, ok := c.get("InputObject"); ok && !c.piped {
		return items(v)
	}
	return c.input
}

// dropNulls drops $null from the pipeline, as the commands do that look at objects.
func (c *invocation) dropNulls() {
	if c.name == "where-object" {
		return
	}
	var kept []Value
	for _, v := range c.input {
		if v.Data != nil {
			kept = append(kept, v)
		}
	}
	c.input = kept
}

// doubt returns the unknown that the whole input is, if it is one.
func (c *invocation) doubt() *Unknown {
	c.dropNulls()
	for _, v := range c.values() {
		if u := unknown(v); u != nil {
			return u
		}
	}
	return nil
}

// onCertificates reports whether a command names the drive of certificates, which the
// host answers for.
func (c *invocation) onCertificates() bool {
	for _, arg := range c.args {
		if arg.Value != nil && strings.HasPrefix(strings.ToLower(Text(*arg.Value)), "cert:") {
			return true
		}
	}
	return false
}

// unknownOf is the value of a command that can't be known.
func (in *Interp) unknownOf(reason string, c *invocation) *Unknown {
	u := &Unknown{Reason: reason}
	if c.name != "get-content" && c.name != "import-csv" {
		return u
	}
	for i, arg := range c.args {
		positional := arg.Name == "" && (i == 0 || c.args[i-1].Name == "" || strings.EqualFold(c.args[i-1].Name, "raw"))
		named := i > 0 && isPathName(c.args[i-1].Name)
		if arg.Value != nil && (positional || named || isPathName(arg.Name)) {
			u.File = Text(*arg.Value)
		}
	}
	if u.File != "" {
		u.Reason = "the content of the file " + u.File + " is not known"
	}
	return u
}

func isPathName(name string) bool {
	return strings.EqualFold(name, "path") || strings.EqualFold(name, "literalpath")
}

// property evaluates a property of Select-Object and others: a name, a script block, or a
// hash table with Name and Expression.
func (c *invocation) property(item, property Value) (string, Value) {
	switch p := property.Data.(type) {
	case *Block:
		return strings.TrimSpace(Text(property)), collect(c.in.callWith(p, item), c.from)
	case *Table:
		name := Value{}
		for _, key := range []string{"Name", "Label", "N", "L"} {
			if v, ok := p.Get(key); ok {
				name = v
			}
		}
		for _, key := range []string{"Expression", "E"} {
			if v, ok := p.Get(key); ok {
				computed, value := c.property(item, v)
				if name.Data == nil {
					return computed, value
				}
				return Text(name), value
			}
		}
		return Text(name), Value{}
	}
	return Text(property), c.in.property(item, Text(property))
}

// key evaluates the property by which items are sorted or grouped.
func (c *invocation) key(item Value, property Value) Value {
	if _, isText := property.Data.(string); isText {
		if v, ok := c.in.ownProperty(item, Text(property)); ok {
			return v
		}
		return c.in.property(item, Text(property))
	}
	_, v := c.property(item, property)
	return v
}
