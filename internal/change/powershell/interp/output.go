package interp

import (
	"strings"
)

func noOutput(*invocation) []Value { return nil }

func unknownValue(c *invocation) []Value {
	return []Value{{&Unknown{Reason: "the output of " + c.name + " is not interpreted"}, c.from}}
}

// notRun is a command whose script block runs elsewhere.
func notRun(c *invocation) []Value {
	for _, arg := range c.args {
		if arg.Value == nil {
			continue
		}
		if b, ok := arg.Value.Data.(*Block); ok && c.in.touches(b.Body) {
			c.in.notFollow(c.node.Span, "what runs in a job is not followed")
		}
	}
	return unknownValue(c)
}

func writeOutput(c *invocation) []Value {
	c.take("InputObject@1* NoEnumerate!")
	if c.piped {
		return c.input
	}
	v, _ := c.get("InputObject")
	if l, ok := v.Data.(*List); ok && c.is("NoEnumerate") {
		return []Value{{l, c.from}}
	}
	return items(v)
}

// outString is Out-String for texts and numbers; tables of objects are not laid out.
func outString(c *invocation) []Value {
	c.take("InputObject Stream! Width NoNewline!")
	var b strings.Builder
	for _, v := range c.values() {
		if u := hasUnknown(v); u != nil {
			return []Value{{u, c.from}}
		}
		if _, isText := v.Data.(string); !isText && !isNumber(v.Data) {
			return unknownValue(c)
		}
		b.WriteString(Text(v))
		if !c.is("NoNewline") {
			b.WriteString("\r\n")
		}
	}
	if c.is("Stream") {
		return c.values()
	}
	return []Value{{b.String(), c.from}}
}

func teeObject(c *invocation) []Value {
	c.take("FilePath@1 Variable InputObject Append! LiteralPath")
	if name, ok := c.get("Variable"); ok {
		c.in.setVariable(Text(name), collect(c.values(), c.from))
	}
	return c.values()
}

// writeError notes an error; with -ErrorAction Stop it ends the script.
func writeError(c *invocation) []Value {
	c.take("Message@1 Exception ErrorRecord Category ErrorId TargetObject RecommendedAction CategoryActivity CategoryReason CategoryTargetName CategoryTargetType")
	f := Failure{Message: c.text("Message"), Type: "Microsoft.PowerShell.Commands.WriteErrorException", Place: c.from}
	if v, ok := c.get("ErrorRecord"); ok {
		f.Object = v.Data
	}
	stop := c.in.errorAction() == "stop"
	if action, ok := c.get("ErrorAction"); ok {
		stop = strings.EqualFold(Text(action), "Stop")
	}
	if stop {
		panic(&signal{kind: throwing, failure: f, script: true})
	}
	f.Host = true // it is the script's own word, no fault of it
	c.in.addError(f)
	c.in.global.vars["?"].value = Value{Data: false}
	return nil
}
