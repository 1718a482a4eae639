package interp

import (
	"strings"

	"github.com/exchlint/exchlint/internal/change/powershell/syntax"
)

// invokeExpression follows a text that is known as if it stood here.
func invokeExpression(c *invocation) []Value {
	c.take("Command@1")
	v := first(c.get("Command"))
	if c.piped {
		v = collect(c.input, c.from)
	}
	if u := hasUnknown(v); u != nil {
		c.in.notFollow(c.node.Span, u.Reason)
		return []Value{{u, c.from}}
	}
	script := syntax.Parse(Text(v))
	if len(script.Errors) > 0 {
		c.in.throw("the text that is invoked doesn't parse: "+script.Errors[0].Message, "System.Management.Automation.ParseException")
	}
	c.in.depth++
	if c.in.depth > maxDepth {
		c.in.giveUp("its calls are nested more than 100 deep")
	}
	source, places, place := c.in.source, c.in.places, c.in.place
	c.in.source, c.in.places = script.Source, &c.from
	defer func() {
		c.in.source, c.in.places, c.in.place = source, places, place
		c.in.depth--
	}()
	var out output
	c.in.blockBody(script.Body, nil, &out)
	return out.values
}

// invokeCommand passes a block over that changes nothing here. One without a computer is
// followed, one for another computer is handed to the host.
func invokeCommand(c *invocation) []Value {
	c.take("ComputerName@1 ScriptBlock@2 Session ArgumentList Credential InputObject AsJob! JobName ThrottleLimit ConfigurationName ConnectionUri HideComputerName! NoNewScope! FilePath Authentication UseSSL! Port SessionOption")
	block, _ := first(c.get("ScriptBlock")).Data.(*Block)
	if block == nil {
		block, _ = first(c.get("ComputerName")).Data.(*Block)
		if block == nil {
			c.in.notFollow(c.node.Span, "what is invoked is not known")
			return unknownValue(c)
		}
		return c.in.callBlock(block, items(first(c.get("ArgumentList"))), nil)
	}
	if !c.in.touches(block.Body) && c.has("ComputerName") {
		return unknownValue(c)
	}
	args := items(first(c.get("ArgumentList")))
	if !c.has("ComputerName") && !c.has("Session") {
		return c.in.callBlock(block, args, nil)
	}
	return c.elsewhere(block, args)
}

// elsewhere follows a block as on the computers named.
func (c *invocation) elsewhere(block *Block, args []Value) []Value {
	computers := first(c.get("ComputerName"))
	if u := hasUnknown(computers); u != nil || c.has("Session") {
		c.in.notFollow(c.node.Span, "it runs on a computer that is not known")
		return unknownValue(c)
	}
	var out []Value
	server := c.in.options.Server
	for _, computer := range items(computers) {
		name, _, _ := strings.Cut(Text(computer), ".")
		c.in.setServer(name)
		out = append(out, c.in.callBlock(block, args, nil)...)
	}
	c.in.setServer(server)
	return out
}

// setServer changes the computer on which commands run.
func (in *Interp) setServer(name string) {
	in.options.Server = name
}
